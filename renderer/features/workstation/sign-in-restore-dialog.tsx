import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { toFaultData } from "../../../shared/base/index.ts";
import type { FaultData } from "../../../shared/base/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import type { SealedSummary } from "../../services/backup/state-parts.ts";
import { FaultNotice } from "../../ui/index.ts";
import { LongWorkLine, useLongWork } from "./long-work.tsx";
import { OpenForm } from "./open-form.tsx";
import type { SealedFile } from "./open-form.tsx";
import { SealedFacts } from "./sealed-facts.tsx";
import { sealedFaultWords } from "./sealed-fault-words.ts";

/** Restores the backup of the person it names, on this machine where nobody is signed in. */
export type RestoreSession = (
  file: Blob,
  passphrase: string,
  login: string,
  onProgress: OnProgress,
) => Promise<void>;

/** Passphrase, what the file holds, and the restoration, before anybody is signed in. */
export function SignInRestoreDialog({
  file,
  address,
  onRestore,
  onClose,
}: {
  readonly file: SealedFile;
  readonly address: string;
  readonly onRestore: RestoreSession;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("workstation");
  const [opened, setOpened] = useState<{
    readonly summary: SealedSummary;
    readonly passphrase: string;
  } | null>(null);
  const [fault, setFault] = useState<FaultData | null>(null);
  const { work, start, end } = useLongWork();
  const titleId = useId();
  const refusal = opened && refusalOf(opened.summary, address);

  const restore = async (): Promise<void> => {
    if (!opened) return;
    setFault(null);
    try {
      await onRestore(file.bytes, opened.passphrase, opened.summary.login, start());
    } catch (thrown) {
      const found = toFaultData(thrown);
      if (found.code === "INTERNAL") console.error(thrown);
      setFault(found);
      end();
    }
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>{t(`file.title.${opened ? "backup" : "open"}`)}</DialogTitle>
      {opened ? (
        <>
          <DialogContent sx={{ display: "flex", flexDirection: "column", gap: 2 }}>
            {fault && <FaultNotice {...sealedFaultWords(fault, t)} />}
            <SealedFacts summary={opened.summary} />
            {refusal ? (
              <FaultNotice severity="warning" happened={t(`restore.signInFirst.${refusal}`)} />
            ) : (
              <Typography variant="body1">{t("restore.branch")}</Typography>
            )}
            <LongWorkLine work={work} label={t("restore.running")} />
          </DialogContent>
          <DialogActions>
            <Button variant="outlined" onClick={onClose} disabled={work !== null}>
              {t("ui:action.cancel")}
            </Button>
            <Button
              variant="contained"
              autoFocus
              disabled={work !== null || refusal !== null}
              onClick={() => void restore()}
            >
              {t("restore.act")}
            </Button>
          </DialogActions>
        </>
      ) : (
        <OpenForm
          file={file}
          onOpened={(summary, passphrase) => setOpened({ summary, passphrase })}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

/** Why a file is not for this screen; null when it is. */
const refusalOf = (summary: SealedSummary, address: string): "carry" | "address" | null =>
  summary.kind === "carry" ? "carry" : summary.address === address ? null : "address";
