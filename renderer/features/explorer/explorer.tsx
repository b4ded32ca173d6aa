import Add from "@mui/icons-material/Add";
import ViewSidebar from "@mui/icons-material/ViewSidebarOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RecordId } from "../../../shared/base/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import { useAsAt } from "../../app/as-at.ts";
import { chooseLanguage, useFormats } from "../../app/i18n/index.ts";
import { useNotices } from "../../app/notices.ts";
import { usePreferences } from "../../app/preferences.ts";
import { useUndo } from "../../app/use-undo.ts";
import { useTitle } from "../../app/use-title.ts";
import { ViewSwitch } from "../../app/view-switch.tsx";
import { useWorkspace } from "../../app/workspace.tsx";
import type { ReferentialCard } from "../../data-worker/data-api.ts";
import { Grid, type GridEdit, type GridEditOutcome, type GridHandle } from "../../grid/index.ts";
import { EmptyState, PageHeader, SplitPanel, StateChip, useShortcuts } from "../../ui/index.ts";
import { RecordPanel } from "../record/index.ts";
import type { ExplorerMemory } from "./explorer-memory.ts";
import { showsEverything } from "./explorer-query.ts";
import { cellEdits, gridColumns, hiddenAtFirst, refusalWords } from "./grid-mapping.ts";
import { rememberCell } from "./last-cell.ts";
import { nextFinding } from "./next-finding.ts";
import { NewRecordDialog } from "./new-record-dialog.tsx";
import { QuickSearch } from "./quick-search.tsx";
import { SelectionActions } from "./selection-actions.tsx";
import { useCellToShow } from "./use-cell-to-show.ts";
import { useExplorer } from "./use-explorer.ts";
import { useExplorerQuery } from "./use-explorer-query.ts";
import { useExplorerView, useVisibleColumns } from "./use-explorer-view.ts";

