import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { useImportState } from "./use-import.ts";

/** The name of the request in preparation that will hold the changes; nothing is sent before it is submitted. */
export function RequestStep() {
  const { t } = useTranslation("import");
  const { state, tell } = useImportState();
  const counts = state.report?.counts;
  if (!counts) return null;
  return (
    <Box sx={{ maxWidth: 760, display: "flex", flexDirection: "column", gap: 2 }}>
      <Typography>
        {t("request.summary", {
          created: t("request.created", { count: counts.created }),
          updated: t("request.updated", { count: counts.updated }),
          closed: t("request.closed", { count: counts.toClose }),
        })}
      </Typography>
      <TextField
        label={t("request.title")}
        value={state.title}
        required
        autoFocus
        onChange={(event) => tell({ type: "titled", title: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <Typography variant="body2" color="textSecondary">
        {t("request.next")}
      </Typography>
      {counts.refused > 0 && (
        <Typography variant="body2">{t("request.refused", { count: counts.refused })}</Typography>
      )}
    </Box>
  );
}
