import { utils, write, type CellObject, type WorkSheet } from "xlsx";
import { tooLarge } from "./file-fault.ts";
import { protectApostrophes } from "./neutralise-formula.ts";
import { isImprecise, numberText } from "./number-text.ts";
import { serialFromIso } from "./serial-date.ts";
import { cellValue, type CellToWrite, type TableToWrite } from "./table-to-write.ts";

/** Excel's own bounds. */
const MAX_CELL_CHARACTERS = 32_767;
const MAX_ROWS = 1_048_576;
const MAX_NAME_CHARACTERS = 31;
/** Excel becomes slow beyond; what a note says must stand in a column too. */
const MAX_NOTES = 5_000;
const WIDTH_SAMPLE = 200;

/**
 * An .xlsx workbook, one sheet a table, with a filter on its header and columns as wide as their first
 * rows. Text is written as text cells in text format, so that `007`, `1E5` and `=1+1` stay what they are,
 * even when the cell is edited later; a number that Excel would round is written as text too.
 *
 * Faults: FILE_TOO_LARGE (rows, cell) beyond what Excel can hold, with sheet, line and column.
 */
export function writeXlsx(tables: readonly TableToWrite[]): Uint8Array<ArrayBuffer> {
  const workbook = utils.book_new();
  const names = new Set<string>();
  for (const table of tables) {
    const name = sheetName(table.name, names);
    names.add(name.toLowerCase());
    utils.book_append_sheet(workbook, makeSheet(table, name), name);
  }
  const bytes = write(workbook, {
    type: "array",
    bookType: "xlsx",
    bookSST: true,
    compression: true,
  }) as ArrayBuffer;
  return new Uint8Array(bytes);
}

function makeSheet(table: TableToWrite, sheet: string): WorkSheet {
  if (table.rows.length >= MAX_ROWS) throw tooLarge("rows", MAX_ROWS - 1, { sheet });
  const width = Math.max(1, table.columns.length);
  const data: (CellObject | undefined)[][] = [
    table.columns.map((column) => textCell(column.title)),
  ];
  table.rows.forEach((row, rank) => {
    data.push(
      table.columns.map((column, index) => {
        const cell = makeCell(cellValue(row[index], column));
        if (typeof cell?.v === "string" && cell.v.length > MAX_CELL_CHARACTERS) {
          throw tooLarge("cell", MAX_CELL_CHARACTERS, { sheet, line: rank + 2, column: index + 1 });
        }
        return cell;
      }),
    );
  });
  for (const note of (table.notes ?? []).slice(0, MAX_NOTES))
    addNote(data, note.row + 1, note.column, note.text);
  const last = utils.encode_cell({ r: data.length - 1, c: width - 1 });
  const made: WorkSheet = {
    "!data": data as CellObject[][],
    "!ref": `A1:${last}`,
    "!autofilter": { ref: `A1:${last}` },
    "!cols": table.columns.map((_, index) => ({ wch: columnWidth(data, index) })),
  };
  return made;
}

function makeCell(cell: CellToWrite): CellObject | undefined {
  if (cell === null) return undefined;
  switch (typeof cell) {
    case "boolean":
      return { t: "b", v: cell };
    case "number":
      if (!Number.isFinite(cell)) return textCell(String(cell));
      return isImprecise(cell) || Number(cell.toPrecision(15)) !== cell
        ? textCell(numberText(cell))
        : { t: "n", v: cell };
    case "string":
      return textCell(cell);
    default: {
      const serial = serialFromIso(cell.date);
      return serial === null ? textCell(cell.date) : { t: "n", v: serial, z: "dd/mm/yyyy" };
    }
  }
}

/** Text that looks like `_x0041_` is escaped, else a reader would take it for a character. */
const textCell = (text: string): CellObject => ({
  t: "s",
  v: protectApostrophes(text).replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_"),
  z: "@",
});

function addNote(
  data: (CellObject | undefined)[][],
  row: number,
  column: number,
  text: string,
): void {
  const cells = data[row];
  if (cells === undefined) return;
  const cell = (cells[column] ??= { t: "s", v: "", z: "@" });
  const notes: CellObject["c"] = [{ a: "", t: text }];
  notes.hidden = true;
  cell.c = notes;
}

function columnWidth(
  data: readonly (readonly (CellObject | undefined)[])[],
  index: number,
): number {
  let width = 8;
  for (const row of data.slice(0, WIDTH_SAMPLE)) {
    const length = row[index]?.z === "dd/mm/yyyy" ? 10 : String(row[index]?.v ?? "").length;
    width = Math.max(width, Math.min(60, length + 2));
  }
  return width;
}

/** Excel refuses some characters, over 31 of them, an apostrophe at an end, and the same name twice. */
function sheetName(wanted: string, taken: ReadonlySet<string>): string {
  const clean = wanted.replace(/[\u0000-\u001f[\]:*?/\\]/g, " ").replace(/^['\s]+|['\s]+$/g, "");
  const base = clean.slice(0, MAX_NAME_CHARACTERS).trim() || "Table";
  let name = base;
  for (let rank = 2; taken.has(name.toLowerCase()); rank++) {
    const suffix = ` (${rank})`;
    name = base.slice(0, MAX_NAME_CHARACTERS - suffix.length) + suffix;
  }
  return name;
}
