import { Fault } from "../../base/index.ts";
import { tooLarge } from "./file-fault.ts";
import type { FileLimits } from "./limits.ts";
import { makeTextDecoder } from "./text-decoder.ts";
import { refuseDoctype } from "./xml-text.ts";

/** Filled cells that a sheet may hold once its repetitions are written out. */
const MAX_CELLS = 6_000_000;

/**
 * An OpenDocument sheet says "this row, a million times" in a few bytes. Counts what its rows and cells
 * amount to before a parser writes them out, whatever number of rows it is asked for; empty cells and rows cost nothing and are not counted.
 *
 * Faults: FILE_ENCRYPTED, FILE_UNREADABLE (xml-doctype), FILE_TOO_LARGE (rows, columns).
 */
export function checkOds(parts: Readonly<Record<string, Uint8Array>>, limits: FileLimits): void {
  const manifest = makeTextDecoder("utf-8").decode(
    parts["META-INF/manifest.xml"] ?? new Uint8Array(),
  );
  if (/encryption-data/.test(manifest))
    throw new Fault("FILE_ENCRYPTED", "password-protected workbook");

  const xml = makeTextDecoder("utf-8").decode(parts["content.xml"] ?? new Uint8Array());
  refuseDoctype(xml, "content.xml");
  let cells = 0;
  let repeatedRows = 1;
  for (const [tag, name] of xml.matchAll(/<(?:[\w.-]+:)?(table-row|table-cell)(?=[\s/>])[^>]*>/g)) {
    if (name === "table-row") repeatedRows = repeats(tag, "rows");
    else if (!tag.endsWith("/>") || /value-type=/.test(tag)) {
      const repeatedColumns = repeats(tag, "columns");
      if (repeatedColumns > limits.columns) throw tooLarge("columns", limits.columns);
      cells += repeatedRows * repeatedColumns;
      if (cells > MAX_CELLS) throw tooLarge("rows", limits.rows);
    }
  }
}

function repeats(tag: string, what: "rows" | "columns"): number {
  const count = new RegExp(`number-${what}-repeated=["'](\\d+)["']`).exec(tag);
  return count ? Number(count[1]) : 1;
}
