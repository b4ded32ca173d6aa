import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Link from "@mui/material/Link";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useNavigate } from "react-router";
import type { IsoDate, RequestId } from "../../../shared/base/index.ts";
import { toFaultData } from "../../../shared/base/index.ts";
import { faultWords } from "../../app/fault-words.ts";
import { FindingSentence } from "../../app/finding-sentence.tsx";
import { severityMark } from "../../app/marks.ts";
import { useNotices } from "../../app/notices.ts";
import { useKept } from "../../app/use-kept.ts";
import { useModels } from "../../app/use-model.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { FindingLine, RequestView, SubmitOutcome } from "../../data-worker/data-api.ts";
import { DateInput } from "../../forms/index.ts";
import {
  FaultNotice,
  ProgressLine,
  SeverityIcon,
  useLineFocus,
  useShortcuts,
} from "../../ui/index.ts";

type Refused = Exclude<SubmitOutcome, { readonly ok: true }>;

/** Why the changes are made, the text they rest on, and what stops them; then « Soumettre ». */
export function SubmitForm({
  id,
  view,
}: {
  readonly id: RequestId | null;
  readonly view: RequestView;
}) {
  const { t } = useTranslation("requests");
  const navigate = useNavigate();
  const { data, sync } = useWorkspace();
  const say = useNotices((state) => state.say);
  const fail = useNotices((state) => state.fail);
  const { content } = view.request;
  // Kept while the person looks elsewhere: what stops a request is mended on the record, then one comes back.
  const [words, setWords] = useKept(`submit/${id ?? ""}`, {
    title: content.title,
    reason: content.reason,
    legalText: content.legalText,
    effectiveDate: content.effectiveDate,
  });
  const { title, reason, legalText, effectiveDate } = words;
  const [dateReadable, setDateReadable] = useState(true);
  const [acknowledged, setAcknowledged] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState<{
    readonly done: number;
    readonly total: number | null;
    readonly since: number;
  } | null>(null);
  const count = view.groups.reduce((sum, group) => sum + group.count, 0);
  const ready = title.trim() !== "" && dateReadable && count > 0 && busy === null;

  const submit = async (): Promise<void> => {
    if (!ready) return;
    const since = performance.now();
    let over = false;
    setBusy({ done: 0, total: null, since });
    try {
      const outcome = await data.submit(
        id,
        {
          ...words,
          acknowledgeWarnings: acknowledged,
        },
        // a word on progress may come after the answer
        ({ done, total }) => over || setBusy({ done, total, since }),
      );
      if (!outcome.ok) return setRefused(outcome);
      setWords(undefined);
      void sync.syncNow();
      say(t("submit.done", { count: outcome.changes }));
      void navigate(`/demandes/${outcome.requestId}`, { replace: true });
    } catch (thrown) {
      if (toFaultData(thrown).code === "INTERNAL") console.error(thrown);
      fail(thrown);
    } finally {
      over = true;
      setBusy(null);
    }
  };
  useShortcuts([
    {
      id: "request-submit",
      keys: "Mod+Enter",
      label: t("submit.act", { count }),
      group: t("navMine"),
      inFields: true,
      disabled: !ready,
      onTrigger: () => void submit(),
    },
  ]);

  return (
    <Box
      component="form"
      aria-label={t("submit.form")}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      sx={{ display: "flex", flexDirection: "column", gap: 1.5, pt: 1 }}
    >
      <TextField
        required
        size="small"
        label={t("field.title")}
        value={title}
        onChange={(event) => setWords({ ...words, title: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <TextField
        multiline
        minRows={2}
        size="small"
        label={t("field.reason")}
        value={reason}
        onChange={(event) => setWords({ ...words, reason: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 4000 } }}
      />
      <TextField
        size="small"
        label={t("field.legalText")}
        placeholder={t("field.legalTextExample")}
        value={legalText}
        onChange={(event) => setWords({ ...words, legalText: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 400 } }}
      />
      <DateInput
        label={t("field.effectiveDate")}
        value={effectiveDate ?? undefined}
        onValue={(date) => setWords({ ...words, effectiveDate: (date ?? null) as IsoDate | null })}
        onReadable={setDateReadable}
      />
      {refused && (
        <Refusal refused={refused} acknowledged={acknowledged} onAcknowledge={setAcknowledged} />
      )}
      {busy && (
        <ProgressLine
          label={t("submit.busy")}
          done={busy.done}
          total={busy.total ?? undefined}
          elapsedMs={performance.now() - busy.since}
        />
      )}
      <Button type="submit" variant="contained" disabled={!ready}>
        {t("submit.act", { count })}
      </Button>
      {(title.trim() === "" || !dateReadable) && (
        <Typography variant="body2" color="textSecondary">
          {title.trim() === "" ? t("submit.needsTitle") : t("submit.needsDate")}
        </Typography>
      )}
    </Box>
  );
}

function Refusal({
  refused,
  acknowledged,
  onAcknowledge,
}: {
  readonly refused: Refused;
  readonly acknowledged: boolean;
  readonly onAcknowledge: (yes: boolean) => void;
}) {
  const { t } = useTranslation("requests");
  const { reason, warnings, warned, blocking, blockingCount, fault } = refused;
  if (fault) return <FaultNotice {...faultWords(fault, t)} kept={t("submit.kept")} />;
  if (reason === "warnings")
    return (
      <Box role="alert">
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {t("submit.warnings", { count: warnings })}
        </Typography>
        <Lines lines={warned} />
        <FormControlLabel
          control={<Checkbox checked={acknowledged} onChange={(_, yes) => onAcknowledge(yes)} />}
          label={t("submit.acknowledge")}
        />
      </Box>
    );
  if (reason !== "findings")
    return (
      <FaultNotice
        happened={t(`submit.refused.${reason}`)}
        kept={t("submit.kept")}
        toDo={t(`submit.toDo.${reason}`)}
      />
    );
  return (
    <Box role="alert" sx={{ display: "flex", flexDirection: "column", gap: 0.75 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {t("submit.blocking", { count: blockingCount })}
      </Typography>
      <Lines lines={blocking} />
      <Typography variant="body2" color="textSecondary">
        {t("submit.kept")} {t("submit.toDo.findings")}
      </Typography>
    </Box>
  );
}

/** Up to hundreds of findings, one stop of Tab. */
function Lines({ lines }: { readonly lines: readonly FindingLine[] }) {
  const frame = useRef<HTMLUListElement>(null);
  const { reachable, onFocus, onKeyDown } = useLineFocus({
    count: lines.length,
    firstSeen: 0,
    lastSeen: lines.length - 1,
    scrollTo: (line) => frame.current?.children[line]?.scrollIntoView({ block: "nearest" }),
  });
  return (
    <Box
      component="ul"
      ref={frame}
      tabIndex={-1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      sx={{ m: 0, p: 0, listStyle: "none", maxHeight: 280, overflow: "auto" }}
    >
      {lines.map((line, at) => (
        <Line
          key={`${line.recordId}/${line.rule}/${at}`}
          line={line}
          at={at}
          tabIndex={at === reachable ? 0 : -1}
        />
      ))}
    </Box>
  );
}

function Line({
  line,
  at,
  tabIndex,
}: {
  readonly line: FindingLine;
  readonly at: number;
  readonly tabIndex: 0 | -1;
}) {
  const { t } = useTranslation("requests");
  const models = useModels();
  const field = line.attribute === undefined ? "" : `?champ=${line.attribute}`;
  return (
    <Box component="li" data-index={at} sx={{ display: "flex", gap: 1, py: 0.5 }}>
      <SeverityIcon severity={severityMark(line.severity)} size={16} />
      <Typography variant="body2">
        <Link
          component={RouterLink}
          underline="always"
          tabIndex={tabIndex}
          to={`/referentiels/${line.referential}/fiches/${line.recordId}${field}`}
        >
          {line.key || line.title || t("changes.noKey")}
        </Link>{" "}
        <FindingSentence finding={line} model={models.get(line.referential)} />
      </Typography>
    </Box>
  );
}
