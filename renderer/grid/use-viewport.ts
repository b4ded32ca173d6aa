import { useCallback, useLayoutEffect, useRef, type RefObject } from "react";
import type { GridState } from "./grid-context.ts";
import { HEADER_HEIGHT } from "./grid-styles.ts";
import { HEADER_ROW, type CellAt, type Selection } from "./selection.ts";

export interface GridViewport {
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly active: CellAt;
  /** Puts the focus on the active cell once it is rendered. */
  readonly focusActive: () => void;
  /** Scrolls just enough to show a cell. */
  readonly reveal: (cell: CellAt) => void;
  /** Whole rows in sight, at least one. */
  readonly pageRows: () => number;
}

/** The scrolled element of a grid: what is in sight, and where the focus is. */
export function useViewport(
  state: RefObject<GridState>,
  selection: Selection,
  rowHeight: number,
  headWidth: number,
): GridViewport {
  const viewport = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const sizes = useRef({ rowHeight, headWidth });
  sizes.current = { rowHeight, headWidth };

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    activeElement(viewport.current)?.focus({ preventScroll: true });
  });

  const focusActive = useCallback(() => {
    wantsFocus.current = true;
    // When nothing renders again, the cell is already there.
    requestAnimationFrame(() => {
      if (!wantsFocus.current) return;
      wantsFocus.current = false;
      activeElement(viewport.current)?.focus({ preventScroll: true });
    });
  }, []);

  const reveal = useCallback(
    (cell: CellAt) => {
      const element = viewport.current;
      if (!element) return;
      const { rowHeight: height, headWidth: head } = sizes.current;
      if (cell.row !== HEADER_ROW) {
        const top = cell.row * height;
        const bottom = HEADER_HEIGHT + top + height - element.clientHeight;
        if (top < element.scrollTop) element.scrollTop = top;
        else if (bottom > element.scrollTop) element.scrollTop = bottom;
      }
      const one = state.current.placed[cell.column];
      if (!one || one.frozen) return;
      const frozenWidth = state.current.placed.find((other) => !other.frozen)?.start ?? 0;
      const left = one.start - frozenWidth;
      const right = head + one.start + one.width - element.clientWidth;
      if (left < element.scrollLeft) element.scrollLeft = left;
      else if (right > element.scrollLeft) element.scrollLeft = Math.min(left, right);
    },
    [state],
  );

  const pageRows = useCallback(
    () =>
      Math.max(
        1,
        Math.floor(
          ((viewport.current?.clientHeight ?? 0) - HEADER_HEIGHT) / sizes.current.rowHeight,
        ) - 1,
      ),
    [],
  );

  return { viewport, active: selection.anchor, focusActive, reveal, pageRows };
}

const activeElement = (viewport: HTMLElement | null): HTMLElement | null =>
  viewport?.querySelector<HTMLElement>("[data-active]") ?? null;
