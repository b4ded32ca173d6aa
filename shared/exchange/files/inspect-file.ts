import { checkTextShape } from "./check-text-shape.ts";
import { detectContainer, looksBinary, refuseForeignText } from "./detect-file-kind.ts";
import { decodeFileText } from "./decode-file-text.ts";
import { kindUnknown, tooLarge, unreadable } from "./file-fault.ts";
import { guessHashComments, guessHeader } from "./guess-header.ts";
import { guessSeparator } from "./guess-separator.ts";
import { checkDeclaredSize, inflateText } from "./inflate-entry.ts";
import { readJsonTable } from "./json-table.ts";
import { DEFAULT_FILE_LIMITS, type FileLimits } from "./limits.ts";
import { nameColumns } from "./name-columns.ts";
import type { RowReader } from "./row-reader.ts";
import { placeOf, scanCsv } from "./scan-csv.ts";
import { scanSheet } from "./scan-sheet.ts";
import { openForeignWorkbook } from "./sheetjs-workbook.ts";
import { isRemark } from "./table-rows.ts";
import type { FileFormat, FileOverview, FileRow, SheetOverview } from "./table.ts";
import { openXlsxWorkbook } from "./xlsx-workbook.ts";

export type FileToRead = {
  readonly bytes: Uint8Array;
  /** Only decides between JSON and delimited text when the content could be either. */
  readonly name?: string;
};

const PREVIEW_ROWS = 50;

/**
 * First look at a file: what it is, how it is written, its sheets, their first rows and likely headers.
 * `wanted` forces what the steward corrected (encoding, separator, remarks); the rest is guessed again.
 *
 * Faults: every FILE_… code; nothing has been read further than needed to tell.
 */
export function inspectFile(
  file: FileToRead,
  wanted: Partial<FileFormat> = {},
  limits: FileLimits = DEFAULT_FILE_LIMITS,
): FileOverview {
  const { bytes } = file;
  const container = detectContainer(bytes, limits);
  const overview = (format: FileFormat, sheets: readonly SheetOverview[]): FileOverview => ({
    format,
    byteCount: bytes.length,
    sheets,
  });

  if (container.kind === "text") {
    const { format, text } = openText(file, wanted, limits);
    return overview(format, [
      format.kind === "csv"
        ? inspectCsv(text, format, limits)
        : inspectJson(text, format.kind, limits),
    ]);
  }
  if (container.kind === "zip" && container.holds === "xlsx") {
    const budget = { left: limits.inflatedBytes };
    const workbook = openXlsxWorkbook(bytes, container.directory, budget, limits);
    const sheets = workbook.sheets.map(({ name, hidden, part }, index) => {
      checkDeclaredSize(part, budget, limits);
      let head = "";
      const chunks = watch(inflateText(bytes, part, { ...budget }, limits), (content) => {
        if (head === "") head = content.slice(0, 2000);
      });
      const rows = firstRows(scanSheet(chunks, name, part.name, workbook, limits));
      return sheetOverview(index, name, hidden, declaredDimension(head), rows);
    });
    return overview({ kind: "xlsx" }, sheets);
  }
  const kind = container.kind === "compound" ? "xls" : container.holds === "ods" ? "ods" : "xlsb";
  const directory = container.kind === "zip" ? container.directory : null;
  const workbook = openForeignWorkbook(bytes, kind, directory, PREVIEW_ROWS * 4, limits);
  if (workbook.sheets.length === 0) throw unreadable("sheet-missing");
  const sheets = workbook.sheets.map(({ name, hidden, dimension }, index) =>
    sheetOverview(index, name, hidden, dimension, firstRows(workbook.rows(index))),
  );
  return overview({ kind }, sheets);
}

