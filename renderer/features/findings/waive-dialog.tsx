import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOf } from "../../../shared/base/index.ts";
import type { Finding } from "../../../shared/rules/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { DateInput } from "../../forms/index.ts";
import { ConfirmDialog } from "../../ui/index.ts";

/** A waiver (V7): why, and until when. It dies with the value it is about. */
export function WaiveDialog({
  finding,
  sentence,
  onClose,
}: {
  readonly finding: Finding;
  readonly sentence: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("findings");
  const { data, clock } = useWorkspace();
  const { fail, say } = useNotices();
  const today = dayOf(clock.now());
  const [reason, setReason] = useState("");
  const [expires, setExpires] = useState<string | undefined>(oneYearAfter(today));
  const [readable, setReadable] = useState(true);
  const [busy, setBusy] = useState(false);
  const waive = async (): Promise<void> => {
    if (expires === undefined) return;
    setBusy(true);
    try {
      await data.waive(finding, reason.trim(), expires);
      say(t("waive.done"));
      onClose();
    } catch (thrown) {
      setBusy(false);
      fail(thrown);
    }
  };
  return (
    <ConfirmDialog
      open
      title={t("waive.title")}
      confirmLabel={t("waive.act")}
      busy={busy}
      disabled={reason.trim() === "" || expires === undefined || expires <= today || !readable}
      onConfirm={() => void waive()}
      onCancel={onClose}
    >
      <Box sx={{ display: "flex", flexDirection: "column", gap: 2 }}>
        <Typography variant="body1">{sentence}</Typography>
        <TextField
          label={t("waive.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          multiline
          minRows={2}
          required
          autoFocus
        />
        <DateInput
          label={t("waive.until")}
          value={expires}
          onValue={setExpires}
          onReadable={setReadable}
        />
        <Typography variant="body2" color="textSecondary">
          {t("waive.explain")}
        </Typography>
      </Box>
    </ConfirmDialog>
  );
}

const oneYearAfter = (day: string): string => {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(year) + 1}-${month}-${month === "02" && date === "29" ? "28" : date}`;
};
