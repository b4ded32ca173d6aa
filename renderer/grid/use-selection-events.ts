import { useEffect, useMemo, useRef, type RefObject } from "react";
import type { GridState } from "./grid-context.ts";
import type { CellRange, Selection } from "./selection.ts";

/** Tells the page about the selection, from the first gesture on: showing a grid chooses nothing. */
export function useSelectionEvents(
  state: RefObject<GridState>,
  selection: Selection,
  range: CellRange | undefined,
): { readonly touched: () => void } {
  const touched = useRef(false);
  const rowId = state.current.cache.rowAt(selection.anchor.row)?.id;
  useEffect(() => {
    if (touched.current) state.current.props.onActiveRow?.(rowId);
  }, [state, rowId]);
  useEffect(() => {
    const { props, placed } = state.current;
    if (!touched.current || !props.onSelection || !range) return;
    props.onSelection({
      activeRowId: rowId,
      activeColumnId: placed[selection.anchor.column]?.column.id,
      fromRow: range.top,
      toRow: range.bottom,
      columnIds: placed.slice(range.left, range.right + 1).map(({ column }) => column.id),
    });
  }, [state, selection, range, rowId]);
  return useMemo(
    () => ({
      touched: () => {
        touched.current = true;
      },
    }),
    [],
  );
}
