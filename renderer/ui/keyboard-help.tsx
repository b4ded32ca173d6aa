import Close from "@mui/icons-material/Close";
import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import IconButton from "@mui/material/IconButton";
import { styled } from "@mui/material/styles";
import Typography from "@mui/material/Typography";
import { Fragment, useId } from "react";
import { useTranslation } from "react-i18next";
import type { KeyboardHelpProps } from "./props.ts";
import { describeKeys } from "./shortcut-keys.ts";
import { isMac, useDeclaredShortcuts } from "./shortcut-provider.tsx";

const Key = styled("kbd")({
  display: "inline-block",
  minWidth: 22,
  padding: "1px 6px",
  borderRadius: 4,
  border: "1px solid var(--it-palette-frame-lineStrong)",
  backgroundColor: "var(--it-palette-frame-chrome)",
  fontSize: "0.75rem",
  textAlign: "center",
  whiteSpace: "nowrap",
});

/** Keys of one shortcut as drawn keys: « Ctrl K », « G puis A ». */
export function ShortcutKeys({ keys }: { readonly keys: string }) {
  const { t } = useTranslation("ui");
  const names: Record<string, string> = {
    Shift: t("keys.shift"),
    Enter: t("keys.enter"),
    Escape: t("keys.escape"),
    Delete: t("keys.delete"),
    ArrowUp: "↑",
    ArrowDown: "↓",
    ArrowLeft: "←",
    ArrowRight: "→",
  };
  return (
    <span style={{ whiteSpace: "nowrap" }}>
      {describeKeys(keys, isMac(), names).map((step, at) => (
        <Fragment key={`${at}${step}`}>
          {at > 0 && ` ${t("keys.then")} `}
          <Key>{step}</Key>
        </Fragment>
      ))}
    </span>
  );
}

/** The list of shortcuts of the screen one is on, by group. */
export function KeyboardHelp({ open, onClose }: KeyboardHelpProps) {
  const { t } = useTranslation("ui");
  const titleId = useId();
  const shortcuts = useDeclaredShortcuts();
  const groups = Map.groupBy(
    new Map(shortcuts.map((one) => [one.keys, one])).values(),
    (one) => one.group,
  );
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="md">
      <DialogTitle id={titleId} sx={{ display: "flex", alignItems: "center" }}>
        <Box component="span" sx={{ flex: 1 }}>
          {t("keyboardHelp.title")}
        </Box>
        <IconButton aria-label={t("action.close")} onClick={onClose} autoFocus>
          <Close fontSize="small" />
        </IconButton>
      </DialogTitle>
      <DialogContent>
        <Box sx={{ columns: { xs: 1, md: 2 }, columnGap: 5 }}>
          {[...groups].map(([group, members]) => (
            <Box component="section" key={group} sx={{ breakInside: "avoid", mb: 3 }}>
              <Typography variant="h4" component="h3" sx={{ mb: 0.75 }}>
                {group}
              </Typography>
              <Box component="dl" sx={{ m: 0 }}>
                {members.map((one) => (
                  <Box
                    key={one.keys}
                    sx={{
                      display: "flex",
                      justifyContent: "space-between",
                      gap: 2,
                      py: 0.5,
                      borderBottom: "1px solid var(--it-palette-divider)",
                    }}
                  >
                    <Typography component="dt" variant="body1">
                      {one.label}
                    </Typography>
                    <Typography component="dd" variant="body1" sx={{ m: 0 }}>
                      <ShortcutKeys keys={one.keys} />
                    </Typography>
                  </Box>
                ))}
              </Box>
            </Box>
          ))}
        </Box>
      </DialogContent>
    </Dialog>
  );
}
