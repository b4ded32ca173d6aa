import { zipSync } from "fflate";
import { read, utils, type CellObject, type WorkBook, type WorkSheet } from "xlsx";
import { Fault } from "../../base/index.ts";
import { checkOds } from "./check-ods.ts";
import { tooLarge, unreadable } from "./file-fault.ts";
import { inflateEntry, type InflateBudget } from "./inflate-entry.ts";
import { HEAD_ROWS, type FileLimits } from "./limits.ts";
import { restoreMarkedText } from "./mark-text.ts";
import { formatNumber, parseNumberFormat, type NumberFormat } from "./number-format.ts";
import { RowCells } from "./row-cells.ts";
import type { RowReader } from "./row-reader.ts";
import type { FileRow } from "./table.ts";
import type { ZipDirectory } from "./zip-directory.ts";

/** The workbooks that SheetJS reads for us: `.xls` as it is, `.ods` and `.xlsb` from an archive we made. */
export type ForeignKind = "xls" | "ods" | "xlsb";

export type ForeignSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly dimension: { readonly rows: number; readonly columns: number } | null;
};

export type ForeignWorkbook = {
  readonly sheets: readonly ForeignSheet[];
  rows(sheet: number): RowReader;
};

/**
 * Reads a workbook with SheetJS: dense, neither formatted text nor formulas nor HTML, at most
 * `maxRows` rows a sheet, so that a lone cell at the far end costs nothing.
 *
 * An archive is inflated here, under our caps and checks, and given to SheetJS stored, so that its own
 * ZIP reader sees only what was checked.
 *
 * Faults: FILE_UNREADABLE (workbook-damaged), FILE_ENCRYPTED, FILE_TRUNCATED, FILE_TOO_LARGE.
 */
export function openForeignWorkbook(
  bytes: Uint8Array,
  kind: ForeignKind,
  directory: ZipDirectory | null,
  maxRows: number,
  limits: FileLimits,
  onlySheet?: number,
): ForeignWorkbook {
  const input = directory === null ? bytes : storedArchive(bytes, kind, directory, limits);
  const workbook = readSafely(input, maxRows, onlySheet);
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const sheets = workbook.SheetNames.map((name, index): ForeignSheet => {
    const reference = workbook.Sheets[name]?.["!fullref"] ?? workbook.Sheets[name]?.["!ref"];
    const range = typeof reference === "string" ? utils.decode_range(reference) : null;
    return {
      name,
      hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      dimension: range && { rows: range.e.r + 1, columns: range.e.c + 1 },
    };
  });
  return {
    sheets,
    *rows(index) {
      const name = workbook.SheetNames[index];
      const sheet = name === undefined ? undefined : workbook.Sheets[name];
      if (name === undefined || sheet === undefined) throw unreadable("sheet-missing");
      return yield* sheetRows(sheet, name, date1904, limits);
    },
  };
}

function readSafely(input: Uint8Array, maxRows: number, onlySheet: number | undefined): WorkBook {
  try {
    return read(input, {
      type: "array",
      dense: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      cellNF: true,
      cellDates: false,
      sheetRows: maxRows,
      ...(onlySheet !== undefined && { sheets: onlySheet }),
    });
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    if (/password|encrypt/i.test(message)) {
      throw new Fault("FILE_ENCRYPTED", "password-protected workbook", {}, { cause: thrown });
    }
    throw unreadable("workbook-damaged", {}, thrown);
  }
}

function* sheetRows(
  sheet: WorkSheet,
  name: string,
  date1904: boolean,
  limits: FileLimits,
): RowReader {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet["!data"] ?? [];
  const formats = new Map<string, NumberFormat>();
  if (data.length > limits.rows + HEAD_ROWS) throw tooLarge("rows", limits.rows, { sheet: name });
  let rows: FileRow[] = [];
  for (let index = 0; index < data.length; index++) {
    const cells = data[index];
    if (cells === undefined) continue;
    const row = new RowCells(index + 1, name, limits);
    // one cell two billion columns away makes a list of that length, all holes
    if (cells.length > limits.columns)
      throw tooLarge("columns", limits.columns, row.place(cells.length - 1));
    // forEach passes over holes: a lone cell far right costs nothing
    cells.forEach((cell, column) => {
      if (cell !== undefined) putCell(row, column, cell, formats, date1904);
    });
    rows.push(row.finish(sheet["!rows"]?.[index]?.hidden === true));
    if (rows.length >= 500) {
      yield { rows, done: index + 1 };
      rows = [];
    }
  }
  if (rows.length > 0) yield { rows, done: data.length };
  return {
    merges: (sheet["!merges"] ?? []).map((range) => utils.encode_range(range)),
    warnings: [],
  };
}

function putCell(
  row: RowCells,
  column: number,
  cell: CellObject,
  formats: Map<string, NumberFormat>,
  date1904: boolean,
): void {
  const { v: value } = cell;
  switch (cell.t) {
    case "z":
      return;
    case "e":
      return row.set(column, errorText(value), { kind: "error" });
    case "b":
      return row.set(column, value === true ? "true" : "false");
    case "n": {
      if (typeof value !== "number") return;
      const code = typeof cell.z === "string" ? cell.z : "General";
      let format = formats.get(code);
      if (format === undefined) formats.set(code, (format = parseNumberFormat(code)));
      const shown = formatNumber(value, format, date1904);
      return row.set(column, shown.text, shown.mark);
    }
    default: {
      const restored = restoreMarkedText(
        typeof value === "string" ? value.replace(/\r\n?/g, "\n") : "",
      );
      return row.set(column, restored.text, restored.mark);
    }
  }
}

const ERRORS: Readonly<Record<number, string>> = {
  0: "#NULL!",
  7: "#DIV/0!",
  15: "#VALUE!",
  23: "#REF!",
  29: "#NAME?",
  36: "#NUM!",
  42: "#N/A",
  43: "#GETTING_DATA",
};

const errorText = (value: unknown): string =>
  typeof value === "number" ? (ERRORS[value] ?? "#N/A") : String(value);

/** Parts that hold no cells: left out of the archive given to SheetJS. */
const UNREAD =
  /(?:^|\/)(?:media|drawings|embeddings|charts|theme|Pictures|Thumbnails|Object[^/]*|printerSettings)\//i;

function storedArchive(
  bytes: Uint8Array,
  kind: ForeignKind,
  directory: ZipDirectory,
  fileLimits: FileLimits,
): Uint8Array {
  const limits = { ...fileLimits, inflatedBytes: fileLimits.foreignBytes };
  const budget: InflateBudget = { left: limits.inflatedBytes };
  const parts: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>;
  for (const name of directory.names) {
    const entry = directory.find(name);
    if (entry === undefined || name.endsWith("/") || UNREAD.test(name)) continue;
    const whole = new Uint8Array(entry.size);
    let at = 0;
    for (const { content } of inflateEntry(bytes, entry, budget, limits)) {
      whole.set(content, at);
      at += content.length;
    }
    parts[name] = whole;
  }
  if (kind === "ods") checkOds(parts, limits);
  return zipSync(parts, { level: 0 });
}
