import { Fault } from "../../base/index.ts";
import { columnLetter } from "./column-letter.ts";
import { tooLarge, unreadable } from "./file-fault.ts";
import { HEAD_ROWS, type FileLimits } from "./limits.ts";
import { restoreMarkedText } from "./mark-text.ts";
import { RowCells } from "./row-cells.ts";
import type { RowReader } from "./row-reader.ts";
import type { CellMark, FileRow, FileWarning, Separator } from "./table.ts";

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
const BATCH = 500;
const MAX_WARNINGS = 200;

/** What spreadsheets write for an error when they save as text, in French and English. */
const ERROR =
  /^#(?:N\/A|REF!|DIV\/0!|VALUE!|VALEUR!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|CALC!|SPILL!)$/;

/**
 * Rows of delimited text, with the physical line each begins on, which is what a person can look up.
 *
 * Quotes as spreadsheets write them (doubled inside, line ends kept). A quote that opens a cell and is
 * closed in the middle of it on the same line is not one: the cell is taken as it stands and a warning
 * says where. One that never closes, or closes wrongly lines below, stops the reading where it opened.
 * Lone carriage returns end a line only in files that have no line feed at all.
 *
 * Faults: FILE_QUOTE_UNCLOSED {line, column}, FILE_UNREADABLE (nul), FILE_TOO_LARGE (cell, columns).
 */
export function* scanCsv(text: string, separator: Separator, limits: FileLimits): RowReader {
  const nul = text.indexOf("\0");
  if (nul >= 0) throw unreadable("nul", placeOf(text, nul));

  const cut = separator.charCodeAt(0);
  const endsOnCr = !text.includes("\n");
  const warnings: FileWarning[] = [];
  let rows: FileRow[] = [];
  let line = 1;
  let at = 0;
  let count = 0;

  let fault: Fault | null = null;
  while (at < text.length) {
    const row = new RowCells(line, undefined, limits, true);
    let newLines = 0;
    for (let column = 0; ; column++) {
      let end = at;
      let cell: string | null = null;
      if (text.charCodeAt(at) === QUOTE) {
        const close = closingQuote(text, at, separator, endsOnCr, limits);
        if (close !== null && close.at - at > limits.cellCharacters * 2 && close.clean)
          throw tooLarge("cell", limits.cellCharacters, row.place(column));
        if (close === null) {
          fault = unclosed(line + newLines, column);
          break;
        }
        if (close.clean) {
          cell = text.slice(at + 1, close.at);
          newLines += countLineEnds(cell, endsOnCr);
          if (close.doubled) cell = cell.replaceAll('""', '"');
          end = close.at + 1;
        } else {
          if (hasLineEnd(text, at, close.at)) {
            fault = unclosed(line + newLines, column);
            break;
          }
          if (warnings.length < MAX_WARNINGS) {
            warnings.push({ kind: "quote-misplaced", line: line + newLines, column: column + 1 });
          }
        }
      }
      let char = text.charCodeAt(end);
      while (
        char !== cut &&
        char !== LF &&
        (char !== CR || !isLineEnd(text, end, endsOnCr)) &&
        end < text.length
      ) {
        char = text.charCodeAt(++end);
      }
      setCell(row, column, cell ?? text.slice(at, end));
      at = end + 1;
      if (char === cut && end < text.length) continue;
      if (char === CR && text.charCodeAt(at) === LF) at += 1;
      break;
    }
    if (fault !== null) break;
    rows.push(row.finish());
    count += 1;
    if (count > limits.rows + HEAD_ROWS) throw tooLarge("rows", limits.rows, { line });
    line += newLines + 1;
    if (rows.length >= BATCH) {
      yield { rows, done: Math.min(at, text.length) };
      rows = [];
    }
  }
  if (rows.length > 0) yield { rows, done: text.length };
  if (fault !== null) throw fault;
  return { merges: [], warnings };
}

/** 1-based line and column (in characters) of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = 0; at < offset; at++) {
    const char = text.charCodeAt(at);
    if (char !== LF && (char !== CR || text.charCodeAt(at + 1) === LF)) continue;
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

function setCell(row: RowCells, column: number, raw: string): void {
  if (raw === "") return row.set(column, "");
  const { text, mark } = restoreMarkedText(raw);
  const error: CellMark | undefined =
    raw.startsWith("#") && ERROR.test(raw) ? { kind: "error" } : undefined;
  row.set(column, text, mark ?? error);
}

/** Where the quote opened at `open` closes; not clean when more text follows it before the next separator. */
function closingQuote(
  text: string,
  open: number,
  separator: Separator,
  endsOnCr: boolean,
  limits: FileLimits,
): { at: number; doubled: boolean; clean: boolean } | null {
  let doubled = false;
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    const next = text[at + 1];
    if (next === '"') {
      doubled = true;
      // far beyond what a cell may hold: where it closes does not matter any more
      if (at - open > limits.cellCharacters * 2) return { at, doubled, clean: true };
      continue;
    }
    const clean =
      next === undefined ||
      next === separator ||
      next === "\n" ||
      (next === "\r" && isLineEnd(text, at + 1, endsOnCr));
    return { at, doubled, clean };
  }
  return null;
}

const isLineEnd = (text: string, at: number, endsOnCr: boolean): boolean =>
  endsOnCr || text.charCodeAt(at + 1) === LF;

function hasLineEnd(text: string, from: number, to: number): boolean {
  const cell = text.slice(from, to);
  return cell.includes("\n") || cell.includes("\r");
}

function countLineEnds(cell: string, endsOnCr: boolean): number {
  const end = endsOnCr ? "\r" : "\n";
  let count = 0;
  for (let at = cell.indexOf(end); at >= 0; at = cell.indexOf(end, at + 1)) count++;
  return count;
}

const unclosed = (line: number, column: number): Fault =>
  new Fault("FILE_QUOTE_UNCLOSED", `quote opened at line ${line} never closes`, {
    line,
    column: column + 1,
    letter: columnLetter(column),
  });
