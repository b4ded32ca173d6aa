import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { RequestId } from "../../../shared/base/index.ts";
import { FindingSentence } from "../../app/finding-sentence.tsx";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { severityMark } from "../../app/marks.ts";
import { useReferentials } from "../../app/referentials.ts";
import { useModel } from "../../app/use-model.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { ChangeGroup, ChangeView } from "../../data-worker/data-api.ts";
import { DiffValue, EmptyState, LazyList, SeverityIcon } from "../../ui/index.ts";
import { groupKey, shownOf, type Seen } from "./seen-changes.ts";

type Props = {
  readonly requestId: RequestId | null;
  readonly groups: readonly ChangeGroup[];
  /** Changes when the changes must be asked again. */
  readonly version: string;
  /** For a decider: what was shown so far, and what was just shown. */
  readonly seen?: Seen;
  readonly onSeen?: (key: string, from: number, to: number) => void;
};

/** Every change of a request, by référentiel and kind, before → after, to the last line. */
export function RequestChanges({ requestId, groups, version, seen, onSeen }: Props) {
  const { t, i18n } = useTranslation("requests");
  const language = chooseLanguage(i18n.language);
  const { data } = useWorkspace();
  const cards = useReferentials((state) => state.cards);
  const [chosen, setChosen] = useState<string | null>(null);
  const filled = groups.filter((group) => group.count > 0);
  const group = filled.find((one) => groupKey(one) === chosen) ?? filled[0];
  if (!group) return <EmptyState sentence={t("changes.none")} />;
  const key = groupKey(group);
  const nameOf = (one: ChangeGroup): string => {
    const label =
      cards.find((card) => card.id === one.referential)?.label[language] ?? one.referential;
    return t("changes.group", {
      label,
      kind: t(`changes.kind.${one.kind}`, { count: one.count }),
    });
  };

  return (
    <Box sx={{ display: "flex", flexDirection: "column", minHeight: 0, height: "100%" }}>
      <Tabs
        value={key}
        onChange={(_, next: string) => setChosen(next)}
        variant="scrollable"
        aria-label={t("changes.groups")}
        sx={{ borderBottom: "1px solid var(--it-palette-divider)" }}
      >
        {filled.map((one) => (
          <Tab
            key={groupKey(one)}
            value={groupKey(one)}
            label={
              seen && shownOf(seen, groupKey(one)) === 0
                ? t("changes.unseen", { name: nameOf(one) })
                : nameOf(one)
            }
          />
        ))}
      </Tabs>
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <LazyList
          key={key}
          label={nameOf(group)}
          count={group.count}
          version={`${version}/${key}`}
          lineHeight={44}
          load={(from, to) => data.changes(requestId, group, from, to)}
          onShown={onSeen && ((from, to) => onSeen(key, from, to))}
        >
          {(change, tabIndex) => <ChangeLine change={change} tabIndex={tabIndex} />}
        </LazyList>
      </Box>
    </Box>
  );
}

function ChangeLine({
  change,
  tabIndex,
}: {
  readonly change: ChangeView;
  readonly tabIndex: 0 | -1;
}) {
  const { t } = useTranslation("requests");
  const model = useModel(change.referential);
  const address = `/referentiels/${change.referential}/fiches/${change.recordId}`;
  // a new record shows its key and its title at the head of its line already
  const moves =
    change.kind === "create" && model
      ? change.moves.filter(
          ({ attribute }) => attribute !== model.title && !model.key.includes(attribute),
        )
      : change.moves;
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "1fr", md: "minmax(180px, 2fr) minmax(0, 3fr)" },
        columnGap: 2,
        px: 1.5,
        py: 0.75,
        alignItems: "baseline",
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Link
          component={RouterLink}
          to={address}
          tabIndex={tabIndex}
          sx={{ fontFamily: "var(--it-font-mono, monospace)", fontSize: "0.8125rem" }}
        >
          {change.key || t("changes.noKey")}
        </Link>
        <Typography variant="body2" color="textSecondary" noWrap title={change.title}>
          {change.title}
        </Typography>
      </Box>
      <Box sx={{ minWidth: 0, display: "flex", flexDirection: "column", gap: 0.25 }}>
        <Box
          component="dl"
          sx={{ m: 0, display: "flex", flexWrap: "wrap", columnGap: 2.5, rowGap: 0.25 }}
        >
          {moves.map((move) => (
            <Box key={move.attribute} sx={{ display: "flex", gap: 0.75, minWidth: 0 }}>
              <Typography
                component="dt"
                variant="body2"
                color="textSecondary"
                sx={{ flex: "none" }}
              >
                {move.label}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: "anywhere" }}>
                {change.kind === "create" ? (
                  move.after
                ) : (
                  <DiffValue before={move.before} after={move.after} />
                )}
              </Typography>
            </Box>
          ))}
        </Box>
        {change.kind === "withdraw" && (
          <Typography variant="body2">{t("changes.withdrawn")}</Typography>
        )}
        {change.findings
          .filter((finding) => finding.severity !== "info")
          .map((finding, at) => (
            <Box
              key={`${finding.rule}/${finding.attribute ?? ""}/${at}`}
              sx={{ display: "flex", gap: 0.75, alignItems: "center" }}
            >
              <SeverityIcon severity={severityMark(finding.severity)} size={16} />
              <Typography variant="body2">
                <FindingSentence finding={finding} model={model} />
              </Typography>
            </Box>
          ))}
      </Box>
    </Box>
  );
}
