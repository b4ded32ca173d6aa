import { useCallback, useEffect, useRef, useState, type MouseEvent, type RefObject } from "react";
import type { PlacedColumn } from "./column-layout.ts";
import type { GridState } from "./grid-context.ts";
import { HEADER_HEIGHT } from "./grid-styles.ts";
import { fillTarget, planFill } from "./plan-fill.ts";
import {
  clampCell,
  extendTo,
  selectCell,
  selectRows,
  type CellAt,
  type CellRange,
  type Selection,
} from "./selection.ts";
import type { GridEdits } from "./use-grid-edits.ts";

export interface GridPointer {
  readonly onMouseDown: (event: MouseEvent) => void;
  /** Target of the fill handle while it is dragged. */
  readonly fillRange: CellRange | undefined;
}

export interface PointerOptions {
  readonly state: RefObject<GridState>;
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly rowHeight: number;
  readonly headWidth: number;
  readonly select: (selection: Selection) => void;
  readonly edits: GridEdits;
}

type Drag = "cells" | "rows" | "fill";

/** Selection by mouse: press, drag (scrolling at the borders), Shift, row heads, fill handle. */
export function usePointer(options: PointerOptions): GridPointer {
  const latest = useRef(options);
  latest.current = options;
  const [fillRange, setFillRange] = useState<CellRange>();
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);

  const begin = useCallback((drag: Drag) => {
    const pointer = { x: 0, y: 0, known: false };
    let target: CellRange | undefined;
    let frame = 0;
    const follow = (): void => {
      const { state, viewport, select } = latest.current;
      const element = viewport.current;
      if (!element || !pointer.known) return;
      const { selection, extent, range } = state.current;
      const cell = clampCell(cellAtPoint(latest.current, element, pointer.x, pointer.y), extent);
      const head = { row: Math.max(0, cell.row), column: cell.column };
      if (drag === "fill") {
        if (!range) return;
        target = fillTarget(range, head);
        setFillRange(target);
      } else if (drag === "rows") select(selectRows(selection.anchor.row, head.row, extent));
      else select(extendTo(selection, head, extent));
    };
    const scroll = (): void => {
      const element = latest.current.viewport.current;
      if (element && pointer.known && scrollAtBorder(element, pointer.x, pointer.y)) follow();
      frame = requestAnimationFrame(scroll);
    };
    const onMove = (event: globalThis.MouseEvent): void => {
      Object.assign(pointer, { x: event.clientX, y: event.clientY, known: true });
      follow();
    };
    const onUp = (): void => {
      stop.current();
      const { range } = latest.current.state.current;
      if (drag === "fill" && range && target)
        void latest.current.edits.fill(planFill(range, target));
    };
    stop.current = () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("mousemove", onMove);
      document.removeEventListener("mouseup", onUp);
      setFillRange(undefined);
      stop.current = () => undefined;
    };
    document.addEventListener("mousemove", onMove);
    document.addEventListener("mouseup", onUp);
    frame = requestAnimationFrame(scroll);
  }, []);

  const onMouseDown = useCallback(
    (event: MouseEvent): void => {
      const { state, select } = latest.current;
      const place = event.target instanceof Element ? event.target : null;
      // Portals of editors bubble here through React, and are not ours.
      if (event.button !== 0 || !place || !event.currentTarget.contains(place)) return;
      if (place.closest("input, textarea, button, .editor, .resizer")) return;
      const { selection, extent } = state.current;
      if (place.closest("[data-fill]")) {
        event.preventDefault();
        begin("fill");
        return;
      }
      const row = Number(place.closest("[data-position]")?.getAttribute("data-position") ?? -1);
      if (row < 0) return;
      const column = place.closest("[data-column]")?.getAttribute("data-column");
      event.preventDefault();
      if (column === null || column === undefined) {
        select(selectRows(event.shiftKey ? selection.anchor.row : row, row, extent));
        begin("rows");
        return;
      }
      const cell = { row, column: Number(column) };
      select(event.shiftKey ? extendTo(selection, cell, extent) : selectCell(cell));
      begin("cells");
    },
    [begin],
  );

  return { onMouseDown, fillRange };
}

/** The cell under a point of the window, frozen columns lying over the others. */
function cellAtPoint(
  { state, rowHeight, headWidth }: PointerOptions,
  viewport: HTMLDivElement,
  x: number,
  y: number,
): CellAt {
  const box = viewport.getBoundingClientRect();
  const { placed } = state.current;
  const row = Math.floor((viewport.scrollTop + y - box.top - HEADER_HEIGHT) / rowHeight);
  const inside = x - box.left - headWidth;
  const frozenWidth = placed.find((one) => !one.frozen)?.start ?? 0;
  const along = inside < frozenWidth ? inside : inside + viewport.scrollLeft;
  return { row, column: columnAt(placed, along) };
}

function columnAt(placed: readonly PlacedColumn[], along: number): number {
  const found = placed.findIndex((one) => along < one.start + one.width);
  return found === -1 ? placed.length - 1 : found;
}

/** Scrolls a step when the pointer is at or past a border; tells whether it did. */
function scrollAtBorder(viewport: HTMLDivElement, x: number, y: number): boolean {
  const box = viewport.getBoundingClientRect();
  const top = overflowOf(y, box.top + HEADER_HEIGHT, box.bottom);
  const left = overflowOf(x, box.left + 40, box.right);
  if (top === 0 && left === 0) return false;
  viewport.scrollBy(left, top);
  return true;
}

const overflowOf = (at: number, low: number, high: number): number => {
  if (at < low) return Math.max(-60, at - low);
  return at > high - 8 ? Math.min(60, at - high + 8) : 0;
};
