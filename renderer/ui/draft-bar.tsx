import CloudDone from "@mui/icons-material/CloudDoneOutlined";
import CloudOff from "@mui/icons-material/CloudOffOutlined";
import Sync from "@mui/icons-material/Sync";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { MarkIcon } from "./mark-icon.tsx";
import type { DraftBarProps, SyncBadgeProps, SyncMood } from "./props.ts";

/** Changes not yet submitted: how many, what they are, and the way to submit them. */
export function DraftBar({ sentence, onOpen, onSubmit, submitLabel, children }: DraftBarProps) {
  const { t } = useTranslation("ui");
  return (
    <Box
      component="section"
      aria-label={t("draftBar.label")}
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1.25,
        minHeight: 44,
        px: 2,
        borderTop: "1px solid var(--it-palette-state-draft-line)",
        backgroundColor: "state.draft.soft",
      }}
    >
      <Box sx={{ color: "state.draft.text" }}>
        <MarkIcon kind="draft" size={18} />
      </Box>
      <Typography variant="body1" sx={{ fontWeight: 550 }} role="status">
        {sentence}
      </Typography>
      {children}
      <Box sx={{ ml: "auto", display: "flex", gap: 1 }}>
        <Button variant="outlined" onClick={onOpen}>
          {t("draftBar.open")}
        </Button>
        {onSubmit && (
          <Button variant="contained" onClick={onSubmit}>
            {submitLabel ?? t("draftBar.submit")}
          </Button>
        )}
      </Box>
    </Box>
  );
}

const MOOD_COLOURS: Readonly<Record<SyncMood, string>> = {
  idle: "text.secondary",
  working: "text.secondary",
  offline: "state.pending.text",
  attention: "state.pending.text",
  failed: "state.refused.text",
};

/** State of the synchronisation in words, always in sight. */
export function SyncBadge({ mood, sentence, onOpen }: SyncBadgeProps) {
  return (
    <Button
      color="inherit"
      onClick={onOpen}
      startIcon={<MoodIcon mood={mood} />}
      sx={{ color: MOOD_COLOURS[mood], fontWeight: mood === "idle" ? 450 : 550, minWidth: 40 }}
    >
      <Box component="span" sx={{ minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" }}>
        {sentence}
      </Box>
    </Button>
  );
}

function MoodIcon({ mood }: { readonly mood: SyncMood }) {
  switch (mood) {
    case "idle":
      return <CloudDone fontSize="small" />;
    case "working":
      return <Sync fontSize="small" />;
    case "offline":
      return <CloudOff fontSize="small" />;
    case "attention":
      return <MarkIcon kind="conflict" size={18} />;
    case "failed":
      return <MarkIcon kind="error" size={18} />;
  }
}
