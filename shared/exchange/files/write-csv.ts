import { neutraliseFormula } from "./neutralise-formula.ts";
import { numberText } from "./number-text.ts";
import { cellValue, type CellToWrite, type TableToWrite } from "./table-to-write.ts";
import type { Separator } from "./table.ts";
import { encodeUtf8 } from "./text-decoder.ts";

export type CsvOptions = {
  readonly separator?: Separator;
  /** The mark without which Excel reads UTF-8 as Windows-1252. */
  readonly byteOrderMark?: boolean;
  readonly decimal?: "," | ".";
};

/** Blanks at an end, quotes, and everything another reader could take for a separator. */
const NEEDS_QUOTES = /[",;|\t\r\n]|^\s|\s$/;

/**
 * Delimited text that French Excel opens by a double click: UTF-8 with its mark, `;`, decimal comma,
 * CRLF. Dates stay ISO, which every reader understands alike. Formulas are neutralised (SPEC F20), and
 * come back whole when read by `readTable`. NUL characters, which no reader accepts, are dropped.
 */
export function writeCsv(table: TableToWrite, options: CsvOptions = {}): Uint8Array<ArrayBuffer> {
  const { separator = ";", byteOrderMark = true } = options;
  const decimal = options.decimal ?? (separator === ";" ? "," : ".");
  const lines = [table.columns.map((column) => quote(column.title)).join(separator)];
  for (const row of table.rows) {
    const cells = table.columns.map((column, index) =>
      quote(textOf(cellValue(row[index], column), decimal)),
    );
    lines.push(cells.join(separator));
  }
  return encodeUtf8(`${byteOrderMark ? "\ufeff" : ""}${lines.join("\r\n")}\r\n`);
}

function quote(text: string): string {
  const safe = neutraliseFormula(text.includes("\0") ? text.replaceAll("\0", "") : text);
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function textOf(cell: CellToWrite, decimal: "," | "."): string {
  if (cell === null) return "";
  if (typeof cell === "number") return numberText(cell).replace(".", decimal);
  return typeof cell === "object" ? cell.date : String(cell);
}
