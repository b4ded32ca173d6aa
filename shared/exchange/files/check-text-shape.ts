import { tooLarge } from "./file-fault.ts";
import type { FileLimits } from "./limits.ts";

const LF = 0x0a;
const CR = 0x0d;
/** A cell may hold line ends: a file has more lines than rows. */
const LINES_PER_ROW = 4;
/** Bytes of a character, at most. */
const WIDEST = 4;

/**
 * Looks at the lines of a delimited text before it is decoded, which would cost twice its size again: too many of them, or one
 * longer than a row may be.
 *
 * Faults: FILE_TOO_LARGE (rows, row).
 */
export function checkTextShape(bytes: Uint8Array, limits: FileLimits): void {
  if (bytes.length <= limits.rowCharacters) return;
  const end = bytes.includes(LF) ? LF : CR;
  const longest = limits.rowCharacters * WIDEST;
  const most = limits.rows * LINES_PER_ROW;
  for (let start = 0, line = 1; start < bytes.length; line++) {
    if (line > most) throw tooLarge("rows", limits.rows);
    const found = bytes.indexOf(end, start);
    const stop = found < 0 ? bytes.length : found;
    if (stop - start > longest) throw tooLarge("row", limits.rowCharacters, { line });
    start = stop + 1;
  }
}
