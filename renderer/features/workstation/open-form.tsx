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
import type { Progress } from "../../../shared/ports/index.ts";
import { inspectSealed } from "../../services/backup/inspect-sealed.ts";
import type { SealedSummary } from "../../services/backup/state-parts.ts";
import { FaultNotice, ProgressLine } from "../../ui/index.ts";
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
  const [progress, setProgress] = useState<Progress | null>(null);
  const cancelled = useRef(false);
  const since = useRef(0);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    cancelled.current = false;
    return () => {
      cancelled.current = true;
    };
  }, []);

  const open = async (): Promise<void> => {
    if (progress !== null || passphrase === "") return;
    setFault(null);
    since.current = performance.now();
    setProgress({ done: 0, total: null });
    try {
      onOpened(
        await inspectSealed(file.bytes, passphrase, () => cancelled.current, setProgress),
        passphrase,
      );
    } catch (thrown) {
      const found = toFaultData(thrown);
      if (found.code === "INTERNAL") console.error(thrown);
      if (found.code !== "CANCELLED") setFault(found);
      setProgress(null);
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
        {progress && (
          <ProgressLine
            label={t("opening")}
            done={progress.done}
            total={progress.total ?? undefined}
            elapsedMs={performance.now() - since.current}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {t("ui:action.cancel")}
        </Button>
        <Button type="submit" variant="contained" disabled={progress !== null || passphrase === ""}>
          {t("open.act")}
        </Button>
      </DialogActions>
    </Box>
  );
}