/** The list of one référentiel: views of the worker in, gestures out. It keeps no record but those on screen. */
export function Explorer({
  card,
  referential,
  memory,
  remember,
}: {
  readonly card: ReferentialCard;
  readonly referential: Referential;
  readonly memory: ExplorerMemory;
  readonly remember: (change: Partial<ExplorerMemory>) => void;
}) {
  const { t, i18n } = useTranslation("explorer");
  const formats = useFormats();
  const language = chooseLanguage(i18n.language);
  const navigate = useNavigate();
  const { data, host } = useWorkspace();
  const { asAt } = useAsAt();
  const { density, panelWidth, keep } = usePreferences();
  const { fail, say } = useNotices();
  const undo = useUndo();
  const { active, dispatch } = useExplorer();
  const [creating, setCreating] = useState(false);
  const grid = useRef<GridHandle>(null);
  useTitle(card.label[language]);

  const [query, show] = useExplorerQuery(memory.query, remember);
  const layout = memory.layout ?? { hidden: hiddenAtFirst(referential) };
  const visible = useVisibleColumns(referential, layout.hidden ?? []);
  const columns = useMemo(
    () => gridColumns(referential, language, (target, text) => data.lookup(target, text, 12)),
    [referential, language, data],
  );

  const { asked, view, source } = useExplorerView(referential, visible, query);
  const viewId = view?.viewId;
  useCellToShow(grid, card.id, viewId);

  // The panel shows the first record until a row is chosen.
  const firstShown = memory.panel === true && active === null && viewId !== undefined;
  useEffect(() => {
    if (!firstShown || viewId === undefined) return;
    data
      .rows(viewId, 0, 1)
      .then(([row]) => row && dispatch({ type: "rowActivated", id: row.id }), fail);
  }, [firstShown, viewId, data, dispatch, fail]);

  const editable = card.rights.edit && asAt === null;
  const edit = async (gesture: GridEdit): Promise<GridEditOutcome> => {
    const count = gesture.cells.length + gesture.newRows.length;
    const outcome = await data.editCells(
      card.id,
      cellEdits(gesture, referential),
      t(`gesture.${gesture.gesture}`, { count, name: card.label[language] }),
    );
    return {
      refused: outcome.refused.map((cell) => ({
        ...(cell.recordId === null ? {} : { rowId: cell.recordId }),
        columnId: cell.attribute,
        text: cell.text,
        reason: t(`refused.${refusalWords(cell, referential)}`),
      })),
    };
  };
  const open = (id: string): void => void navigate(`/referentiels/${card.id}/fiches/${id}`);
  const panelOpen = memory.panel === true;

  const goToNextFinding = async (): Promise<void> => {
    if (!view) return;
    const next = await nextFinding(data, asked, view.viewId, active);
    if (next === null) say(t("noFinding"));
    else await grid.current?.goToCell(next.id, next.attribute);
  };

  useShortcuts([
    {
      id: "explorer-finding",
      keys: "F8",
      label: t("shortcut.finding"),
      group: t("shortcut.group"),
      onTrigger: () => void goToNextFinding().catch(fail),
    },
    {
      id: "explorer-search",
      keys: "Mod+F",
      label: t("shortcut.search"),
      group: t("shortcut.group"),
      onTrigger: () => document.getElementById("explorer-search")?.focus(),
    },
    {
      id: "explorer-panel",
      keys: "Mod+I",
      label: t("shortcut.panel"),
      group: t("shortcut.group"),
      onTrigger: () => remember({ panel: !panelOpen }),
    },
  ]);

  return (
    <SplitPanel
      panelLabel={t("panel")}
      panel={
        panelOpen && active ? (
          <RecordPanel referential={referential} recordId={active} />
        ) : panelOpen ? (
          <EmptyState sentence={t("panelEmpty")} />
        ) : undefined
      }
      onClosePanel={() => remember({ panel: false })}
      width={{ value: panelWidth, onChange: (width) => keep({ panelWidth: width }) }}
      minWidth={360}
    >
      <PageHeader
        title={card.label[language]}
        facts={
          <>
            <span>
              {view && !showsEverything(query)
                ? t("shown", { shown: view.total, count: view.all })
                : t("records", { count: view?.all ?? card.records })}
            </span>
            {card.drafts > 0 && (
              <StateChip state="draft" label={t("drafts", { count: card.drafts })} />
            )}
          </>
        }
        actions={
          <>
            <ViewSwitch referential={referential} current="grid" />
            {editable && (
              <Button variant="contained" startIcon={<Add />} onClick={() => setCreating(true)}>
                {t("new", { singular: referential.singular[language] })}
              </Button>
            )}
          </>
        }
      />
      <Box sx={{ flex: 1, minHeight: 0, display: "flex", flexDirection: "column" }}>
        <Grid
          ref={grid}
          label={card.label[language]}
          columns={columns}
          source={source}
          density={density}
          layout={layout}
          onLayout={(next) => remember({ layout: next })}
          sort={query.sort}
          onSort={(sort) => show({ sort })}
          filters={query.filters}
          onFilters={(filters) => show({ filters })}
          countValues={async (columnId, search) => {
            const values = view ? await data.facet(view.viewId, columnId, search) : [];
            return {
              values: values.map(({ text, count }) => ({ value: text, text, count })),
              distinct: values.length,
            };
          }}
          {...(editable ? { onEdit: edit, canAddRows: true } : {})}
          onUndo={undo.undo}
          onRedo={undo.redo}
          onOpenRow={open}
          onActiveRow={(id) =>
            dispatch({ type: "rowActivated", id: (id ?? null) as RecordId | null })
          }
          onSelection={({ fromRow, toRow, activeRowId, activeColumnId }) => {
            if (activeRowId !== undefined) rememberCell(card.id, activeRowId, activeColumnId);
            dispatch({ type: "selectionChanged", rows: Math.max(0, toRow - fromRow + 1) });
          }}
          onFault={fail}
          toolbarStart={
            <QuickSearch
              key={card.id}
              value={query.search}
              onSearch={(search) => show({ search })}
            />
          }
          toolbarEnd={
            <>
              {view && (
                <SelectionActions
                  card={card}
                  viewId={view.viewId}
                  editable={editable}
                  host={host}
                  selectedIds={async () =>
                    ((await grid.current?.selectedRowIds()) ?? []) as readonly RecordId[]
                  }
                />
              )}
              <Tooltip title={panelOpen ? t("closePanel") : t("openPanel")}>
                <IconButton
                  aria-label={panelOpen ? t("closePanel") : t("openPanel")}
                  aria-pressed={panelOpen}
                  onClick={() => remember({ panel: !panelOpen })}
                >
                  <ViewSidebar fontSize="small" />
                </IconButton>
              </Tooltip>
            </>
          }
          footerEnd={asAt === null ? undefined : t("readOnly", { day: formats.date(asAt) })}
          empty={
            view === null ? undefined : showsEverything(query) ? (
              <EmptyState
                sentence={t("empty")}
                hint={editable ? t("emptyHint") : undefined}
                action={
                  editable ? { label: t("emptyNew"), onAct: () => setCreating(true) } : undefined
                }
                secondaryAction={
                  editable
                    ? { label: t("emptyImport"), onAct: () => void navigate(`/import/${card.id}`) }
                    : undefined
                }
              />
            ) : (
              <EmptyState
                sentence={t("nothing")}
                action={{
                  label: t("clearFilters"),
                  onAct: () => show({ filters: [], search: "" }),
                }}
              />
            )
          }
        />
      </Box>
      {creating && (
        <NewRecordDialog
          referential={referential}
          onClose={() => setCreating(false)}
          onCreated={(id) => {
            setCreating(false);
            open(id);
          }}
        />
      )}
    </SplitPanel>
  );
}
