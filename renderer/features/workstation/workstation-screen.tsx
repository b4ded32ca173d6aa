import FileOpen from "@mui/icons-material/FileOpenOutlined";
import Luggage from "@mui/icons-material/LuggageOutlined";
import RestorePage from "@mui/icons-material/RestorePageOutlined";
import Save from "@mui/icons-material/SaveOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useEffect, useId, useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SEALED_EXTENSION } from "../../../shared/exchange/backup/index.ts";
import type { SealedKind } from "../../../shared/exchange/backup/index.ts";
import { useNotices } from "../../app/notices.ts";
import { screenOf, useOpenedFile } from "../../app/opened-file.ts";
import type { OpenedFile } from "../../app/opened-file.ts";
import { useTitle } from "../../app/use-title.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { PageHeader } from "../../ui/index.ts";
import { FileDialog } from "./file-dialog.tsx";
import { MachineFacts } from "./machine-facts.tsx";
import type { SealedFile } from "./open-form.tsx";

import { SealDialog } from "./seal-dialog.tsx";

/** `/poste`: how this machine keeps the work, and how the work leaves it or comes to it in a file. */
export function WorkstationScreen() {
  const { t } = useTranslation("workstation");
  const { host } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const opened = useOpenedFile((state) => state.file);
  const take = useOpenedFile((state) => state.take);
  const [sealing, setSealing] = useState<SealedKind | null>(null);
  const [file, setFile] = useState<SealedFile | null>(null);
  useTitle(t("nav"));
  // A file opened with the application, here or before this screen.
  useEffect(() => {
    if (opened === null || screenOf(opened) !== "/poste") return;
    const taken = take();
    if (taken) setFile(held(taken));
  }, [opened, take]);

  const choose = async (): Promise<void> => {
    const chosen = await host.openFile([SEALED_EXTENSION]);
    if (chosen) setFile(held(chosen));
  };
  const onChoose = (): void => void choose().catch(fail);

  return (
    <>
      <PageHeader title={t("nav")} />
      <Box
        sx={{
          px: 2,
          pb: 4,
          overflow: "auto",
          display: "flex",
          flexDirection: "column",
          gap: 3,
          maxWidth: 1100,
        }}
      >
        <MachineFacts />
        <Box
          sx={{
            display: "grid",
            gridTemplateColumns: "repeat(auto-fill, minmax(400px, 1fr))",
            gap: 2,
          }}
        >
          <Card
            title={t("backup.card")}
            text={t("backup.what")}
            action={
              <Button variant="contained" startIcon={<Save />} onClick={() => setSealing("backup")}>
                {t("backup.start")}
              </Button>
            }
          />
          <Card
            title={t("restore.card")}
            text={t("restore.what")}
            action={
              <Button variant="outlined" startIcon={<RestorePage />} onClick={onChoose}>
                {t("restore.start")}
              </Button>
            }
          />
          <Card
            title={t("carry.card")}
            text={t("carry.what")}
            action={
              <Button
                variant="outlined"
                startIcon={<Luggage />}
                onClick={() => setSealing("carry")}
              >
                {t("carry.start")}
              </Button>
            }
          />
          <Card
            title={t("carried.card")}
            text={t("carried.what")}
            action={
              <Button variant="outlined" startIcon={<FileOpen />} onClick={onChoose}>
                {t("carried.start")}
              </Button>
            }
          />
        </Box>
      </Box>
      {sealing && <SealDialog kind={sealing} onClose={() => setSealing(null)} />}
      {file && <FileDialog file={file} onClose={() => setFile(null)} />}
    </>
  );
}

const held = ({ name, bytes }: OpenedFile): SealedFile => ({
  name,
  bytes: new Blob([bytes as Uint8Array<ArrayBuffer>]),
});

function Card({
  title,
  text,
  action,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}) {
  const titleId = useId();
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      sx={{
        display: "flex",
        flexDirection: "column",
        gap: 1,
        p: 2,
        border: "1px solid var(--it-palette-divider)",
        borderRadius: 1,
        backgroundColor: "background.paper",
      }}
    >
      <Typography id={titleId} component="h2" variant="h6">
        {title}
      </Typography>
      <Typography variant="body1" sx={{ flex: 1 }}>
        {text}
      </Typography>
      <Box>{action}</Box>
    </Box>
  );
}
