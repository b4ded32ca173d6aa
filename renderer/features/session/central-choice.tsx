import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { isFaultData, toFaultData, type FaultData } from "../../../shared/base/index.ts";
import { FaultNotice } from "../../ui/index.ts";
import { signInWords } from "./sign-in-words.ts";

/** Which central repository this laptop works with; where a person may choose it, another one starts the page again. */
export function CentralChoice({
  address,
  onChoose,
}: {
  readonly address: string;
  /** Absent: an administrator, or the page's own origin, decides. */
  readonly onChoose?: ((address: string) => Promise<void>) | undefined;
}) {
  const { t } = useTranslation("session");
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultData | null>(null);
  const choose = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setFault(null);
    try {
      await onChoose?.(typed ?? "");
    } catch (thrown) {
      if (!isFaultData(thrown)) console.error(thrown);
      setFault(toFaultData(thrown));
    }
  };
  /** Shows the field, or hides it, without what was said of a former try. */
  const show = (text: string | null): void => {
    setFault(null);
    setTyped(text);
  };
  const isWrong = fault?.code === "BAD_REQUEST";

  if (typed === null)
    return (
      <Box sx={{ display: "flex", alignItems: "baseline", gap: 1, mb: 2 }}>
        <Typography variant="body1" color="textSecondary" sx={{ overflowWrap: "anywhere" }}>
          {t("central.current", { address })}
        </Typography>
        {onChoose && (
          <Button size="small" sx={{ flexShrink: 0 }} onClick={() => show(address)}>
            {t("central.change")}
          </Button>
        )}
      </Box>
    );
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => void choose(event)}
      sx={{ display: "flex", flexDirection: "column", gap: 1, mb: 3 }}
    >
      {fault && !isWrong && <FaultNotice {...signInWords(fault, t)} />}
      <TextField
        label={t("central.address")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        type="url"
        autoFocus
        required
        error={isWrong}
        helperText={isWrong ? t("central.wrong") : t("central.help")}
      />
      <Box sx={{ display: "flex", gap: 1 }}>
        <Button type="submit" variant="contained" size="small">
          {t("central.use")}
        </Button>
        <Button size="small" onClick={() => show(null)}>
          {t("central.cancel")}
        </Button>
      </Box>
    </Box>
  );
}
