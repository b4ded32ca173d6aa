import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { toFaultData } from "../../../shared/base/index.ts";
import type { FaultData } from "../../../shared/base/index.ts";
import { inspectSealed } from "../../services/backup/inspect-sealed.ts";
import type { SealedSummary } from "../../services/backup/state-parts.ts";
import { FaultNotice } from "../../ui/index.ts";
import { LongWorkLine, useLongWork } from "./long-work.tsx";
import { sealedFaultWords } from "./sealed-fault-words.ts";

export type SealedFile = { readonly name: string; readonly bytes: Blob };

/** Asks the passphrase of a file and reads all of it; nothing is written. */
export function OpenForm({
  file,
  onOpened,
  onClose,
}: {
  readonly file: SealedFile;
  readonly onOpened: (summary: SealedSummary, passphrase: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("workstation");
  const [passphrase, setPassphrase] = useState("");
  const [fault, setFault] = useState<FaultData | null>(null);
  const { work, start, end } = useLongWork();
  const cancelled = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    cancelled.current = false;
    return () => {
      cancelled.current = true;
    };
  }, []);

  const open = async (): Promise<void> => {
    if (work !== null || passphrase === "") return;
    setFault(null);
    try {
      onOpened(
        await inspectSealed(file.bytes, passphrase, () => cancelled.current, start()),
        passphrase,
      );
    } catch (thrown) {
      const found = toFaultData(thrown);
      if (found.code === "INTERNAL") console.error(thrown);
      if (found.code !== "CANCELLED") setFault(found);
      end();
      field.current?.select();
    }
  };

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <DialogContent sx={{ display: "flex", flexDirection: "column", gap: 1.5 }}>
        <Typography variant="body1" sx={{ overflowWrap: "anywhere" }}>
          {t("open.explain", { name: file.name })}
        </Typography>
        {fault && <FaultNotice {...sealedFaultWords(fault, t)} />}
        <TextField
          label={t("passphrase.label")}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
          type="password"
          autoComplete="off"
          autoFocus
          required
          inputRef={field}
        />
        <LongWorkLine work={work} label={t("opening")} />
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {t("ui:action.cancel")}
        </Button>
        <Button type="submit" variant="contained" disabled={work !== null || passphrase === ""}>
          {t("open.act")}
        </Button>
      </DialogActions>
    </Box>
  );
}
