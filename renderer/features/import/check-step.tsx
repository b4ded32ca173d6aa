import Download from "@mui/icons-material/DownloadOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportRemark } from "../../../shared/exchange/import/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import { chooseLanguage, useFormats } from "../../app/i18n/index.ts";
import { severityMark } from "../../app/marks.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { ChangeView, ImportReport, RemarkGroup } from "../../data-worker/data-api.ts";
import { DiffValue, EmptyState, LazyList, SeverityIcon } from "../../ui/index.ts";
import { remarkTitle, remarkWords } from "./remark-words.ts";
import { useImportState, type ImportActions } from "./use-import.ts";

type Shown = "remarks" | "create" | "update" | "close";
type Props = { readonly actions: ImportActions; readonly referential: Referential };

/** What the import would do, before anything is written: counts, differences, and every remark with its place in the file. */
export function CheckStep({ actions, referential }: Props) {
  const { t, i18n } = useTranslation("import");
  const language = chooseLanguage(i18n.language);
  const { state } = useImportState();
  const { report } = state;
  const [shown, setShown] = useState<Shown | null>(null);
  if (!report)
    return state.busy ? null : (
      <EmptyState
        sentence={t("check.none")}
        action={{ label: t("check.start"), onAct: () => void actions.check() }}
      />
    );
  const { counts } = report;
  const groups = (
    [
      ["remarks", report.remarks],
      ["create", counts.created],
      ["update", counts.updated],
      ["close", counts.toClose],
    ] as const
  ).filter(([group, count]) => count > 0 || group === "remarks");
  const current =
    shown ??
    (counts.refused > 0 || counts.updated + counts.created === 0
      ? "remarks"
      : (groups[1]?.[0] ?? "remarks"));
  const words = {
    title: t("check.remarksColumn"),
    suffix: t("check.suffix"),
    say: (remark: ImportRemark) => remarkWords(remark, referential, language, t),
  };

  return (
    <>
      <Counts report={report} />
      <Box
        sx={{
          display: "flex",
          alignItems: "center",
          gap: 1,
          borderBottom: "1px solid var(--it-palette-divider)",
        }}
      >
        <Tabs
          value={current}
          onChange={(_, next: Shown) => setShown(next)}
          aria-label={t("check.tabs")}
          sx={{ flex: 1 }}
        >
          {groups.map(([group, count]) => (
            <Tab key={group} value={group} label={t(`check.tab.${group}`, { count })} />
          ))}
        </Tabs>
        {report.remarks > 0 && (
          <Button
            size="small"
            startIcon={<Download />}
            onClick={() => void actions.download(words)}
            disabled={state.busy !== null}
          >
            {t("check.download")}
          </Button>
        )}
      </Box>
      <Box sx={{ flex: 1, minHeight: 240 }}>
        {current === "remarks" ? (
          <Remarks report={report} say={words.say} />
        ) : (
          <Changes
            key={current}
            report={report}
            group={current}
            referential={referential}
            count={groups.find(([group]) => group === current)?.[1] ?? 0}
          />
        )}
      </Box>
    </>
  );
}

