import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { judgePassphrase, LEAST_PASSPHRASE } from "../../../shared/exchange/backup/index.ts";

/** A new passphrase, typed twice, and how strong it is. `value` is null while it cannot be used. */
export function NewPassphrase({
  login,
  tried,
  disabled,
  onValue,
}: {
  readonly login: string;
  /** The person asked to go on: what is missing is now said. */
  readonly tried: boolean;
  readonly disabled: boolean;
  readonly onValue: (value: string | null) => void;
}) {
  const { t } = useTranslation("workstation");
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const [shown, setShown] = useState(false);
  const strength = judgePassphrase(first, login);
  const differs = second !== "" && first !== second;
  const type = shown ? "text" : "password";
  const change = (one: string, other: string): void => {
    setFirst(one);
    setSecond(other);
    onValue(judgePassphrase(one, login) !== "short" && one === other ? one : null);
  };
  return (
    <>
      <TextField
        label={t("passphrase.new")}
        value={first}
        onChange={(event) => change(event.target.value, second)}
        type={type}
        autoComplete="new-password"
        autoFocus
        required
        disabled={disabled}
        error={tried && strength === "short"}
        helperText={t("passphrase.help", { count: LEAST_PASSPHRASE })}
      />
      <Typography variant="body2" role="status" sx={{ minHeight: "1.5em" }}>
        {first === "" ? "" : t(`passphrase.strength.${strength}`)}
      </Typography>
      <TextField
        label={t("passphrase.again")}
        value={second}
        onChange={(event) => change(first, event.target.value)}
        type={type}
        autoComplete="new-password"
        required
        disabled={disabled}
        error={differs || (tried && second === "")}
        helperText={differs ? t("passphrase.differs") : t("passphrase.keep")}
      />
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={shown}
            onChange={(event) => setShown(event.target.checked)}
          />
        }
        label={t("passphrase.show")}
      />
    </>
  );
}
