import type { FileRow, FileWarning } from "./table.ts";

/** Rows as they are found, with how much of the input is behind them. */
export type RowBatch = { readonly rows: readonly FileRow[]; readonly done: number };
/** What is known once a sheet has been read to its end. */
export type RowsEnd = {
  readonly merges: readonly string[];
  readonly warnings: readonly FileWarning[];
};
/** Every kind of file gives its rows this way, in order, blank rows included or not. */
export type RowReader = Generator<RowBatch, RowsEnd, void>;
