import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ConfirmDialogProps } from "./props.ts";

/** A question with a verb for an answer. Ctrl Enter confirms, Esc gives up; focus returns where it was. */
export function ConfirmDialog({
  open,
  title,
  children,
  confirmLabel,
  cancelLabel,
  danger = false,
  disabled = false,
  busy = false,
  maxWidth = "sm",
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  const { t } = useTranslation("ui");
  const titleId = useId();
  return (
    <Dialog
      open={open}
      onClose={onCancel}
      aria-labelledby={titleId}
      fullWidth
      maxWidth={maxWidth}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (!disabled && !busy) onConfirm();
      }}
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      {children !== undefined && <DialogContent>{children}</DialogContent>}
      <DialogActions>
        <Button variant="outlined" onClick={onCancel} autoFocus={danger}>
          {cancelLabel ?? t("action.cancel")}
        </Button>
        <Button
          variant="contained"
          color={danger ? "error" : "primary"}
          disabled={disabled || busy}
          loading={busy}
          onClick={onConfirm}
          autoFocus={!danger && children === undefined}
        >
          {confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
