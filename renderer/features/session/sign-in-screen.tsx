import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FaultNotice } from "../../ui/index.ts";
import { SessionFrame } from "./session-frame.tsx";
import { CentralChoice } from "./central-choice.tsx";
import type { SessionState } from "./session-state.ts";
import { signInWords } from "./sign-in-words.ts";

/** Sign-in: who, and with which central repository. Nothing typed is lost when it is refused. */
export function SignInScreen({
  session,
  below,
  onChooseCentral,
  onSignIn,
}: {
  readonly session: Extract<SessionState, { kind: "signed-out" }>;
  /** What else may be done before anybody is known. */
  readonly below?: ReactNode;
  /** Absent: the address is shown, not asked. */
  readonly onChooseCentral?: ((address: string) => Promise<void>) | undefined;
  readonly onSignIn: (login: string, password: string) => void;
}) {
  const { t } = useTranslation("session");
  const [login, setLogin] = useState(session.login);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const missing = { login: login.trim() === "", password: password === "" };

  return (
    <SessionFrame title={t("signIn.title")}>
      <CentralChoice address={session.address} onChoose={onChooseCentral} />
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!missing.login && !missing.password) onSignIn(login.trim(), password);
        }}
        sx={{ display: "flex", flexDirection: "column", gap: 2 }}
      >
        {session.fault && <FaultNotice {...signInWords(session.fault, t)} />}
        <TextField
          label={t("signIn.login")}
          value={login}
          onChange={(event) => setLogin(event.target.value)}
          autoComplete="username"
          autoFocus={session.login === ""}
          required
          error={tried && missing.login}
          helperText={tried && missing.login ? t("signIn.loginMissing") : undefined}
        />
        <TextField
          label={t("signIn.password")}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          type="password"
          autoComplete="current-password"
          autoFocus={session.login !== ""}
          required
          error={tried && missing.password}
          helperText={tried && missing.password ? t("signIn.passwordMissing") : undefined}
        />
        <Button type="submit" variant="contained" size="medium" disabled={session.busy}>
          {session.busy ? t("signIn.busy") : t("signIn.act")}
        </Button>
        <Typography variant="body2" color="textSecondary">
          {t("signIn.offline")}
        </Typography>
      </Box>
      {below}
    </SessionFrame>
  );
}
