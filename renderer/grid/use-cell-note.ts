import {
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type MouseEvent,
  type RefObject,
} from "react";
import { hasNote } from "./cell-note.tsx";
import type { GridState } from "./grid-context.ts";
import type { CellContent, GridColumn, GridRow } from "./grid-props.ts";
import type { CellAt } from "./selection.ts";

interface ShownNote {
  readonly anchor: Element;
  readonly column: GridColumn;
  readonly content: CellContent;
}

export interface CellNoteState {
  readonly shown: ShownNote | undefined;
  readonly handlers: {
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
    readonly onKeyDownCapture: () => void;
    readonly onMouseMove: (event: MouseEvent) => void;
    readonly onMouseLeave: () => void;
  };
}

const HOVER_MS = 350;

/**
 * Which cell explains itself: the one a mouse was moved to and rests on, else the one with the focus. Whoever types is not looking
 * at the mouse: its cell is silent until it moves again, whatever changes under it.
 */
export function useCellNote(
  state: RefObject<GridState>,
  viewport: RefObject<HTMLDivElement | null>,
  contentAt: (row: GridRow, columnId: string) => CellContent,
  active: CellAt,
): CellNoteState {
  const [focused, setFocused] = useState(false);
  const [hovered, setHovered] = useState<Element>();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The cell the mouse was last moved over. */
  const pointed = useRef<Element>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  // The element of the active cell is known once rendered.
  useEffect(() => {
    setAnchor(viewport.current?.querySelector(".cell[data-active]") ?? null);
  }, [viewport, active.row, active.column]);

  const noteOf = (element: Element | null | undefined): ShownNote | undefined => {
    if (!element?.isConnected) return undefined;
    const { cache, placed } = state.current;
    const position = element.closest("[data-position]")?.getAttribute("data-position");
    const row =
      position === null || position === undefined ? undefined : cache.rowAt(Number(position));
    const one = placed[Number(element.getAttribute("data-column"))];
    if (!row || !one) return undefined;
    const content = contentAt(row, one.column.id);
    return hasNote(content) ? { anchor: element, column: one.column, content } : undefined;
  };

  const forgetMouse = (): void => {
    clearTimeout(timer.current);
    pointed.current = undefined;
    setHovered(undefined);
  };
  const onMouseMove = (event: MouseEvent): void => {
    const cell = event.target instanceof Element ? event.target.closest(".cell") : null;
    if (cell === (pointed.current ?? null)) return;
    forgetMouse();
    if (!cell || event.buttons !== 0) return;
    pointed.current = cell;
    if (cell.matches("[data-state], [data-severity]"))
      timer.current = setTimeout(() => setHovered(cell), HOVER_MS);
  };

  return {
    shown: noteOf(hovered) ?? (focused ? noteOf(anchor) : undefined),
    handlers: {
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
      onKeyDownCapture: forgetMouse,
      onMouseMove,
      onMouseLeave: forgetMouse,
    },
  };
}
