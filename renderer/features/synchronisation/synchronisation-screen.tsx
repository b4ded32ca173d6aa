import CheckCircle from "@mui/icons-material/CheckCircleOutlined";
import CloudOff from "@mui/icons-material/CloudOffOutlined";
import SyncIcon from "@mui/icons-material/SyncOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { faultWords } from "../../app/fault-words.ts";
import { useFormats } from "../../app/i18n/index.ts";
import { useLive } from "../../app/live-counts.ts";
import { syncWords } from "../../app/sync-words.ts";
import { useLoad } from "../../app/use-load.ts";
import { useTitle } from "../../app/use-title.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { OutboxLine } from "../../data-worker/data-api.ts";
import {
  FaultNotice,
  PageHeader,
  ProgressLine,
  StateChip,
  type StateKind,
} from "../../ui/index.ts";

const BUSY = new Set(["first-pull", "pulling", "pushing"]);

/** `/synchronisation`: that all is well is seen without reading; what waits and what central said, in words. */
export function SynchronisationScreen() {
  const { t } = useTranslation("synchronisation");
  const formats = useFormats();
  const { data, host, sync, clock, centralAddress } = useWorkspace();
  const live = useLive();
  const view = useSyncExternalStore(sync.subscribe, sync.view);
  const [storage, setStorage] = useState<{
    readonly used: number;
    readonly persisted: boolean;
  } | null>(null);
  const since = useRef(performance.now());
  const busy = BUSY.has(view.phase);
  useTitle(t("nav"));
  useEffect(() => {
    if (busy) since.current = performance.now();
  }, [busy]);
  useEffect(() => {
    void Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]).then(
      ([estimate, persisted]) => setStorage({ used: estimate.usage ?? 0, persisted }),
    );
  }, []);
  const [loaded] = useLoad(`outbox/${live.outbox}/${live.counts.outbox}`, () => data.outbox());
  const lines = loaded.kind === "ready" ? loaded.value : [];
  const waiting = lines.filter((line) => line.answer === null || line.answer.status === "waiting");
  const answered = lines.filter((line) => !waiting.includes(line)).toReversed();
  const words = syncWords(view, live.counts);
  const sinceWords =
    words.values.since === undefined
      ? {}
      : { since: formats.relativeTime(words.values.since, Date.parse(clock.now())) };
  const kept = storage?.persisted ? "storage.persisted" : "storage.fragile";
  const well = view.phase === "idle" && waiting.length === 0 && live.counts.conflicts === 0;

  return (
    <>
      <PageHeader
        title={t("nav")}
        actions={
          <Button
            variant="contained"
            startIcon={<SyncIcon />}
            disabled={busy}
            onClick={() => void sync.syncNow()}
          >
            {t("now")}
          </Button>
        }
      />
      <Box
        sx={{
          px: 2,
          pb: 4,
          overflow: "auto",
          display: "flex",
          flexDirection: "column",
          gap: 2.5,
          maxWidth: 1100,
        }}
      >
        <Box sx={{ display: "flex", gap: 1.5, alignItems: "center" }} role="status">
          {well ? (
            <CheckCircle sx={{ color: "var(--it-palette-state-accredited-text)", fontSize: 32 }} />
          ) : view.phase === "offline" || view.phase === "failed" ? (
            <CloudOff sx={{ color: "var(--it-palette-state-pending-text)", fontSize: 32 }} />
          ) : (
            <SyncIcon sx={{ color: "text.secondary", fontSize: 32 }} />
          )}
          <Box>
            <Typography variant="h6" component="p">
              {well ? t("well") : t(words.key, { ...words.values, ...sinceWords })}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {view.lastSync === null
                ? t("never")
                : t("last", { at: formats.dateTime(view.lastSync) })}{" "}
              · {centralAddress}
            </Typography>
          </Box>
        </Box>
        {busy && view.progress && (
          <ProgressLine
            label={t(`progress.${view.progress.what}`)}
            done={view.progress.done}
            total={view.progress.total ?? undefined}
            elapsedMs={performance.now() - since.current}
          />
        )}
        {view.fault && <FaultNotice {...faultWords(view.fault, t)} kept={t("kept")} />}
        {view.phase === "signed-out" && (
          <FaultNotice happened={t("signedOut")} kept={t("kept")} toDo={t("signIn")} />
        )}
        {live.counts.conflicts > 0 && (
          <Link component={RouterLink} to="/conflits">
            {t("conflicts", { count: live.counts.conflicts })}
          </Link>
        )}
        <Box component="section" aria-labelledby="waiting">
          <Typography id="waiting" component="h2" variant="h6">
            {t("waiting.title", { count: waiting.length })}
          </Typography>
          {waiting.length === 0 ? (
            <Typography variant="body2" color="textSecondary">
              {t("waiting.none")}
            </Typography>
          ) : (
            <Lines lines={waiting} />
          )}
        </Box>
        <Box component="section" aria-labelledby="answered">
          <Typography id="answered" component="h2" variant="h6">
            {t("answered.title")}
          </Typography>
          {answered.length === 0 ? (
            <Typography variant="body2" color="textSecondary">
              {t("answered.none")}
            </Typography>
          ) : (
            <Lines lines={answered} />
          )}
        </Box>
        {storage && (
          <Typography variant="body2" color="textSecondary">
            {t(host.kind === "electron" ? "storage.journalled" : kept, {
              size: formats.bytes(storage.used),
            })}
          </Typography>
        )}
      </Box>
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly OutboxLine[] }) {
  const { t } = useTranslation("synchronisation");
  const formats = useFormats();
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
      {lines.map((line) => {
        const status = line.answer?.status ?? "unsent";
        return (
          <Box
            component="li"
            key={line.order}
            sx={{
              display: "flex",
              gap: 2,
              alignItems: "center",
              py: 0.75,
              borderBottom: "1px solid var(--it-palette-divider)",
            }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography variant="body2">
                {t(`kind.${line.kind}`)} · {line.title || t("untitled")}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {t(`answer.${status}`)}
                {line.answer?.fault && ` ${faultWords(line.answer.fault, t).happened}`}
              </Typography>
            </Box>
            <Typography variant="caption" color="textSecondary">
              {formats.dateTime(line.at)}
            </Typography>
            <StateChip state={MARKS[status]} label={t(`mark.${status}`)} />
          </Box>
        );
      })}
    </Box>
  );
}

const MARKS: {
  readonly [status in "unsent" | NonNullable<OutboxLine["answer"]>["status"]]: StateKind;
} = {
  unsent: "pending",
  waiting: "pending",
  accepted: "accredited",
  "accepted-soft": "accredited",
  held: "conflict",
  refused: "refused",
};
