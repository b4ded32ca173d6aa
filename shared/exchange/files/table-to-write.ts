/** A value to write; text stays text whatever it looks like. */
export type CellToWrite = string | number | boolean | null | { readonly date: string };

export type ColumnToWrite = {
  readonly title: string;
  /** `date`: ISO days become real dates. Anything else is written as what it is. */
  readonly kind?: "text" | "date";
};

export type CellNote = {
  /** 0-based rank in `rows`. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
};

export type TableToWrite = {
  readonly name: string;
  readonly columns: readonly ColumnToWrite[];
  readonly rows: readonly (readonly CellToWrite[])[];
  /** Shown when the pointer rests on a cell (.xlsx only). */
  readonly notes?: readonly CellNote[];
};

/** What a cell is once its column is taken into account: an ISO day in a date column is a date. */
export function cellValue(
  cell: CellToWrite | undefined,
  column: ColumnToWrite | undefined,
): CellToWrite {
  if (cell === undefined || cell === "") return null;
  return column?.kind === "date" && typeof cell === "string" ? { date: cell } : cell;
}
