import { formatDate, formatNumber } from "../app/i18n/index.ts";
import type { CellContent, GridColumn, GridRow } from "./grid-props.ts";

/**
 * Three forms of a cell's value: canonical (what travels), shown (what is read) and
 * copied (what a spreadsheet understands). Text typed or pasted becomes canonical when
 * it can be read, and stays as typed when not: a wrong value must remain visible.
 */

/** Words of booleans in the language of the screen. */
export interface CellWords {
  readonly language: string;
  readonly yes: string;
  readonly no: string;
}

const NOTHING: CellContent = { value: "" };

/** Content of one cell, whatever the short form it came in. */
export function contentOf(row: GridRow, columnId: string): CellContent {
  const cell = row.cells[columnId];
  if (cell === undefined) return NOTHING;
  return typeof cell === "string" ? { value: cell } : cell;
}

/** What the user reads in the cell. */
export function shownText(column: GridColumn, content: CellContent, words: CellWords): string {
  if (content.text !== undefined) return joinLines(column, content.text);
  return joinLines(
    column,
    mapLines(column, content.value, (line) => showLine(column, line, words)),
  );
}

/** What goes to the clipboard: dates in French form, numbers without grouping. */
export function copiedText(column: GridColumn, content: CellContent, words: CellWords): string {
  if (content.copy !== undefined) return content.copy;
  if (column.kind === "number") {
    return mapLines(column, content.value, (line) =>
      isNumber(line) && words.language === "fr" ? line.replace(".", ",") : line,
    );
  }
  if (content.text !== undefined) return content.text;
  return mapLines(column, content.value, (line) => showLine(column, line, words));
}

/** Text to start editing with: what the user would type to get this value. */
export function editedText(column: GridColumn, content: CellContent, words: CellWords): string {
  if (column.kind === "reference" || column.kind === "enum") {
    return content.text ?? mapLines(column, content.value, (line) => showLine(column, line, words));
  }
  return copiedText(column, { value: content.value }, words);
}

function showLine(column: GridColumn, value: string, words: CellWords): string {
  switch (column.kind) {
    case "date":
      return formatDate(value);
    case "number":
      return isNumber(value)
        ? formatNumber(Number(value), words.language, { maximumFractionDigits: 20 })
        : value;
    case "boolean":
      return value === "true" ? words.yes : value === "false" ? words.no : value;
    case "enum":
      return column.options?.find((option) => option.value === value)?.label ?? value;
    default:
      return value;
  }
}

/** Several values are read on one line. */
function joinLines(column: GridColumn, text: string): string {
  if (!text.includes("\n")) return text;
  return text.split("\n").join(column.multiple ? " ; " : " ");
}

function mapLines(column: GridColumn, text: string, change: (line: string) => string): string {
  return column.multiple && text.includes("\n")
    ? text.split("\n").map(change).join("\n")
    : change(text);
}

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

/** Text as typed or pasted → canonical text, line by line where the column holds several values. */
export function canonicalText(column: GridColumn, typed: string, words: CellWords): string {
  const text = typed.replaceAll("\r\n", "\n");
  if (column.kind === "multiline" && !column.multiple) return text.trimEnd();
  if (!column.multiple) return readLine(column, text.replaceAll("\n", " ").trim(), words);
  const separator = column.kind === "text" || column.kind === "multiline" ? /\n/ : /\n| ; /;
  return text
    .split(separator)
    .map((line) => readLine(column, line.trim(), words))
    .filter((line) => line !== "")
    .join("\n");
}

function readLine(column: GridColumn, text: string, words: CellWords): string {
  switch (column.kind) {
    case "date":
      return readDate(text);
    case "number":
      return readNumber(text);
    case "boolean":
      return readBoolean(text, words);
    case "enum":
      return readOption(column, text);
    default:
      return text;
  }
}

/** 31/8/2026, 31-08-2026, 31.08.2026, 31082026, 31/08/26, 2026-08-31 → 2026-08-31; else as typed. */
export function readDate(text: string): string {
  const french =
    /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const iso = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(text);
  const [day, month, year] = french
    ? [french[1], french[2], french[3]]
    : [iso?.[3], iso?.[2], iso?.[1]];
  if (day === undefined || month === undefined || year === undefined) return text;
  const fullYear = year.length === 2 ? `20${year}` : year;
  return isRealDay(Number(fullYear), Number(month), Number(day))
    ? `${fullYear}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
    : text;
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

/** « 2 005,5 » → 2005.5; else as typed. */
function readNumber(text: string): string {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  return isNumber(plain) ? plain.replace(/^(-?)0+(?=\d)/, "$1") : text;
}

function readBoolean(text: string, words: CellWords): string {
  const word = text.toLowerCase();
  if (["true", "1", "o", "oui", "vrai", "yes", "y", words.yes.toLowerCase()].includes(word))
    return "true";
  if (["false", "0", "n", "non", "faux", "no", words.no.toLowerCase()].includes(word))
    return "false";
  return text;
}

function readOption(column: GridColumn, text: string): string {
  const options = column.options ?? [];
  const exact = options.find((option) => option.value === text);
  if (exact) return exact.value;
  const folded = fold(text);
  return (
    options.find((option) => fold(option.label) === folded || fold(option.value) === folded)
      ?.value ?? text
  );
}

const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase()
    .trim();
