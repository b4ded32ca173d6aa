import type { CellRange, Extent } from "./selection.ts";

export interface PlannedCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export interface PastePlan {
  readonly cells: readonly PlannedCell[];
  /** Rows below the last, as texts from column `left` on. */
  readonly newRows: readonly (readonly string[])[];
  /** What will be selected afterwards, within the grid as it is now. */
  readonly range: CellRange;
  /** Cells that found no place: right of the last column, or below the last row. */
  readonly lost: number;
}

/**
 * Where pasted cells go. A block fills a selection that is a whole multiple of it (one cell
 * fills any selection); otherwise it is laid out once from the top left, and may pass the
 * selection, the window and, where rows can be added, the last row.
 */
export function planPaste(
  block: readonly (readonly string[])[],
  range: CellRange,
  extent: Extent,
  canAddRows: boolean,
): PastePlan {
  const height = block.length;
  const width = Math.max(0, ...block.map((row) => row.length));
  if (height === 0 || width === 0) return { cells: [], newRows: [], range, lost: 0 };
  const selectedHeight = range.bottom - range.top + 1;
  const selectedWidth = range.right - range.left + 1;
  const tiles = selectedHeight % height === 0 && selectedWidth % width === 0;
  const [rows, columns] = tiles ? [selectedHeight, selectedWidth] : [height, width];

  const cells: PlannedCell[] = [];
  const newRows: string[][] = [];
  let lost = 0;
  for (let down = 0; down < rows; down += 1) {
    const source = block[down % height] ?? [];
    const row = range.top + down;
    if (row >= extent.rows) {
      const fitting = Math.min(columns, extent.columns - range.left);
      const texts = Array.from({ length: fitting }, (_, at) => source[at % width] ?? "");
      if (canAddRows) newRows.push(texts);
      lost += canAddRows ? Math.max(0, source.length - fitting) : source.length;
      continue;
    }
    for (let across = 0; across < columns; across += 1) {
      const text = source[across % width];
      const column = range.left + across;
      // A row shorter than the block leaves what lies beyond it untouched.
      if (text === undefined) continue;
      if (column >= extent.columns) lost += 1;
      else cells.push({ row, column, text });
    }
  }
  return {
    cells,
    newRows,
    lost,
    range: {
      top: range.top,
      left: range.left,
      bottom: Math.min(range.top + rows, extent.rows) - 1,
      right: Math.min(range.left + columns, extent.columns) - 1,
    },
  };
}
