import Dialog from "@mui/material/Dialog";
import DialogTitle from "@mui/material/DialogTitle";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { toFaultData } from "../../../shared/base/index.ts";
import type { FaultData } from "../../../shared/base/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { CarriedPreview } from "../../data-worker/data-api.ts";
import { makeLock } from "../../services/exclusive.ts";
import type { SealedSummary } from "../../services/backup/state-parts.ts";
import { announce } from "../../ui/index.ts";
import { CarriedForm } from "./carried-form.tsx";
import { OpenForm } from "./open-form.tsx";
import type { SealedFile } from "./open-form.tsx";
import { RestoreForm } from "./restore-form.tsx";

type Step =
  | { readonly kind: "open" }
  | {
      readonly kind: "backup";
      readonly summary: SealedSummary;
      readonly passphrase: string;
      readonly hasWork: boolean;
    }
  | { readonly kind: "carried"; readonly preview: CarriedPreview };

/** A sealed file that was chosen or opened: its passphrase, what it holds, then what to do with it. */
export function FileDialog({
  file,
  onClose,
}: {
  readonly file: SealedFile;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("workstation");
  const { data, identity } = useWorkspace();
  const say = useNotices((state) => state.say);
  const [step, setStep] = useState<Step>({ kind: "open" });
  const [fault, setFault] = useState<FaultData | null>(null);
  const titleId = useId();

  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setFault(null);
    try {
      await act();
    } catch (thrown) {
      const found = toFaultData(thrown);
      if (found.code === "INTERNAL") console.error(thrown);
      if (found.code !== "CANCELLED") setFault(found);
    }
  };
  const preview = (passphrase: string): Promise<void> =>
    attempt(async () => {
      setStep({ kind: "carried", preview: await data.openCarried(file.bytes, passphrase) });
    });
  const opened = (summary: SealedSummary, passphrase: string): void => {
    if (summary.kind === "carry") return void preview(passphrase);
    void attempt(async () => {
      const { hasWork } = await data.workstation();
      setStep({ kind: "backup", summary, passphrase, hasWork });
    });
  };
  const tell = (sentence: string): void => {
    announce(sentence);
    say(sentence);
    onClose();
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="md">
      <DialogTitle id={titleId}>{t(`file.title.${step.kind}`)}</DialogTitle>
      {step.kind === "open" && <OpenForm file={file} onOpened={opened} onClose={onClose} />}
      {step.kind === "backup" && (
        <RestoreForm
          summary={step.summary}
          hasWork={step.hasWork}
          isOther={step.summary.person !== identity.person}
          fault={fault}
          onAdd={() => preview(step.passphrase)}
          onReplace={(onProgress) =>
            attempt(() =>
              // No synchronisation may be under way in any tab while the base changes under it.
              makeLock("intendance.sync")(async () => {
                await data.restore(file.bytes, step.passphrase, onProgress);
                window.location.assign("/");
                await new Promise(() => {});
              }),
            )
          }
          onClose={onClose}
        />
      )}
      {step.kind === "carried" && (
        <CarriedForm
          preview={step.preview}
          fault={fault}
          onTake={(choices) =>
            attempt(async () => {
              const taken = await data.takeCarried(choices);
              tell(
                t("carried.done", { count: taken.drafts + taken.preparations + taken.operations }),
              );
            })
          }
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
