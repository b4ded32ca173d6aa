/**
 * Selection of a grid as a spreadsheet knows it: one rectangle between an anchor and a
 * head, the active cell being the anchor. Rows count from 0; row -1 is the header line,
 * where only the active cell lives. Everything is pure: values in, values out.
 */

export interface CellAt {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  readonly anchor: CellAt;
  readonly head: CellAt;
}

/** How many rows and columns there are. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** Inclusive rectangle. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const HEADER_ROW = -1;

/** One cell selected and active. */
export function selectCell(cell: CellAt): Selection {
  return { anchor: cell, head: cell };
}

/** The selected rectangle, or undefined on the header line. */
export function rangeOf(selection: Selection): CellRange | undefined {
  const { anchor, head } = selection;
  if (anchor.row === HEADER_ROW) return undefined;
  return {
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    right: Math.max(anchor.column, head.column),
  };
}

/** Number of cells of a range. */
export function countCells(range: CellRange): number {
  return (range.bottom - range.top + 1) * (range.right - range.left + 1);
}

/** Stretches the rectangle to a cell; the active cell stays. */
export function extendTo(selection: Selection, cell: CellAt, extent: Extent): Selection {
  const head = clampCell({ row: Math.max(0, cell.row), column: cell.column }, extent);
  return selection.anchor.row === HEADER_ROW
    ? selectCell(head)
    : { anchor: selection.anchor, head };
}

/** All the columns of the rows between the anchor and `row` (Shift Space, click on row heads). */
export function selectRows(from: number, to: number, extent: Extent): Selection {
  return {
    anchor: { row: from, column: 0 },
    head: { row: to, column: Math.max(0, extent.columns - 1) },
  };
}

/** All the rows of some columns (Ctrl Space, click on a header with Ctrl). */
export function selectColumns(from: number, to: number, extent: Extent): Selection {
  return {
    anchor: { row: 0, column: from },
    head: { row: Math.max(0, extent.rows - 1), column: to },
  };
}

/** Every cell; the active cell becomes the first. */
export function selectAll(extent: Extent): Selection {
  return selectRows(0, Math.max(0, extent.rows - 1), extent);
}

/** Keeps a selection inside the grid after rows or columns went away. */
export function clampSelection(selection: Selection, extent: Extent): Selection {
  const anchor = clampCell(selection.anchor, extent);
  const head = clampCell(selection.head, extent);
  return sameCell(anchor, selection.anchor) && sameCell(head, selection.head)
    ? selection
    : { anchor, head };
}

export function sameCell(first: CellAt, second: CellAt): boolean {
  return first.row === second.row && first.column === second.column;
}

/** Nearest existing cell; the header line when there is no row. */
export function clampCell(cell: CellAt, extent: Extent): CellAt {
  return {
    row: clamp(cell.row, HEADER_ROW, extent.rows - 1),
    column: clamp(cell.column, 0, extent.columns - 1),
  };
}

const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, Math.max(low, high)));
