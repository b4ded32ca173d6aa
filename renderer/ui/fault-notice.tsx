import Close from "@mui/icons-material/Close";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { markColour } from "./mark-icon.tsx";
import type { FaultNoticeProps } from "./props.ts";
import { SeverityIcon } from "./state-chip.tsx";

/** An error in three sentences: what happened, what was kept, what to do. */
export function FaultNotice({
  happened,
  kept,
  toDo,
  severity = "error",
  detail,
  actions,
  onDismiss,
}: FaultNoticeProps) {
  const { t } = useTranslation("ui");
  const urgent = severity === "error" || severity === "fatal";
  return (
    <Box
      role={urgent ? "alert" : "status"}
      sx={{
        display: "flex",
        gap: 1.25,
        alignItems: "flex-start",
        px: 1.5,
        py: 1.25,
        borderRadius: 1,
        borderLeft: `3px solid ${markColour(severity, "line")}`,
        backgroundColor: markColour(severity, "soft"),
        color: "text.primary",
      }}
    >
      <Box sx={{ pt: "2px" }}>
        <SeverityIcon severity={severity} size={18} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body1" sx={{ fontWeight: 600 }}>
          {happened}
        </Typography>
        {kept && <Typography variant="body1">{kept}</Typography>}
        {toDo && <Typography variant="body1">{toDo}</Typography>}
        {detail && (
          <Typography
            variant="code"
            component="p"
            sx={{ mt: 0.5, fontSize: "0.75rem", overflowWrap: "anywhere", userSelect: "all" }}
          >
            {detail}
          </Typography>
        )}
        {actions && actions.length > 0 && (
          <Box sx={{ display: "flex", gap: 1, mt: 1, flexWrap: "wrap" }}>
            {actions.map((action) => (
              <Button
                key={action.label}
                variant="outlined"
                startIcon={action.icon}
                disabled={action.disabled ?? false}
                onClick={action.onAct}
              >
                {action.label}
              </Button>
            ))}
          </Box>
        )}
      </Box>
      {onDismiss && (
        <IconButton aria-label={t("action.dismiss")} onClick={onDismiss}>
          <Close fontSize="small" />
        </IconButton>
      )}
    </Box>
  );
}
