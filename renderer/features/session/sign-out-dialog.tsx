import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useLive } from "../../app/live-counts.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { ConfirmDialog } from "../../ui/index.ts";

/** Sign-out empties this computer: refused while work was not sent, saying what waits and where it is. */
export function SignOutDialog({
  open,
  onClose,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("session");
  const navigate = useNavigate();
  const { signOut, leave } = useWorkspace();
  const { drafts, outbox, conflicts } = useLive((state) => state.counts);
  const fail = useNotices((state) => state.fail);
  const [busy, setBusy] = useState(false);
  const waiting = [
    ...(drafts > 0 ? [t("signOut.drafts", { count: drafts })] : []),
    ...(outbox > 0 ? [t("signOut.outbox", { count: outbox })] : []),
    ...(conflicts > 0 ? [t("signOut.conflicts", { count: conflicts })] : []),
  ];

  const empty = async (): Promise<void> => {
    setBusy(true);
    try {
      await signOut();
    } catch (thrown) {
      setBusy(false);
      fail(thrown);
      onClose();
    }
  };

  if (waiting.length > 0)
    return (
      <ConfirmDialog
        open={open}
        title={t("signOut.refused")}
        confirmLabel={drafts > 0 ? t("signOut.seeDrafts") : t("signOut.seeOutbox")}
        cancelLabel={t("signOut.stay")}
        onConfirm={() => {
          onClose();
          void navigate(
            drafts > 0 ? "/demandes" : conflicts > 0 ? "/conflits" : "/synchronisation",
          );
        }}
        onCancel={onClose}
      >
        <Typography variant="body1">{t("signOut.waiting")}</Typography>
        <ul>
          {waiting.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Typography variant="body1">{t("signOut.why")}</Typography>
        {leave !== null && (
          <>
            <Typography variant="body1" sx={{ mt: 2, mb: 1 }}>
              {t("signOut.otherPerson")}
            </Typography>
            <Button variant="outlined" onClick={() => void leave()}>
              {t("signOut.leave")}
            </Button>
          </>
        )}
      </ConfirmDialog>
    );
  return (
    <ConfirmDialog
      open={open}
      title={t("signOut.title")}
      confirmLabel={t("signOut.act")}
      busy={busy}
      onConfirm={() => void empty()}
      onCancel={onClose}
    >
      <Typography variant="body1">{t("signOut.explain")}</Typography>
    </ConfirmDialog>
  );
}
