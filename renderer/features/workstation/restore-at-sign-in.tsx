import Button from "@mui/material/Button";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { SEALED_EXTENSION } from "../../../shared/exchange/backup/index.ts";
import type { DesktopHost } from "../../../shared/ports/index.ts";
import { useNotices } from "../../app/notices.ts";
import type { SealedFile } from "./open-form.tsx";
import type { RestoreSession } from "./sign-in-restore-dialog.tsx";

const SignInRestoreDialog = lazy(async () => ({
  default: (await import("./sign-in-restore-dialog.tsx")).SignInRestoreDialog,
}));

/** « Restaurer une sauvegarde… » on a machine where nobody is signed in: without network too. */
export function RestoreAtSignIn({
  host,
  address,
  onRestore,
}: {
  readonly host: DesktopHost;
  /** The central this page may call: another one's backup is not restored here. */
  readonly address: string;
  readonly onRestore: RestoreSession;
}) {
  const { t } = useTranslation("workstation");
  const fail = useNotices((state) => state.fail);
  const [file, setFile] = useState<SealedFile | null>(null);
  const choose = async (): Promise<void> => {
    const chosen = await host.openFile([SEALED_EXTENSION]);
    if (chosen)
      setFile({
        name: chosen.name,
        bytes: new Blob([chosen.bytes as Uint8Array<ArrayBuffer>]),
      });
  };
  return (
    <>
      <Button variant="text" onClick={() => void choose().catch(fail)}>
        {t("restore.atSignIn")}
      </Button>
      {file && (
        <Suspense>
          <SignInRestoreDialog
            file={file}
            address={address}
            onRestore={onRestore}
            onClose={() => setFile(null)}
          />
        </Suspense>
      )}
    </>
  );
}
