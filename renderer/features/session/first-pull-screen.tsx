import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { faultWords } from "../../app/fault-words.ts";
import type { SyncControl } from "../../services/sync-control.ts";
import type { Clock } from "../../../shared/ports/index.ts";
import { FaultNotice, ProgressLine } from "../../ui/index.ts";
import { SessionFrame } from "./session-frame.tsx";

/** The first pull: what arrives, how much, how long still; it resumes where it stopped. */
export function FirstPullScreen({
  sync,
  clock,
  onSignOut,
}: {
  readonly sync: SyncControl;
  readonly clock: Clock;
  readonly onSignOut: () => void;
}) {
  const { t } = useTranslation("session");
  const view = useSyncExternalStore(sync.subscribe, sync.view);
  const [started] = useState(() => Date.parse(clock.now()));
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const stopped =
    view.phase === "offline" || view.phase === "failed" || view.phase === "signed-out";
  const fault = view.fault ?? { code: "CENTRAL_UNREACHABLE" as const, message: "", details: {} };
  return (
    <SessionFrame title={t("firstPull.title")}>
      <Box sx={{ display: "flex", flexDirection: "column", gap: 2 }}>
        <Typography variant="body1" color="textSecondary">
          {t("firstPull.explain")}
        </Typography>
        {stopped ? (
          <FaultNotice
            {...faultWords(fault, t)}
            kept={t("firstPull.kept")}
            toDo={t("firstPull.toDo")}
            severity="warning"
            actions={[
              { label: t("firstPull.again"), onAct: () => void sync.syncNow() },
              { label: t("firstPull.otherAccount"), onAct: onSignOut },
            ]}
          />
        ) : (
          <ProgressLine
            label={t(`firstPull.what.${view.progress?.what ?? "start"}`)}
            done={view.progress?.done ?? 0}
            total={view.progress?.total ?? undefined}
            elapsedMs={Date.parse(clock.now()) - started}
            delayMs={0}
          />
        )}
      </Box>
    </SessionFrame>
  );
}
