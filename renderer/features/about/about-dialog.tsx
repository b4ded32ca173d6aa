import Close from "@mui/icons-material/Close";
import ContentCopy from "@mui/icons-material/ContentCopy";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppInfo, DesktopHost } from "../../../shared/ports/index.ts";
import { useNotices } from "../../app/notices.ts";
import { announce } from "../../ui/index.ts";
import { LicenceList } from "./licence-list.tsx";
import { technicalFacts } from "./technical-facts.ts";
import { useAbout } from "./use-about.ts";

/** « À propos » : versions, engines, how secrets are kept here, the central repository, and the licences of what is inside. */
export function AboutDialog({
  host,
  central,
}: {
  readonly host: DesktopHost;
  /** Address of the central repository. */
  readonly central: string;
}) {
  const { t } = useTranslation("about");
  const titleId = useId();
  const { shown, hide } = useAbout();
  const fail = useNotices((state) => state.fail);
  const [info, setInfo] = useState<AppInfo | null>(null);
  const [copied, setCopied] = useState<"done" | "refused" | null>(null);

  useEffect(() => {
    if (!shown) return;
    setCopied(null);
    host.appInfo().then(setInfo, fail);
  }, [shown, host, fail]);

  const copy = async (): Promise<void> => {
    if (info === null) return;
    const done = await navigator.clipboard
      .writeText(technicalFacts(info, central, navigator.userAgent))
      .then(
        () => "done" as const,
        () => "refused" as const,
      );
    setCopied(done);
    announce(t(`copy.${done}`));
  };

  return (
    <Dialog open={shown} onClose={hide} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId} sx={{ display: "flex", alignItems: "center" }}>
        <Box component="span" sx={{ flex: 1 }}>
          {t("title")}
        </Box>
        <IconButton aria-label={t("ui:action.close")} onClick={hide} autoFocus>
          <Close fontSize="small" />
        </IconButton>
      </DialogTitle>
      <DialogContent>
        <Typography variant="body1" sx={{ mb: 2 }}>
          {t("purpose")}
        </Typography>
        {info !== null && (
          <Box
            component="dl"
            sx={{
              display: "grid",
              gridTemplateColumns: "max-content 1fr",
              columnGap: 3,
              rowGap: 0.75,
              m: 0,
              mb: 2.5,
              "& dt": { color: "text.secondary" },
              "& dd": { m: 0, overflowWrap: "anywhere" },
            }}
          >
            {rowsOf(info, central).map(([name, value]) => (
              <Row key={name} name={t(`fact.${name}`)} value={value} />
            ))}
            <Row name={t("fact.sealing")} value={t(`sealing.${info.sealing}`)} />
          </Box>
        )}
        <Typography variant="h4" component="h3" sx={{ mb: 0.75 }}>
          {t("licences.title")}
        </Typography>
        <Typography variant="body1" sx={{ mb: 1.25 }}>
          {t("licences.own")}
        </Typography>
        <LicenceList onFailed={fail} />
      </DialogContent>
      <DialogActions>
        <Box component="span" sx={{ flex: 1, pl: 1, fontSize: "0.8125rem" }}>
          {copied !== null && t(`copy.${copied}`)}
        </Box>
        <Button startIcon={<ContentCopy />} onClick={() => void copy()} disabled={info === null}>
          {t("copy.act")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** As people call them. */
const PLATFORMS: Readonly<Record<string, string>> = {
  darwin: "macOS",
  linux: "Linux",
  win32: "Windows",
};

const rowsOf = (info: AppInfo, central: string) =>
  [
    ["version", info.version],
    ["platform", PLATFORMS[info.platform] ?? info.platform],
    ...(info.engines === null
      ? []
      : ([
          ["electron", info.engines.electron],
          ["chromium", info.engines.chromium],
          ["node", info.engines.node],
        ] as const)),
    ["central", central],
  ] as const;

function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <Typography component="dt" variant="body1">
        {name}
      </Typography>
      <Typography component="dd" variant="body1">
        {value}
      </Typography>
    </>
  );
}
