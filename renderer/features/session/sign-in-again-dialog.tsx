import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { toFaultData, type FaultData } from "../../../shared/base/index.ts";
import { faultWords } from "../../app/fault-words.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { ConfirmDialog, FaultNotice } from "../../ui/index.ts";

/** Signs the same person in again, without leaving the screen: the session ended, the work did not. */
export function SignInAgainDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("session");
  const { gateway, identity, data, sync } = useWorkspace();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FaultData | null>(null);
  const signIn = async (): Promise<void> => {
    setBusy(true);
    try {
      await data.setIdentity(await gateway.signIn(identity.login, password));
      onClose();
      void sync.syncNow();
    } catch (thrown) {
      setBusy(false);
      setFault(toFaultData(thrown));
    }
  };
  return (
    <ConfirmDialog
      open
      title={t("again.title")}
      confirmLabel={t("signIn.act")}
      busy={busy}
      disabled={password === ""}
      onConfirm={() => void signIn()}
      onCancel={onClose}
    >
      <Box sx={{ display: "flex", flexDirection: "column", gap: 2 }}>
        {fault && <FaultNotice {...faultWords(fault, t)} detail={undefined} />}
        <Typography variant="body1">{t("again.explain", { name: identity.name })}</Typography>
        <TextField
          label={t("signIn.password")}
          type="password"
          autoComplete="current-password"
          value={password}
          autoFocus
          onChange={(event) => setPassword(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || password === "" || busy) return;
            event.preventDefault();
            void signIn();
          }}
        />
      </Box>
    </ConfirmDialog>
  );
}
