import { Fault } from "../../base/index.ts";
import { tooLarge } from "./file-fault.ts";
import type { FileLimits } from "./limits.ts";
import { makeTextDecoder } from "./text-decoder.ts";
import { refuseDoctype } from "./xml-text.ts";

/** Blanks that the texts of a sheet may say in a few bytes each. */
const MAX_BLANKS = 5_000_000;

/** Rows, cells and runs of blanks, found as SheetJS finds them: by these names, Chinese ones included, up to an underscore. */
const TAG =
  /<(\/?)(?:[^\s?><!/:"]*:|)(table-row|行|table-cell|数据|s)(?:_[^\s?<>:/"]*)?((?:\s+[^<>=?"'\s]+="[^"]*?")*)\s*(\/?)>/g;
const ROWS = /number-rows-repeated="\s*\+?([\d.e]+)/i;
const COLUMNS = /number-columns-repeated="\s*\+?(\d+)/;
const BLANKS = /c="(\d+)"/;

/**
 * An OpenDocument sheet says "this row, a million times" in a few bytes. Counts what its rows and cells
 * amount to before a parser writes them out, whatever number of rows it is asked for; empty cells and rows cost nothing and are not counted.
 *
 * Faults: FILE_ENCRYPTED, FILE_UNREADABLE (xml-doctype), FILE_TOO_LARGE (rows, columns, cell).
 */
export function checkOds(parts: Readonly<Record<string, Uint8Array>>, limits: FileLimits): void {
  const manifest = makeTextDecoder("utf-8").decode(
    parts["META-INF/manifest.xml"] ?? new Uint8Array(),
  );
  if (/encryption-data/.test(manifest))
    throw new Fault("FILE_ENCRYPTED", "password-protected workbook");

  for (const name of ["content.xml", "styles.xml", "meta.xml"])
    refuseDoctype(textOf(parts, name), name);
  let cells = 0;
  let blanks = 0;
  let repeatedRows = 1;
  for (const [, closing, name, attributes = "", isEmpty] of textOf(parts, "content.xml").matchAll(
    TAG,
  )) {
    if (closing === "/") continue;
    if (name === "s") {
      const count = Number(BLANKS.exec(attributes)?.[1] ?? 1);
      blanks += count;
      if (count > limits.cellCharacters || blanks > MAX_BLANKS)
        throw tooLarge("cell", limits.cellCharacters);
    } else if (name === "table-row" || name === "行") {
      repeatedRows = Number(ROWS.exec(attributes)?.[1] ?? 1);
    } else if (isEmpty !== "/" || attributes.includes("value-type=")) {
      const repeatedColumns = Number(COLUMNS.exec(attributes)?.[1] ?? 1);
      if (repeatedColumns > limits.columns) throw tooLarge("columns", limits.columns);
      cells += (repeatedRows || 1) * repeatedColumns;
      if (cells > limits.foreignCells) throw tooLarge("rows", limits.rows);
    }
  }
}

const textOf = (parts: Readonly<Record<string, Uint8Array>>, name: string): string =>
  makeTextDecoder("utf-8").decode(parts[name] ?? new Uint8Array());
