import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNotices } from "../../app/notices.ts";
import type { DataApi } from "../../data-worker/data-api.ts";
import type { Restored } from "../../storage/journal/restored.ts";

/** After a restoration: what happened, what was brought back, what to do. Said again at each start until it was read. */
export function RestoredDialog({
  data,
}: {
  readonly data: Pick<DataApi, "setting" | "setSetting">;
}) {
  const { t } = useTranslation("session");
  const fail = useNotices((state) => state.fail);
  const [restored, setRestored] = useState<Restored | null>(null);
  const titleId = useId();
  useEffect(() => {
    data.setting("restored").then((kept) => setRestored((kept as Restored | null) ?? null), fail);
  }, [data, fail]);
  if (restored === null) return null;
  const read = (): void => {
    setRestored(null);
    data.setSetting("restored", null).catch(fail);
  };
  const brought = (["drafts", "requests", "outbox"] as const).filter((what) => restored[what] > 0);
  return (
    <Dialog open aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>{t("restored.title")}</DialogTitle>
      <DialogContent>
        <Box sx={{ display: "flex", flexDirection: "column", gap: 1.5 }}>
          <Typography variant="body1">{t(`restored.happened.${restored.reason}`)}</Typography>
          {brought.length > 0 ? (
            <div>
              <Typography variant="body1">{t("restored.brought")}</Typography>
              <Box component="ul" sx={{ my: 0.5, pl: 3 }}>
                {brought.map((what) => (
                  <li key={what}>{t(`restored.${what}`, { count: restored[what] })}</li>
                ))}
              </Box>
            </div>
          ) : (
            <Typography variant="body1">{t("restored.nothing")}</Typography>
          )}
          {!restored.complete && (
            <Typography variant="body1" sx={{ fontWeight: 600 }}>
              {t("restored.incomplete")}
              {restored.keptAs !== null && ` ${t("restored.keptAs", { file: restored.keptAs })}`}
            </Typography>
          )}
          <Typography variant="body1">{t("restored.toDo")}</Typography>
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={read}>
          {t("restored.read")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