/** Decodes a text file and settles its format: JSON, or delimited with which separator. */
export function openText(
  file: FileToRead,
  wanted: Partial<FileFormat>,
  limits: FileLimits,
): { readonly format: FileFormat; readonly text: string } {
  const start = String.fromCharCode(...file.bytes.subarray(0, 100)).trimStart();
  // an export in JSON is often one line
  if (!/^[^\x20-\x7e]*[[{]/.test(start)) checkTextShape(file.bytes, limits);
  const { text, encoding } = decodeFileText(file.bytes, wanted.encoding);
  if (looksBinary(text)) throw kindUnknown("binary");
  const nul = text.indexOf("\0");
  if (nul >= 0) throw unreadable("nul", placeOf(text, nul));
  refuseForeignText(text);
  const kind = wanted.kind ?? textKind(text, file.name);
  if (kind !== "csv") {
    if (file.bytes.length > limits.jsonBytes) throw tooLarge("file", limits.jsonBytes);
    return { format: { kind, encoding }, text };
  }
  const separator = wanted.separator ?? guessSeparator(text);
  const hashComments = wanted.hashComments ?? guessHashComments(sampleRows(text, separator));
  return { format: { kind, encoding, separator, hashComments }, text };
}

function textKind(text: string, name: string | undefined): "csv" | "json" | "ndjson" {
  const start = text.slice(0, 1000).trimStart();
  if (/\.(?:csv|tsv|txt)$/i.test(name ?? "") || !/^(?:\{\s*["}]|\[\s*[[{"\]\d-])/.test(start))
    return "csv";
  if (start.startsWith("[")) return "json";
  const firstLine = text.trimStart().split("\n", 1)[0] ?? "";
  const more = text.trimStart().length > firstLine.length + 1;
  return more && isJson(firstLine) ? "ndjson" : "json";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}

const sampleRows = (
  text: string,
  separator: NonNullable<FileFormat["separator"]>,
): readonly FileRow[] => {
  const rows: FileRow[] = [];
  for (const line of text.slice(0, 20_000).split(/\r\n|\n|\r/, 60)) {
    rows.push({ line: rows.length + 1, cells: line.split(separator) });
  }
  return rows;
};

function inspectCsv(text: string, format: FileFormat, limits: FileLimits): SheetOverview {
  const rows = firstRows(scanCsv(text, format.separator ?? ";", limits)).filter(
    (row) => !/^sep=/i.test(row.cells[0] ?? ""),
  );
  if (!format.hashComments) return sheetOverview(0, "", false, null, rows);
  const data = rows.filter((row) => !isRemark(row));
  const width = Math.max(...data.map((row) => row.cells.length), 1);
  const title = rows.filter((row) => isRemark(row) && row.cells.length === width && width > 1);
  const header = title.at(0) ?? null;
  return {
    index: 0,
    name: "",
    hidden: false,
    dimension: null,
    rows,
    headerLine: header?.line ?? null,
    columns: nameColumns(header?.cells ?? [], width),
  };
}

function inspectJson(text: string, kind: FileFormat["kind"], limits: FileLimits): SheetOverview {
  const table = readJsonTable(text, kind === "ndjson" ? "ndjson" : "json", limits);
  return {
    index: 0,
    name: "",
    hidden: false,
    dimension: { rows: table.rowCount, columns: table.columns.length },
    rows: firstRows(table.rows()),
    headerLine: null,
    columns: table.columns,
  };
}

function sheetOverview(
  index: number,
  name: string,
  hidden: boolean,
  dimension: SheetOverview["dimension"],
  rows: readonly FileRow[],
): SheetOverview {
  const headerLine = guessHeader(rows);
  const header = rows.find((row) => row.line === headerLine)?.cells ?? [];
  const width = headerLine === null ? Math.max(0, ...rows.map((row) => row.cells.length)) : 0;
  return { index, name, hidden, dimension, rows, headerLine, columns: nameColumns(header, width) };
}

function firstRows(reader: RowReader): readonly FileRow[] {
  const rows: FileRow[] = [];
  for (const batch of reader) {
    for (const row of batch.rows) if (row.cells.some((cell) => cell.trim() !== "")) rows.push(row);
    if (rows.length >= PREVIEW_ROWS) break;
  }
  return rows.slice(0, PREVIEW_ROWS);
}

function declaredDimension(head: string): SheetOverview["dimension"] {
  const match = /<(?:[\w.-]+:)?dimension\s[^>]*ref=["'](?:[A-Z]+\d+:)?([A-Z]+)(\d+)["']/.exec(head);
  if (!match) return null;
  let columns = 0;
  for (const letter of match[1] ?? "") columns = columns * 26 + letter.charCodeAt(0) - 64;
  return { rows: Number(match[2]), columns };
}

function* watch<T extends { readonly content: string }>(
  chunks: Iterable<T>,
  look: (content: string) => void,
): Generator<T> {
  for (const chunk of chunks) {
    look(chunk.content);
    yield chunk;
  }
}
