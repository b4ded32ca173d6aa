import { styled } from "@mui/material/styles";

export const HEADER_HEIGHT = 34;

/**
 * One styled root with plain class names below it: cells are bare elements, so that
 * scrolling creates no style and no component per cell.
 */
export const GridRoot = styled("div")({
  display: "flex",
  flexDirection: "column",
  flex: 1,
  minHeight: 0,
  minWidth: 0,
  fontSize: "0.8125rem",
  color: "var(--it-palette-text-primary)",
  "& .viewport": {
    position: "relative",
    flex: 1,
    minHeight: 120,
    overflow: "auto",
    backgroundColor: "var(--it-palette-background-paper)",
    borderTop: "1px solid var(--it-palette-divider)",
    fontVariantNumeric: "tabular-nums",
    userSelect: "none",
    scrollbarGutter: "stable",
    overflowAnchor: "none",
  },
  "& .viewport:focus-visible": { outline: "none" },
  "& .head": { position: "sticky", top: 0, zIndex: 6, height: HEADER_HEIGHT },
  "& .head .row": { height: HEADER_HEIGHT, position: "relative", display: "flex" },
  "& .body": { position: "relative" },
  "& .body .row": { position: "absolute", left: 0, display: "flex", contain: "layout style" },
  "& .body .row[data-editing]": { zIndex: 5 },
  "& .cell, & .row-head, & .column-head": {
    position: "absolute",
    top: 0,
    bottom: 0,
    boxSizing: "border-box",
    display: "flex",
    alignItems: "center",
    gap: 4,
    padding: "0 8px",
    overflow: "hidden",
    whiteSpace: "nowrap",
    borderRight: "1px solid var(--it-palette-divider)",
    borderBottom: "1px solid var(--it-palette-divider)",
    backgroundColor: "var(--it-palette-background-paper)",
    outline: "none",
  },
  "& [data-frozen]": { position: "sticky", flex: "none", zIndex: 3 },
  "& [data-last-frozen]": { borderRight: "1px solid var(--it-palette-frame-lineStrong)" },
  "& .row:hover > .cell:not([data-selected]):not([data-state]), & .row:hover > .row-head:not([data-selected])":
    {
      backgroundColor: "var(--it-palette-frame-hover)",
    },
  // The line is high enough for the wavy underline of a finding.
  "& .text": {
    flex: 1,
    minWidth: 0,
    lineHeight: 1.75,
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  "& .cell[data-kind='number'] .text": { textAlign: "right" },
  "& .cell[data-mono] .text": {
    fontFamily: "'JetBrains Mono', ui-monospace, monospace",
    fontSize: "0.78125rem",
  },
  "& .row[data-muted] .text": { color: "var(--it-palette-text-secondary)" },
  "& .row[data-muted] [data-frozen] .text": { textDecoration: "line-through" },
  "& .mark": { flex: "none", display: "flex" },

  // Rows' heads: position, state of the record, worst finding.
  "& .row-head": {
    justifyContent: "flex-end",
    padding: "0 6px",
    gap: 3,
    color: "var(--it-palette-text-secondary)",
    backgroundColor: "var(--it-palette-frame-chrome)",
    fontSize: "0.75rem",
    cursor: "default",
  },
  "& .row-head .number": { marginRight: "auto" },
  "& .row-head[data-selected]": {
    color: "var(--it-palette-text-primary)",
    backgroundColor: "var(--it-palette-frame-accentSoft)",
    fontWeight: 600,
  },

  // Header line.
  "& .column-head": {
    padding: "0 2px 0 8px",
    gap: 2,
    fontWeight: 600,
    fontSize: "0.75rem",
    color: "var(--it-palette-text-secondary)",
    backgroundColor: "var(--it-palette-frame-chrome)",
    cursor: "default",
  },
  "& .column-head[data-selected]": {
    color: "var(--it-palette-text-primary)",
    backgroundColor: "var(--it-palette-frame-accentSoft)",
  },
  "& .column-head[aria-sort]": { color: "var(--it-palette-text-primary)" },
  "& .column-head .sort": { fontSize: 15, flex: "none" },
  "& .column-head .filtered": {
    fontSize: 14,
    flex: "none",
    color: "var(--it-palette-primary-main)",
  },
  "& .column-head .menu": {
    flex: "none",
    width: 22,
    height: 22,
    padding: 0,
    border: 0,
    borderRadius: 4,
    display: "grid",
    placeItems: "center",
    background: "none",
    color: "inherit",
    cursor: "pointer",
    opacity: 0,
  },
  "& .column-head:hover .menu, & .column-head:focus .menu, & .column-head .menu[data-open]": {
    opacity: 1,
  },
  "& .column-head .menu:hover": { backgroundColor: "var(--it-palette-divider)" },
  "& .resizer": {
    position: "absolute",
    right: 0,
    top: 0,
    bottom: 0,
    width: 7,
    cursor: "col-resize",
    touchAction: "none",
  },
  "& .resizer:hover": { borderRight: "2px solid var(--it-palette-primary-main)" },

  // State, findings, selection, focus.
  "& .cell[data-state='draft']": { backgroundColor: "var(--it-palette-state-draft-soft)" },
  "& .cell[data-state='pending']": { backgroundColor: "var(--it-palette-state-pending-soft)" },
  "& .cell[data-state='refused'], & .cell[data-state='conflict']": {
    backgroundColor: "var(--it-palette-state-refused-soft)",
  },
  "& .cell[data-state]::before": {
    content: '""',
    position: "absolute",
    top: 0,
    left: 0,
    borderStyle: "solid",
    borderWidth: "7px 7px 0 0",
    borderColor: "var(--mark) transparent transparent transparent",
  },
  "& .cell[data-severity] .text": {
    textDecoration: "underline wavy",
    textDecorationColor: "var(--mark-finding)",
    textDecorationThickness: "1px",
    textUnderlineOffset: "3px",
  },
  "& .cell[data-selected]": {
    backgroundColor: "var(--it-palette-frame-accentSoft)",
    "--edge-top": "0px",
    "--edge-bottom": "0px",
    "--edge-left": "0px",
    "--edge-right": "0px",
    boxShadow: [
      "inset 0 var(--edge-top) 0 var(--it-palette-primary-main)",
      "inset 0 calc(-1 * var(--edge-bottom)) 0 var(--it-palette-primary-main)",
      "inset var(--edge-left) 0 0 var(--it-palette-primary-main)",
      "inset calc(-1 * var(--edge-right)) 0 0 var(--it-palette-primary-main)",
    ].join(", "),
  },
  "& .cell[data-selected~='top']": { "--edge-top": "1.5px" },
  "& .cell[data-selected~='bottom']": { "--edge-bottom": "1.5px" },
  "& .cell[data-selected~='left']": { "--edge-left": "1.5px" },
  "& .cell[data-selected~='right']": { "--edge-right": "1.5px" },
  "& .cell[data-filling]": {
    boxShadow: "inset 0 0 0 1px var(--it-palette-primary-main)",
  },
  "& .cell[data-active]": { backgroundColor: "var(--it-palette-background-paper)" },
  "& .cell[data-active][data-state='draft']": {
    backgroundColor: "var(--it-palette-state-draft-soft)",
  },
  "& .cell:focus, & .column-head:focus": {
    boxShadow: "inset 0 0 0 2px var(--it-palette-frame-focus)",
  },
  "& .cell[data-editing]": {
    overflow: "visible",
    zIndex: 4,
    padding: 0,
    boxShadow: "none",
  },
  "& .fill": {
    position: "absolute",
    right: -1,
    bottom: -1,
    width: 8,
    height: 8,
    border: "1px solid var(--it-palette-background-paper)",
    backgroundColor: "var(--it-palette-primary-main)",
    cursor: "crosshair",
    zIndex: 1,
    touchAction: "none",
  },
  "& .placeholder": {
    height: 8,
    width: "60%",
    borderRadius: 4,
    backgroundColor: "var(--it-palette-frame-placeholder)",
  },
  "& .nothing": { position: "sticky", left: 0 },

  // Editors lie over their cell and may pass it.
  "& .editor": {
    position: "absolute",
    top: -1,
    left: -1,
    minWidth: "calc(100% + 2px)",
    minHeight: "calc(100% + 2px)",
    boxSizing: "border-box",
    border: "2px solid var(--it-palette-primary-main)",
    borderRadius: 2,
    padding: "0 6px",
    font: "inherit",
    color: "inherit",
    backgroundColor: "var(--it-palette-background-paper)",
    outline: "none",
    resize: "none",
    boxShadow: "0 4px 14px rgb(0 0 0 / 0.16)",
  },
  "& textarea.editor": { padding: "5px 6px", minWidth: "max(100%, 280px)", lineHeight: 1.4 },

  "@media (forced-colors: active)": {
    "& .cell[data-selected]": { outline: "1px solid Highlight", outlineOffset: -1 },
    "& .cell:focus": { outline: "3px solid Highlight", outlineOffset: -3 },
  },
});
