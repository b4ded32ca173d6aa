import CheckCircle from "@mui/icons-material/CheckCircleOutlined";
import Box from "@mui/material/Box";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "../../app/live-counts.ts";
import { useLoad } from "../../app/use-load.ts";
import { useTitle } from "../../app/use-title.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { EmptyState, PageHeader, useShortcuts } from "../../ui/index.ts";
import { RequestLines } from "./request-lines.tsx";

/** `/a-traiter`: what waits for my decision, the oldest first. J and K move, Enter opens. */
export function InboxScreen() {
  const { t } = useTranslation("requests");
  const { data } = useWorkspace();
  const { requests, counts } = useLive();
  const [at, setAt] = useState(0);
  useTitle(t("navDecide"));
  const [loaded] = useLoad(`decide/${requests}/${counts.toDecide}`, () =>
    data.requests("to-decide"),
  );
  const cards = loaded.kind === "ready" ? loaded.value.toReversed() : [];
  /** The focus itself moves, so that Enter opens and a screen reader follows. */
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(cards.length - 1, to));
    setAt(next);
    document.querySelector<HTMLElement>(`[data-request="${cards[next]?.id ?? ""}"]`)?.focus();
  };
  useShortcuts([
    {
      id: "inbox-next",
      keys: "J",
      label: t("shortcut.next"),
      group: t("navDecide"),
      onTrigger: () => move(at + 1),
    },
    {
      id: "inbox-previous",
      keys: "K",
      label: t("shortcut.previous"),
      group: t("navDecide"),
      onTrigger: () => move(at - 1),
    },
  ]);

  return (
    <>
      <PageHeader title={t("navDecide")} facts={t("inbox.count", { count: cards.length })} />
      <Box sx={{ px: 2, pb: 4, overflow: "auto" }}>
        {loaded.kind === "ready" && cards.length === 0 && (
          <EmptyState
            icon={<CheckCircle fontSize="inherit" />}
            sentence={t("inbox.none")}
            hint={t("inbox.hint")}
          />
        )}
        <RequestLines cards={cards} base="/a-traiter" current={at} />
      </Box>
    </>
  );
}
