import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import type { RecordId } from "../../../shared/base/index.ts";
import { attributeOf, shownEnd, writeDate, type Referential } from "../../../shared/model/index.ts";
import { useAsAt } from "../../app/as-at.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { useRecordsVersion } from "../../app/live-counts.ts";
import { isMuted, severityMark, stateMark } from "../../app/marks.ts";
import { useNotices } from "../../app/notices.ts";
import { usePreferences } from "../../app/preferences.ts";
import { useReferentialCard, useReferentials } from "../../app/referentials.ts";
import { RouteFault } from "../../app/route-fault.tsx";
import { useModel } from "../../app/use-model.ts";
import { useTitle } from "../../app/use-title.ts";
import { ViewSwitch } from "../../app/view-switch.tsx";
import { useWorkspace } from "../../app/workspace.tsx";
import type { ReferentialCard, TreeNode as WorkerNode } from "../../data-worker/data-api.ts";
import { TreeGrid, type TreeGridHandle, type TreeNode } from "../../grid/index.ts";
import { EmptyState, PageHeader, SplitPanel, Toolbar } from "../../ui/index.ts";
import { RecordPanel } from "../record/index.ts";
import { useExpanded } from "./use-expanded.ts";
import { ReattachDialog, type Reattachment } from "./reattach-dialog.tsx";

/** `/referentiels/:referential/arbre` */
export function TreeScreen() {
  const { referential: id = "" } = useParams();
  const card = useReferentialCard(id);
  const loaded = useReferentials((state) => state.loaded);
  const referential = useModel(id);
  if (loaded && (!card || referential?.hierarchies.length === 0)) return <RouteFault missing />;
  return card && referential ? <Tree key={id} card={card} referential={referential} /> : null;
}

function Tree({
  card,
  referential,
}: {
  readonly card: ReferentialCard;
  readonly referential: Referential;
}) {
  const { t, i18n } = useTranslation("tree");
  const language = chooseLanguage(i18n.language);
  const navigate = useNavigate();
  const { data } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const { density, panelWidth, keep } = usePreferences();
  const asAt = useAsAt((state) => state.asAt);
  const version = useRecordsVersion(card.id);
  const [params, setParams] = useSearchParams();
  const [moving, setMoving] = useState<Reattachment | null>(null);
  const tree = useRef<TreeGridHandle>(null);
  /** Parent under which each node was shown: what a move takes it away from. */
  const shownUnder = useRef(new Map<string, string | null>());
  const hierarchy =
    referential.hierarchies.find(({ id }) => id === params.get("hierarchie")) ??
    referential.hierarchies[0];
  useTitle(t("title", { label: card.label[language] }));

  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(params);
    if (value === "") next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const hierarchyId = hierarchy?.id ?? "";
  const getChildren = useMemo(
    () =>
      async (parent: string | null): Promise<readonly TreeNode[]> => {
        const children = await data.children(card.id, hierarchyId, parent as RecordId | null, asAt);
        for (const child of children) shownUnder.current.set(child.id, parent);
        return children.map((child) =>
          toNode(child, t(`app:recordState.${child.state}`), card.rights.edit && asAt === null),
        );
      },
    [data, card.id, card.rights.edit, hierarchyId, asAt, t],
  );
  const [expanded, setExpanded] = useExpanded(card.id, hierarchyId, getChildren);
  if (!hierarchy || expanded === null) return null;
  const editable = card.rights.edit && asAt === null;
  const selected = params.get("fiche");
  const dated = attributeOf(referential, hierarchy.attribute)?.kind === "dated-links";
  const ask = (node: TreeNode, parent: TreeNode | null | undefined): void =>
    setMoving({
      node,
      from: shownUnder.current.get(node.id) ?? null,
      to:
        parent === undefined
          ? undefined
          : parent === null
            ? null
            : { id: parent.id, label: parent.label },
    });

  return (
    <SplitPanel
      panelLabel={t("panel")}
      panel={
        selected ? (
          <RecordPanel referential={referential} recordId={selected as RecordId} />
        ) : undefined
      }
      onClosePanel={() => set("fiche", "")}
      width={{ value: panelWidth, onChange: (width) => keep({ panelWidth: width }) }}
      minWidth={360}
    >
      <PageHeader
        title={card.label[language]}
        actions={<ViewSwitch referential={referential} current="tree" />}
      />
      <Toolbar label={t("toolbar")}>
        <TextField
          select
          label={t("hierarchy")}
          value={hierarchy.id}
          onChange={(event) => set("hierarchie", event.target.value)}
          sx={{ minWidth: 220 }}
        >
          {referential.hierarchies.map(({ id, label }) => (
            <MenuItem key={id} value={id}>
              {label[language]}
            </MenuItem>
          ))}
        </TextField>
      </Toolbar>
      <TreeGrid
        ref={tree}
        label={t("label", { label: card.label[language], hierarchy: hierarchy.label[language] })}
        title={referential.singular[language]}
        columns={[
          { id: "from", title: t("column.from"), width: 150 },
          { id: "to", title: t("column.to"), width: 130 },
          { id: "state", title: t("column.state"), width: 190 },
        ]}
        expanded={expanded}
        onExpanded={setExpanded}
        version={`${hierarchy.id}/${version}/${asAt ?? ""}`}
        getChildren={getChildren}
        density={density}
        selectedId={selected ?? undefined}
        onSelect={(node) => set("fiche", node.id)}
        onOpen={(node) => void navigate(`/referentiels/${card.id}/fiches/${node.id}`)}
        {...(editable
          ? {
              canMove: (node: TreeNode, parent: TreeNode | null) =>
                node.id !== parent?.id || t("notUnderItself"),
              onMove: (node: TreeNode, parent: TreeNode | null) => ask(node, parent),
              onMoveTo: (node: TreeNode) => ask(node, undefined),
            }
          : {})}
        onFault={fail}
        empty={<EmptyState sentence={t("empty")} hint={t("emptyHint")} />}
      />
      {moving && (
        <ReattachDialog
          move={moving}
          referential={referential}
          hierarchy={hierarchy}
          dated={dated}
          onClose={() => setMoving(null)}
        />
      )}
    </SplitPanel>
  );
}

function toNode(node: WorkerNode, state: string, movable: boolean): TreeNode {
  const mark = stateMark(node.state);
  return {
    id: node.id,
    label: node.title,
    code: node.key,
    childCount: node.children,
    descendantCount: node.descendants,
    ...(mark ? { state: mark } : {}),
    ...(node.severity ? { severity: severityMark(node.severity) } : {}),
    muted: isMuted(node.state),
    cells: {
      from: node.from === undefined ? "" : writeDate(node.from, "fr"),
      to: node.to === undefined ? "" : writeDate(shownEnd(node.to), "fr"),
      state,
    },
    movable,
  };
}
