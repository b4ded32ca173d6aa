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
    readonly onMouseOver: (event: MouseEvent) => void;
    readonly onMouseLeave: () => void;
  };
}

const HOVER_MS = 350;

/** Which cell explains itself: the one under a resting mouse, else the one with the focus. */
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

  const onMouseOver = (event: MouseEvent): void => {
    const cell = event.target instanceof Element ? event.target.closest(".cell") : null;
    clearTimeout(timer.current);
    if (hovered && hovered !== cell) setHovered(undefined);
    if (!cell || cell === hovered || event.buttons !== 0) return;
    if (cell.matches("[data-state], [data-severity]"))
      timer.current = setTimeout(() => setHovered(cell), HOVER_MS);
  };

  return {
    shown: noteOf(hovered) ?? (focused ? noteOf(anchor) : undefined),
    handlers: {
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
      onMouseOver,
      onMouseLeave: () => {
        clearTimeout(timer.current);
        setHovered(undefined);
      },
    },
  };
}
