import ArrowBack from "@mui/icons-material/ArrowBack";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import type { PageHeaderProps, ToolbarProps } from "./props.ts";

/** A line of controls; those at the end stay at the right. */
export function Toolbar({ label, children, end, dense = false }: ToolbarProps) {
  return (
    <Box
      role="toolbar"
      aria-label={label}
      sx={{
        display: "flex",
        alignItems: "center",
        flexWrap: "wrap",
        gap: 1,
        px: 2,
        minHeight: dense ? 40 : 48,
        py: 0.5,
      }}
    >
      {children}
      {end !== undefined && (
        <Box sx={{ ml: "auto", display: "flex", alignItems: "center", gap: 1 }}>{end}</Box>
      )}
    </Box>
  );
}

/** First line of a screen: its title, the facts about it, its actions. */
export function PageHeader({ title, facts, actions, onBack, children }: PageHeaderProps) {
  const { t } = useTranslation("ui");
  return (
    <Box sx={{ px: 2, pt: 1.25, pb: children === undefined ? 1 : 0 }}>
      <Box
        sx={{ display: "flex", alignItems: "center", gap: 1.25, minHeight: 36, flexWrap: "wrap" }}
      >
        {onBack && (
          <IconButton aria-label={t("action.back")} onClick={onBack} edge="start">
            <ArrowBack fontSize="small" />
          </IconButton>
        )}
        <Typography variant="h1" sx={{ overflowWrap: "anywhere" }}>
          {title}
        </Typography>
        {facts !== undefined && (
          <Box
            sx={{
              display: "flex",
              alignItems: "center",
              gap: 1,
              color: "text.secondary",
              fontSize: "0.875rem",
              fontVariantNumeric: "tabular-nums",
              flexWrap: "wrap",
            }}
          >
            {facts}
          </Box>
        )}
        {actions !== undefined && (
          <Box sx={{ ml: "auto", display: "flex", alignItems: "center", gap: 1 }}>{actions}</Box>
        )}
      </Box>
      {children}
    </Box>
  );
}
