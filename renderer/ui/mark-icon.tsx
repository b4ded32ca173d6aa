import type { SeverityKind, StateKind } from "./props.ts";

export type MarkKind = StateKind | SeverityKind;

/** Outlines on a 16 px square; every meaning differs by shape, not only by colour. */
const OUTLINES: Readonly<Record<MarkKind, string>> = {
  draft: "M10.6 2.8l2.6 2.6-7.6 7.6-3.2.6.6-3.2zM9 4.4L11.6 7",
  pending: "M3.8 2h8.4M3.8 14h8.4M5 2v2.4L8 8l3-3.6V2M5 14v-2.4L8 8l3 3.6V14",
  accredited: "M2.8 8.6l3.4 3.4 7-7.4",
  refused: "M4 4l8 8M12 4l-8 8",
  conflict: "M8 14V9.6L4 5.8V2.6M8 9.6l4-3.8V2.6M2.4 4.2L4 2.4l1.6 1.8M10.4 4.2L12 2.4l1.6 1.8",
  info: "M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0zM8 7.4v3.8M8 4.9v.1",
  warning: "M8 2.2l6.5 11.4h-13zM8 6.6v3.2M8 11.6v.1",
  error: "M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0zM8 4.8v4M8 11.1v.1",
  fatal: "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
};

/** CSS variable of a mark's colour: `text` for words, `line` for marks, `soft` for backgrounds. */
export function markColour(kind: MarkKind, part: "text" | "line" | "soft"): string {
  const family = kind in SEVERITY_NAMES ? "severity" : "state";
  return `var(--it-palette-${family}-${kind}-${part})`;
}

const SEVERITY_NAMES: Readonly<Record<SeverityKind, true>> = {
  info: true,
  warning: true,
  error: true,
  fatal: true,
};

/** A bare outline, cheap enough for thousands of cells; always decorative. */
export function MarkIcon({ kind, size = 16 }: { readonly kind: MarkKind; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: "none", display: "block" }}
    >
      <path d={OUTLINES[kind]} />
    </svg>
  );
}
