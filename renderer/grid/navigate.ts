import {
  clampCell,
  extendTo,
  HEADER_ROW,
  selectAll,
  selectCell,
  selectColumns,
  selectRows,
  type CellAt,
  type Extent,
  type Selection,
} from "./selection.ts";

export interface NavigationKey {
  readonly key: string;
  /** Ctrl, or Cmd on macOS. */
  readonly mod: boolean;
  readonly shift: boolean;
}

/**
 * Where a key leads (spreadsheet conventions within the ARIA grid pattern), or undefined
 * when the key does not navigate. `page` is the number of rows in sight.
 * Up from the first row reaches the header line; selections never include it.
 */
export function navigate(
  selection: Selection,
  key: NavigationKey,
  extent: Extent,
  page: number,
): Selection | undefined {
  if (extent.columns === 0) return undefined;
  if (key.mod && key.key.toLowerCase() === "a") return selectAll(extent);
  if (key.key === " ") return selectBySpace(selection, key, extent);
  const from = key.shift ? selection.head : selection.anchor;
  const to = destinationOf(from, key, extent, page);
  if (!to) return undefined;
  return key.shift ? extendTo(selection, to, extent) : selectCell(clampCell(to, extent));
}

function destinationOf(
  from: CellAt,
  { key, mod }: NavigationKey,
  extent: Extent,
  page: number,
): CellAt | undefined {
  const { row, column } = from;
  const last = { row: extent.rows - 1, column: extent.columns - 1 };
  // From the body, jumps stop at the first row: the header is one more arrow away.
  const top = row === HEADER_ROW ? HEADER_ROW : 0;
  switch (key) {
    case "ArrowUp":
      return { row: mod ? top : row - 1, column };
    case "ArrowDown":
      return { row: mod ? last.row : row + 1, column };
    case "ArrowLeft":
      return { row, column: mod ? 0 : column - 1 };
    case "ArrowRight":
      return { row, column: mod ? last.column : column + 1 };
    case "PageUp":
      return { row: Math.max(top, row - page), column };
    case "PageDown":
      return { row: Math.min(last.row, row + page), column };
    case "Home":
      return { row: mod ? Math.min(0, last.row) : row, column: 0 };
    case "End":
      return { row: mod ? last.row : row, column: last.column };
    default:
      return undefined;
  }
}

function selectBySpace(
  selection: Selection,
  key: NavigationKey,
  extent: Extent,
): Selection | undefined {
  const { anchor, head } = selection;
  if (key.shift && anchor.row !== HEADER_ROW) return selectRows(anchor.row, head.row, extent);
  if (key.mod && extent.rows > 0) return selectColumns(anchor.column, head.column, extent);
  return undefined;
}

/** After Enter (down) or Tab (right) in an editor; Shift goes the other way. Tab wraps to the next row. */
export function moveAfterCommit(
  cell: CellAt,
  key: "Enter" | "Tab",
  backwards: boolean,
  extent: Extent,
): CellAt {
  const step = backwards ? -1 : 1;
  if (key === "Enter") {
    return clampCell({ row: Math.max(0, cell.row + step), column: cell.column }, extent);
  }
  const column = cell.column + step;
  if (column >= 0 && column < extent.columns) return { row: cell.row, column };
  const row = cell.row + step;
  if (row < 0 || row >= extent.rows) return cell;
  return { row, column: backwards ? extent.columns - 1 : 0 };
}
