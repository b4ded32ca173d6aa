import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { JsonValue, RecordId } from "../../../shared/base/index.ts";
import { attributeOf, displayValue, type Referential } from "../../../shared/model/index.ts";
import type { HistoryEntry } from "../../../shared/record/index.ts";
import { faultWords } from "../../app/fault-words.ts";
import { chooseLanguage, useFormats } from "../../app/i18n/index.ts";
import { useRecordsVersion } from "../../app/live-counts.ts";
import { useLoad } from "../../app/use-load.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { RecordView } from "../../data-worker/data-api.ts";
import { DiffTable, EmptyState, FaultNotice, type DiffRow } from "../../ui/index.ts";

/** Who changed what, when, by which request: newest first, one field at will. Central completes what this laptop has. */
export function RecordHistory({
  referential,
  recordId,
  view,
  field,
  onField,
}: {
  readonly referential: Referential;
  readonly recordId: RecordId;
  readonly view: RecordView;
  /** Attribute to restrict to; '' = all. */
  readonly field: string;
  readonly onField: (field: string) => void;
}) {
  const { t, i18n } = useTranslation("record");
  const language = chooseLanguage(i18n.language);
  const { data, gateway } = useWorkspace();
  const version = useRecordsVersion(referential.id);
  const [history, readAgain] = useLoad(`${referential.id}/${recordId}/${version}`, () =>
    data.history(referential.id, recordId),
  );
  const [offline, setOffline] = useState(false);

  const complete = history.kind === "ready" && history.value.complete;
  const known = history.kind === "ready";
  useEffect(() => {
    if (!known || complete) return;
    let current = true;
    gateway
      .history(referential.id, recordId)
      .then((entries) => data.rememberHistory(entries))
      .then(
        () => current && readAgain(),
        () => current && setOffline(true),
      );
    return () => {
      current = false;
    };
    // An answer that leaves the history incomplete changes nothing here: it is not asked again.
  }, [known, complete, referential.id, recordId, gateway, data, readAgain]);

  if (history.kind === "loading") return null;
  if (history.kind === "failed")
    return (
      <Box sx={{ p: 2 }}>
        <FaultNotice {...faultWords(history.fault, t)} />
      </Box>
    );
  const { entries } = history.value;
  const fields = [
    ...new Set([
      ...entries.flatMap((entry) => Object.keys(entry.patch)),
      ...(field === "" ? [] : [field]),
    ]),
  ];
  const shown = entries
    .filter((entry) => field === "" || Object.hasOwn(entry.patch, field))
    .toSorted((one, other) => other.version - one.version);
  const labelOf = (name: string): string => attributeOf(referential, name)?.label[language] ?? name;
  return (
    <Box sx={{ p: 2, maxWidth: 1000 }}>
      {!complete && offline && (
        <Box sx={{ mb: 2 }}>
          <FaultNotice
            severity="info"
            happened={t("history.partial")}
            toDo={t("history.partialToDo")}
          />
        </Box>
      )}
      {entries.length === 0 ? (
        <EmptyState sentence={t("history.none")} hint={t("history.noneHint")} />
      ) : (
        <TextField
          select
          label={t("history.field")}
          value={field}
          onChange={(event) => onField(event.target.value)}
          sx={{ minWidth: 260, mb: 2 }}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">{t("history.allFields")}</MenuItem>
          {fields.map((name) => (
            <MenuItem key={name} value={name}>
              {labelOf(name)}
            </MenuItem>
          ))}
        </TextField>
      )}
      <Box component="ol" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {shown.map((entry) => (
          <HistoryLine
            key={entry.version}
            entry={entry}
            rows={rowsOf(entry, referential, view, language, field)}
          />
        ))}
      </Box>
    </Box>
  );
}

function HistoryLine({
  entry,
  rows,
}: {
  readonly entry: HistoryEntry;
  readonly rows: readonly DiffRow[];
}) {
  const { t } = useTranslation("record");
  const formats = useFormats();
  return (
    <Box
      component="li"
      sx={{
        position: "relative",
        pl: 2.5,
        pb: 2.5,
        borderLeft: "2px solid var(--it-palette-divider)",
        ml: 0.75,
      }}
    >
      <Box
        aria-hidden
        sx={{
          position: "absolute",
          left: -6,
          top: 5,
          width: 10,
          height: 10,
          borderRadius: "50%",
          backgroundColor: "primary.main",
        }}
      />
      <Typography variant="body1" sx={{ fontWeight: 600 }}>
        {t(`history.kind.${entry.kind}`)}
        {" · "}
        {formats.dateTime(entry.at)}
        {" · "}
        {entry.authorName}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: rows.length > 0 ? 1 : 0 }}>
        {t("history.version", { version: entry.version, commit: entry.commit })}{" "}
        <Link component={RouterLink} underline="always" to={`/demandes/${entry.requestId}`}>
          {entry.requestTitle}
        </Link>
      </Typography>
      {rows.length > 0 && <DiffTable caption={t("history.changes")} rows={rows} />}
    </Box>
  );
}

function rowsOf(
  entry: HistoryEntry,
  referential: Referential,
  view: RecordView,
  language: "fr" | "en",
  field: string,
): readonly DiffRow[] {
  return Object.entries(entry.patch)
    .filter(([name]) => field === "" || name === field)
    .map(([name, move]) => {
      const attribute = attributeOf(referential, name);
      const text = (value: JsonValue | undefined): string | readonly string[] | undefined => {
        if (value === undefined) return undefined;
        if (!attribute) return JSON.stringify(value);
        const one = (part: JsonValue): string =>
          displayValue(attribute, part, language, (_, reference) => view.labels[reference]?.key);
        return Array.isArray(value) ? value.map((part: JsonValue) => one([part])) : one(value);
      };
      return {
        id: name,
        label: attribute?.label[language] ?? name,
        before: text(move.before),
        after: text(move.after),
        monospace: attribute?.kind === "code" || (attribute?.identifier ?? null) !== null,
      };
    });
}
