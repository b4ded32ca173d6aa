import type { FileRow } from "./table.ts";

/** True for a row with nothing but blanks in it, and nothing to say about them. */
export const isBlankRow = (row: FileRow): boolean =>
  row.marks === undefined && row.cells.every((cell) => cell.trim() === "");

/** A remark of a delimited text that has some (`hashComments`). */
export const isRemark = (row: FileRow): boolean => row.cells[0]?.startsWith("#") === true;

/** Excel's own first line, which names the separator. */
export const isSeparatorLine = (row: FileRow): boolean =>
  row.line === 1 && /^sep=/i.test(row.cells[0] ?? "");
