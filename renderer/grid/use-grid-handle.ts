import { useCallback, useImperativeHandle, type RefObject } from "react";
import { showColumn } from "./column-layout.ts";
import type { GridState } from "./grid-context.ts";
import type { ColumnLayout, GridProps } from "./grid-props.ts";
import { selectCell, type Selection } from "./selection.ts";

export interface GridHandleOptions {
  readonly ref: GridProps["ref"];
  readonly state: RefObject<GridState>;
  readonly select: (selection: Selection) => void;
  readonly focusActive: () => void;
  readonly setLayout: (layout: ColumnLayout) => void;
}

/** What a page may ask of the grid: the focus, a cell, the selected records. */
export function useGridHandle({
  ref,
  state,
  select,
  focusActive,
  setLayout,
}: GridHandleOptions): void {
  const goTo = useCallback(
    (row: number, columnId: string | undefined): void => {
      const { placed, layout } = state.current;
      const column = placed.findIndex((one) => one.column.id === columnId);
      if (columnId !== undefined && column === -1) setLayout(showColumn(layout, columnId, true));
      select(selectCell({ row, column: Math.max(0, column) }));
    },
    [state, select, setLayout],
  );
  useImperativeHandle(
    ref,
    () => ({
      focus: focusActive,
      goToPosition: goTo,
      goToCell: async (rowId, columnId) => {
        const row = (await state.current.props.source.indexOf?.(rowId)) ?? -1;
        if (row >= 0) goTo(row, columnId);
        return row >= 0;
      },
      selectedRowIds: async () => {
        const { range, cache } = state.current;
        if (!range) return [];
        const rows = await cache.read(range.top, range.bottom + 1);
        return rows.map(({ id }) => id);
      },
    }),
    [state, focusActive, goTo],
  );
}
