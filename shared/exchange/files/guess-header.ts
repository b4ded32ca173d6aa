import type { FileRow } from "./table.ts";

const LOOKED_AT = 20;

/**
 * The `line` of the row that looks like a header: the first that is about as wide as the table, made of
 * distinct short texts that are not values (numbers, dates), with rows under it. Null when none does.
 */
export function guessHeader(rows: readonly FileRow[]): number | null {
  const filled = rows.map((row) => row.cells.filter((cell) => cell.trim() !== "").length);
  const widths = filled.slice(0, 50).filter((count) => count > 0);
  if (widths.length === 0) return null;
  const usual = median(widths);
  for (let rank = 0; rank < Math.min(rows.length, LOOKED_AT); rank++) {
    const row = rows[rank] as FileRow;
    if ((filled[rank] ?? 0) < Math.max(1, usual * 0.6)) continue;
    return looksLikeHeader(row) ? row.line : null;
  }
  return null;
}

/** True when the first lines say that `#` begins a remark: a title so marked, then a remark. */
export function guessHashComments(rows: readonly FileRow[]): boolean {
  const marked = rows.filter((row) => row.cells[0]?.startsWith("#"));
  return (
    marked.some((row) => /^#\s/.test(row.cells[0] ?? "")) &&
    (rows[0]?.cells[0] ?? "").startsWith("#") &&
    marked.length < rows.length
  );
}

function looksLikeHeader(row: FileRow): boolean {
  const texts = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const values = texts.filter((text) => VALUE.test(text) || text.length > 200);
  return values.length <= texts.length * 0.2 && new Set(texts).size >= texts.length * 0.6;
}

/** Numbers, dates, codes made of digits: what a title is not. A year alone may be one. */
const VALUE = /^(?!(?:19|20)\d\d$)[+-]?[\d\s.,/:-]*\d[\d\s.,/:%€-]*$|^\d{4}-\d\d-\d\dT/;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
