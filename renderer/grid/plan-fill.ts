import type { CellAt, CellRange } from "./selection.ts";

export interface FillStep {
  readonly from: CellAt;
  readonly to: CellAt;
}

/**
 * Copies of the fill handle: the source block repeats over the target, which contains it and
 * has grown in one direction only. The source keeps its own values.
 */
export function planFill(source: CellRange, target: CellRange): readonly FillStep[] {
  const height = source.bottom - source.top + 1;
  const width = source.right - source.left + 1;
  const steps: FillStep[] = [];
  for (let row = target.top; row <= target.bottom; row += 1) {
    for (let column = target.left; column <= target.right; column += 1) {
      const inside =
        row >= source.top &&
        row <= source.bottom &&
        column >= source.left &&
        column <= source.right;
      if (inside) continue;
      steps.push({
        from: {
          row: source.top + modulo(row - source.top, height),
          column: source.left + modulo(column - source.left, width),
        },
        to: { row, column },
      });
    }
  }
  return steps;
}

/** Ctrl D: the first row of the selection goes down it; on a single row, the row above is taken. */
export function planFillDown(range: CellRange): readonly FillStep[] {
  const sourceRow = range.top === range.bottom ? range.top - 1 : range.top;
  if (sourceRow < 0) return [];
  return planFill({ ...range, top: sourceRow, bottom: sourceRow }, { ...range, top: sourceRow });
}

/** The target while the handle is dragged to a cell: grows along the longer way only. */
export function fillTarget(source: CellRange, towards: CellAt): CellRange {
  const down = Math.max(source.top - towards.row, towards.row - source.bottom, 0);
  const across = Math.max(source.left - towards.column, towards.column - source.right, 0);
  if (down === 0 && across === 0) return source;
  return down >= across
    ? {
        ...source,
        top: Math.min(source.top, towards.row),
        bottom: Math.max(source.bottom, towards.row),
      }
    : {
        ...source,
        left: Math.min(source.left, towards.column),
        right: Math.max(source.right, towards.column),
      };
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
