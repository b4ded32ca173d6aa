import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { faultWords } from "../../app/fault-words.ts";
import { ConfirmDialog, FaultNotice } from "../../ui/index.ts";
import { SessionFrame } from "./session-frame.tsx";
import type { SessionState } from "./session-state.ts";

/** A browser after a reload: personal data are sealed here, and the password opens them, with or without network. */
export function UnlockScreen({
  session,
  onUnlock,
  onOtherPerson,
  onStartOver,
}: {
  readonly session: Extract<SessionState, { kind: "locked" }>;
  readonly onUnlock: (password: string) => void;
  readonly onOtherPerson: () => void;
  readonly onStartOver: () => void;
}) {
  const { t } = useTranslation("session");
  const [password, setPassword] = useState("");
  const [lost, setLost] = useState(false);
  const explain = session.login === "" ? "unlock.explainNobody" : "unlock.explain";

  return (
    <SessionFrame title={t("unlock.title")}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (password !== "" && !session.busy) onUnlock(password);
        }}
        sx={{ display: "flex", flexDirection: "column", gap: 2 }}
      >
        {session.fault?.code === "PASSPHRASE_WRONG" ? (
          <FaultNotice
            happened={t("unlock.wrong")}
            kept={t("unlock.wrongKept")}
            toDo={t("unlock.wrongToDo")}
          />
        ) : (
          session.fault && <FaultNotice {...faultWords(session.fault, t)} detail={undefined} />
        )}
        <Typography variant="body1" color="textSecondary">
          {t(session.changed ? "unlock.changed" : explain, { login: session.login })}
        </Typography>
        <TextField
          label={t(session.changed ? "unlock.former" : "unlock.password")}
          type="password"
          autoComplete="current-password"
          value={password}
          autoFocus
          required
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button
          type="submit"
          variant="contained"
          size="medium"
          disabled={session.busy || password === ""}
        >
          {session.busy ? t("unlock.busy") : t("unlock.act")}
        </Button>
        <Box sx={{ display: "flex", gap: 1, justifyContent: "space-between", flexWrap: "wrap" }}>
          <Button variant="text" onClick={onOtherPerson}>
            {t("unlock.otherPerson")}
          </Button>
          <Button variant="text" onClick={() => setLost(true)}>
            {t("unlock.forgotten")}
          </Button>
        </Box>
      </Box>
      <ConfirmDialog
        open={lost}
        danger
        title={t("unlock.lost.title")}
        confirmLabel={t("unlock.lost.act")}
        onConfirm={onStartOver}
        onCancel={() => setLost(false)}
      >
        <Typography variant="body1">{t("unlock.lost.explain")}</Typography>
      </ConfirmDialog>
    </SessionFrame>
  );
}
