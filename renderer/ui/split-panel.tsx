import Close from "@mui/icons-material/Close";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import { styled } from "@mui/material/styles";
import Typography from "@mui/material/Typography";
import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SplitPanelProps } from "./props.ts";
import { useFocusReturn } from "./use-focus-return.ts";

const Handle = styled("div")({
  position: "absolute",
  left: -4,
  top: 0,
  bottom: 0,
  width: 7,
  zIndex: 7,
  cursor: "col-resize",
  touchAction: "none",
  "&:hover, &:focus-visible, &[data-dragging]": {
    background:
      "linear-gradient(to right, transparent 2px, var(--it-palette-primary-main) 2px 5px, transparent 5px)",
    outline: "none",
  },
});

/** Main content with a side panel at its right, resized by mouse or arrows; Esc in the panel closes it. */
export function SplitPanel({
  children,
  panel,
  panelLabel,
  onClosePanel,
  panelTitle,
  width,
  minWidth = 320,
  maxWidth = 900,
}: SplitPanelProps) {
  const { t } = useTranslation("ui");
  const panelId = useId();
  const open = panel !== undefined && panel !== null && panel !== false;
  useFocusReturn(open);
  const [own, setOwn] = useState(width?.value ?? 420);
  const dragged = useRef<{ x: number; from: number } | null>(null);
  const [dragging, setDragging] = useState(false);
  const current = clamp(dragging ? own : (width?.value ?? own), minWidth, maxWidth);

  const resize = (next: number, done: boolean): void => {
    const clamped = clamp(next, minWidth, maxWidth);
    setOwn(clamped);
    if (done) width?.onChange(clamped);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: 24, ArrowRight: -24, Home: maxWidth, End: -maxWidth }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    resize(current + step, true);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = { x: event.clientX, from: current };
    setOwn(current);
    setDragging(true);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (dragged.current) resize(dragged.current.from + dragged.current.x - event.clientX, false);
  };
  const onPointerUp = (event: PointerEvent): void => {
    if (dragged.current) resize(dragged.current.from + dragged.current.x - event.clientX, true);
    dragged.current = null;
    setDragging(false);
  };

  return (
    <Box sx={{ display: "flex", flex: 1, height: "100%", minWidth: 0, minHeight: 0 }}>
      <Box sx={{ flex: 1, minWidth: 0, minHeight: 0, display: "flex", flexDirection: "column" }}>
        {children}
      </Box>
      {open && (
        <Box
          component="aside"
          id={panelId}
          aria-label={panelLabel}
          style={{ width: current }}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== "Escape" || event.defaultPrevented || !onClosePanel) return;
            event.preventDefault();
            onClosePanel();
          }}
          sx={{
            flex: "none",
            maxWidth: "70%",
            minHeight: 0,
            display: "flex",
            flexDirection: "column",
            position: "relative",
            borderLeft: "1px solid var(--it-palette-divider)",
            backgroundColor: "background.paper",
          }}
        >
          <Handle
            role="separator"
            aria-orientation="vertical"
            aria-label={t("panel.resize")}
            aria-controls={panelId}
            aria-valuenow={current}
            aria-valuemin={minWidth}
            aria-valuemax={maxWidth}
            tabIndex={0}
            data-dragging={dragging ? "" : undefined}
            onKeyDown={onKeyDown}
            onPointerDown={onPointerDown}
            onPointerMove={onPointerMove}
            onPointerUp={onPointerUp}
            onPointerCancel={onPointerUp}
          />
          {(panelTitle !== undefined || onClosePanel) && (
            <Box
              sx={{
                display: "flex",
                alignItems: "center",
                gap: 1,
                minHeight: 44,
                pl: 2,
                pr: 1,
                borderBottom: "1px solid var(--it-palette-divider)",
              }}
            >
              <Typography variant="h3" component="h2" noWrap sx={{ flex: 1 }}>
                {panelTitle ?? panelLabel}
              </Typography>
              {onClosePanel && (
                <IconButton aria-label={t("panel.close")} onClick={onClosePanel}>
                  <Close fontSize="small" />
                </IconButton>
              )}
            </Box>
          )}
          <Box sx={{ flex: 1, minHeight: 0, overflow: "auto" }} tabIndex={-1}>
            {panel}
          </Box>
        </Box>
      )}
    </Box>
  );
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));
