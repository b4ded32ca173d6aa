import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RequestId } from "../../../shared/base/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { RequestView } from "../../data-worker/data-api.ts";
import { ConfirmDialog } from "../../ui/index.ts";

/** What the author may still do with his request: take it back, abandon it, give its changes back to the basket. */
export function RequestActions({
  id,
  view,
}: {
  readonly id: RequestId;
  readonly view: RequestView;
}) {
  const { t } = useTranslation("requests");
  const navigate = useNavigate();
  const { data, sync } = useWorkspace();
  const { say, fail } = useNotices();
  const [cancelling, setCancelling] = useState(false);
  const [reason, setReason] = useState("");
  const { status, revision } = view.request;
  if (!view.mine) return null;

  const run = async (work: () => Promise<void>, done: string, to?: string): Promise<void> => {
    try {
      await work();
      void sync.syncNow();
      say(done);
      if (to !== undefined) void navigate(to);
    } catch (thrown) {
      fail(thrown);
    }
  };
  const canReopen = status === "sent-back" || status === "rejected" || status === "conflict";
  const canCancel = status === "pending" || status === "sent-back" || status === "conflict";

  return (
    <>
      {status === "preparation" && revision === 0 && (
        <Button
          onClick={() =>
            void run(() => data.dissolve(id, true), t("actions.dissolved"), "/demandes/panier")
          }
        >
          {t("actions.dissolve")}
        </Button>
      )}
      {canReopen && (
        <Button
          variant="outlined"
          onClick={() =>
            void run(
              () => data.reopen(id),
              t("actions.reopened"),
              status === "rejected" ? "/demandes" : undefined,
            )
          }
        >
          {t("actions.reopen")}
        </Button>
      )}
      {canCancel && <Button onClick={() => setCancelling(true)}>{t("actions.cancel")}</Button>}
      <ConfirmDialog
        open={cancelling}
        title={t("actions.cancelTitle")}
        confirmLabel={t("actions.cancel")}
        danger
        disabled={reason.trim() === ""}
        onConfirm={() => {
          setCancelling(false);
          void run(() => data.cancelRequest(id, reason), t("actions.cancelled"));
        }}
        onCancel={() => setCancelling(false)}
      >
        <TextField
          autoFocus
          fullWidth
          multiline
          required
          label={t("field.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          sx={{ mt: 1 }}
        />
      </ConfirmDialog>
    </>
  );
}
