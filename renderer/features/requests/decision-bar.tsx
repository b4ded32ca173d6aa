import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RequestId } from "../../../shared/base/index.ts";
import type { DecisionAnswer } from "../../../shared/workflow/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useKept } from "../../app/use-kept.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { RequestView } from "../../data-worker/data-api.ts";
import { useShortcuts } from "../../ui/index.ts";
import { proofOf, unseenGroups, type Seen } from "./seen-changes.ts";

type Props = {
  readonly id: RequestId;
  readonly view: RequestView;
  readonly seen: Seen;
  /** The content changed while it was read: everything is to be seen again. */
  readonly restarted: boolean;
};

/** The decision, once every group of changes has been on screen; refusing and sending back need a reason. */
export function DecisionBar({ id, view, seen, restarted }: Props) {
  const { t } = useTranslation("requests");
  const navigate = useNavigate();
  const { data, sync } = useWorkspace();
  const { say, fail } = useNotices();
  const [reason, setReason] = useKept(`decide/${id}`, "");
  const [busy, setBusy] = useState(false);
  const remaining = unseenGroups(seen, view.groups);
  const proof = proofOf(seen, view.groups);
  const total = view.groups.reduce((sum, group) => sum + group.count, 0);
  const open = view.decidable && remaining.length === 0 && !busy;
  const withReason = open && reason.trim() !== "";

  const decide = async (answer: DecisionAnswer): Promise<void> => {
    setBusy(true);
    try {
      await data.decide(id, answer, reason, proof);
      void sync.syncNow();
      setReason(undefined);
      say(t(`decision.done.${answer}`));
      const [next] = (await data.requests("to-decide"))
        .filter((card) => card.id !== id)
        .toReversed();
      void navigate(next ? `/a-traiter/${next.id}` : "/a-traiter");
    } catch (thrown) {
      fail(thrown);
    } finally {
      setBusy(false);
    }
  };
  useShortcuts([
    {
      id: "decide-approve",
      keys: "Mod+Enter",
      label: t("decision.approve"),
      group: t("navDecide"),
      inFields: true,
      disabled: !open,
      onTrigger: () => void decide("approve"),
    },
  ]);

  return (
    <Box
      component="section"
      aria-label={t("decision.title")}
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 1.5,
        px: 2,
        py: 1.25,
        borderTop: "1px solid var(--it-palette-divider)",
        backgroundColor: "background.paper",
      }}
    >
      <Typography variant="body2" role="status" sx={{ minWidth: 220, maxWidth: 360 }}>
        {!view.decidable
          ? t(`decision.why.${view.notDecidable ?? "not-pending"}`)
          : restarted
            ? t("decision.restarted")
            : remaining.length > 0
              ? t("decision.remaining", { count: remaining.length })
              : t("decision.shown", { count: proof.opened, total })}
      </Typography>
      <TextField
        size="small"
        multiline
        maxRows={3}
        label={t("decision.reason")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        disabled={!view.decidable}
        sx={{ flex: 1, minWidth: 240 }}
        slotProps={{ htmlInput: { maxLength: 4000 } }}
      />
      <Button variant="outlined" disabled={!withReason} onClick={() => void decide("send-back")}>
        {t("decision.sendBack")}
      </Button>
      <Button
        variant="outlined"
        color="error"
        disabled={!withReason}
        onClick={() => void decide("reject")}
      >
        {t("decision.reject")}
      </Button>
      <Button variant="contained" disabled={!open} onClick={() => void decide("approve")}>
        {t("decision.approve")}
      </Button>
    </Box>
  );
}
