import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOf, toFaultData } from "../../../shared/base/index.ts";
import type { FaultData } from "../../../shared/base/index.ts";
import { nameSealedFile } from "../../../shared/exchange/backup/index.ts";
import type { SealedKind } from "../../../shared/exchange/backup/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { announce, FaultNotice } from "../../ui/index.ts";
import { LongWorkLine, useLongWork } from "./long-work.tsx";
import { NewPassphrase } from "./passphrase-fields.tsx";
import { sealedFaultWords } from "./sealed-fault-words.ts";

/** Makes a sealed file: a passphrase typed twice, then the file where the person wants it. Given up, nothing of it stays. */
export function SealDialog({
  kind,
  onClose,
}: {
  readonly kind: SealedKind;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("workstation");
  const { data, host, identity, clock, centralAddress } = useWorkspace();
  const say = useNotices((state) => state.say);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<FaultData | null>(null);
  const { work, start, end } = useLongWork();
  const titleId = useId();

  const seal = async (): Promise<void> => {
    setTried(true);
    if (passphrase === null || work !== null) return;
    setFault(null);
    const onProgress = start();
    try {
      const facts = { version: (await host.appInfo()).version, address: centralAddress };
      const file =
        kind === "backup"
          ? await data.backUp(passphrase, facts, onProgress)
          : await data.carryAway(passphrase, facts);
      const name = nameSealedFile(kind, {
        establishment: identity.establishmentName ?? identity.establishment,
        login: identity.login,
        day: dayOf(clock.now()),
      });
      const bytes = new Uint8Array(await file.arrayBuffer());
      const saved = await host.saveFile(name, "application/octet-stream", bytes);
      if (saved) {
        const sentence = t(`seal.${kind}.done`, { name });
        announce(sentence);
        say(sentence);
        onClose();
      }
    } catch (thrown) {
      const found = toFaultData(thrown);
      if (found.code === "INTERNAL") console.error(thrown);
      if (found.code !== "CANCELLED") setFault(found);
    }
    end();
  };
  const close = (): void => {
    if (work !== null) void data.cancelBackup();
    onClose();
  };

  return (
    <Dialog open onClose={close} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>{t(`seal.${kind}.title`)}</DialogTitle>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void seal();
        }}
      >
        <DialogContent sx={{ display: "flex", flexDirection: "column", gap: 1.5 }}>
          <Typography variant="body1">{t(`seal.${kind}.explain`)}</Typography>
          {fault && <FaultNotice {...sealedFaultWords(fault, t)} />}
          <NewPassphrase
            login={identity.login}
            tried={tried}
            disabled={work !== null}
            onValue={setPassphrase}
          />
          <LongWorkLine
            work={work}
            label={t("sealing")}
            onCancel={() => void data.cancelBackup()}
          />
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" onClick={close}>
            {t("ui:action.cancel")}
          </Button>
          <Button type="submit" variant="contained" disabled={work !== null}>
            {t(`seal.${kind}.act`)}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