/** The six figures of the check; rows = created + updated + unchanged + refused (I8). */
function Counts({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation("import");
  const formats = useFormats();
  const { counts } = report;
  const figures = [
    ["rows", counts.rows],
    ["created", counts.created],
    ["updated", counts.updated],
    ["unchanged", counts.unchanged],
    ["refused", counts.refused],
    ["toClose", counts.toClose],
  ] as const;
  return (
    <Box role="group" aria-label={t("check.counts")}>
      <Box component="dl" sx={{ display: "flex", flexWrap: "wrap", columnGap: 4, rowGap: 1, m: 0 }}>
        {figures.map(([name, value]) => (
          <Box key={name} data-count={name} sx={{ minWidth: 88 }}>
            <Typography component="dt" variant="body2" color="textSecondary">
              {t(`count.${name}`)}
            </Typography>
            <Typography
              component="dd"
              sx={{
                m: 0,
                fontSize: "1.5rem",
                fontWeight: 600,
                fontVariantNumeric: "tabular-nums",
                color:
                  name === "refused" && value > 0
                    ? "var(--it-palette-severity-error-text)"
                    : undefined,
              }}
            >
              {formats.number(value)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Remarks({
  report,
  say,
}: {
  readonly report: ImportReport;
  readonly say: (remark: ImportRemark) => string;
}) {
  const { t } = useTranslation("import");
  const { data } = useWorkspace();
  const [chosen, setChosen] = useState(-1);
  if (report.remarks === 0) return <EmptyState sentence={t("check.noRemark")} />;
  const group = report.groups[chosen] ?? null;
  const count = group?.count ?? report.remarks;
  const nameOf = ({ rule, column, count: many }: RemarkGroup): string =>
    column === ""
      ? t("check.groupOption", { title: remarkTitle(rule, t), count: many })
      : t("check.groupOfColumn", { title: remarkTitle(rule, t), column, count: many });
  return (
    <Box sx={{ display: "flex", flexDirection: "column", height: "100%", minHeight: 0, gap: 0.5 }}>
      <TextField
        select
        size="small"
        label={t("check.group")}
        value={chosen}
        onChange={(event) => setChosen(Number(event.target.value))}
        sx={{ width: "min(560px, 100%)", mt: 1.25, mb: 0.5 }}
      >
        <MenuItem value={-1}>{t("check.allRemarks", { count: report.remarks })}</MenuItem>
        {report.groups.map((one, at) => (
          <MenuItem key={`${one.severity}/${one.rule}/${one.column}`} value={at} sx={{ gap: 1 }}>
            <Box component="span" sx={{ display: "inline-flex", gap: 1, alignItems: "center" }}>
              <SeverityIcon severity={severityMark(one.severity)} />
              {nameOf(one)}
            </Box>
          </MenuItem>
        ))}
      </TextField>
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <LazyList
          key={chosen}
          label={t("check.tab.remarks", { count })}
          count={count}
          version={`${report.reportId}/${chosen}`}
          lineHeight={36}
          load={(from, to) => data.importRemarks(report.reportId, from, to, group)}
        >
          {(remark) => (
            <Box
              sx={{
                display: "grid",
                gridTemplateColumns: "24px 100px minmax(140px, 260px) 1fr",
                gap: 1,
                alignItems: "center",
                px: 1,
                py: 0.5,
              }}
            >
              <SeverityIcon severity={severityMark(remark.severity)} />
              <Typography
                variant="body2"
                color="textSecondary"
                sx={{ fontVariantNumeric: "tabular-nums" }}
              >
                {remark.row > 0 ? t("check.row", { row: remark.row }) : t("check.wholeFile")}
              </Typography>
              <Typography variant="body2" noWrap title={remark.column}>
                {remark.column}
              </Typography>
              <Typography variant="body2">{say(remark)}</Typography>
            </Box>
          )}
        </LazyList>
      </Box>
    </Box>
  );
}

function Changes({
  report,
  group,
  referential,
  count,
}: {
  readonly report: ImportReport;
  readonly group: "create" | "update" | "close";
  readonly referential: Referential;
  readonly count: number;
}) {
  const { t } = useTranslation("import");
  const { data } = useWorkspace();
  return (
    <LazyList
      label={t(`check.tab.${group}`, { count })}
      count={count}
      version={`${report.reportId}/${group}`}
      lineHeight={44}
      load={(from, to) => data.importChanges(report.reportId, group, from, to)}
    >
      {(change) => <ChangeLine change={change} shown={[...referential.key, referential.title]} />}
    </LazyList>
  );
}

function ChangeLine({
  change,
  shown,
}: {
  readonly change: ChangeView;
  /** Attributes that the line shows already. */
  readonly shown: readonly string[];
}) {
  const moves =
    change.kind === "create"
      ? change.moves.filter(({ attribute }) => !shown.includes(attribute))
      : change.moves;
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: "minmax(120px, 160px) minmax(180px, 320px) 1fr",
        gap: 2,
        px: 1,
        py: 0.75,
        alignItems: "baseline",
      }}
    >
      <Typography variant="body2" sx={{ fontFamily: "var(--it-font-mono, monospace)" }}>
        {change.key}
      </Typography>
      <Typography variant="body2" noWrap title={change.title}>
        {change.title}
      </Typography>
      <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 2, rowGap: 0.25 }}>
        {moves.slice(0, 8).map((move) => (
          <Typography key={move.attribute} component="span" variant="body2">
            <Typography component="span" variant="body2" color="textSecondary">
              {move.label}{" "}
            </Typography>
            {change.kind === "create" ? (
              move.after
            ) : (
              <DiffValue before={move.before} after={move.after} />
            )}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}
