import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import type { EmptyStateProps } from "./props.ts";

/** Why there is nothing here, and the first gesture to make. */
export function EmptyState({ icon, sentence, hint, action, secondaryAction }: EmptyStateProps) {
  return (
    <Box
      sx={{
        display: "flex",
        flexDirection: "column",
        alignItems: "center",
        textAlign: "center",
        gap: 1,
        px: 3,
        py: 6,
        mx: "auto",
        maxWidth: 480,
      }}
    >
      {icon && (
        <Box aria-hidden sx={{ color: "frame.lineStrong", fontSize: 32, lineHeight: 0, mb: 0.5 }}>
          {icon}
        </Box>
      )}
      <Typography variant="subtitle1" component="p">
        {sentence}
      </Typography>
      {hint && (
        <Typography variant="body1" sx={{ color: "text.secondary" }}>
          {hint}
        </Typography>
      )}
      {(action || secondaryAction) && (
        <Box sx={{ display: "flex", gap: 1, mt: 1.5, flexWrap: "wrap", justifyContent: "center" }}>
          {action && (
            <Button
              variant="contained"
              startIcon={action.icon}
              disabled={action.disabled ?? false}
              onClick={action.onAct}
            >
              {action.label}
            </Button>
          )}
          {secondaryAction && (
            <Button
              variant="outlined"
              startIcon={secondaryAction.icon}
              disabled={secondaryAction.disabled ?? false}
              onClick={secondaryAction.onAct}
            >
              {secondaryAction.label}
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}
