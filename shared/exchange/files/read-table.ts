import { detectContainer } from "./detect-file-kind.ts";
import { unreadable } from "./file-fault.ts";
import { inflateText } from "./inflate-entry.ts";
import { openText, type FileToRead } from "./inspect-file.ts";
import { readJsonTable } from "./json-table.ts";
import { DEFAULT_FILE_LIMITS, type FileLimits } from "./limits.ts";
import type { RowReader } from "./row-reader.ts";
import { scanCsv } from "./scan-csv.ts";
import { scanSheet } from "./scan-sheet.ts";
import { openForeignWorkbook } from "./sheetjs-workbook.ts";
import { TableTally } from "./table-tally.ts";
import type { FileColumn, FileRow, TableChoice, TablePart, TableSummary } from "./table.ts";
import { openXlsxWorkbook } from "./xlsx-workbook.ts";

const CHUNK_ROWS = 500;

/**
 * Reads one table of a file: its columns first, then its rows by chunks of 500, in file order,
 * each with the line a person finds it at. Blank rows and remarks are counted and left out; hidden rows
 * are kept. The generator works only when asked for more, so whoever reads sets the pace.
 *
 * Faults: every FILE_… code, with sheet, line and column where there is one. Rows already given are
 * then worth nothing: a reader keeps them aside until the summary has come.
 */
export function* readTable(
  file: FileToRead,
  choice: TableChoice,
  limits: FileLimits = DEFAULT_FILE_LIMITS,
): Generator<TablePart, TableSummary, void> {
  const { reader, total, columns: known } = openTable(file, choice, limits);
  const tally = new TableTally(choice, limits);
  let columns = known ?? null;
  if (columns !== null) yield { kind: "columns", columns };

  let pending: FileRow[] = [];
  for (;;) {
    const step = reader.next();
    if (step.done !== true) {
      for (const row of step.value.rows) if (tally.keeps(row)) pending.push(row);
      if (pending.length < CHUNK_ROWS) continue;
    }
    if (columns === null) {
      columns = tally.columns(pending);
      yield { kind: "columns", columns };
    }
    const isLast = step.done === true;
    const done = isLast ? total : step.value.done;
    let from = 0;
    for (
      ;
      from + CHUNK_ROWS <= pending.length || (isLast && from < pending.length);
      from += CHUNK_ROWS
    ) {
      const rows = pending.slice(from, from + CHUNK_ROWS);
      if (known === undefined) tally.checkWidths(rows, columns.length);
      yield { kind: "rows", rows, done, total };
    }
    pending = pending.slice(from);
    if (step.done === true) return tally.summary(step.value);
  }
}

type OpenTable = {
  readonly reader: RowReader;
  readonly total: number;
  readonly columns?: readonly FileColumn[];
};

function openTable(file: FileToRead, choice: TableChoice, limits: FileLimits): OpenTable {
  const { bytes } = file;
  const { format } = choice;
  const container = detectContainer(bytes, limits);
  if (container.kind === "text") {
    const { text } = openText(file, format, limits);
    if (format.kind === "json" || format.kind === "ndjson") {
      const table = readJsonTable(text, format.kind, limits);
      return { reader: table.rows(), total: table.rowCount, columns: table.columns };
    }
    return { reader: scanCsv(text, format.separator ?? ";", limits), total: text.length };
  }
  if (container.kind === "zip" && container.holds === "xlsx") {
    const budget = { left: limits.inflatedBytes };
    const workbook = openXlsxWorkbook(bytes, container.directory, budget, limits);
    const sheet = workbook.sheets[choice.sheet];
    if (sheet === undefined) throw unreadable("sheet-missing");
    const chunks = inflateText(bytes, sheet.part, budget, limits);
    return {
      reader: scanSheet(chunks, sheet.name, sheet.part.name, workbook, limits),
      total: sheet.part.compressedSize,
    };
  }
  const kind = container.kind === "compound" ? "xls" : container.holds === "ods" ? "ods" : "xlsb";
  const directory = container.kind === "zip" ? container.directory : null;
  const workbook = openForeignWorkbook(bytes, kind, directory, limits.rows, limits, choice.sheet);
  const total = workbook.sheets[choice.sheet]?.dimension?.rows ?? 1;
  return { reader: workbook.rows(choice.sheet), total };
}
