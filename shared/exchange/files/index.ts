export type { LooksLike, TooLarge, UnreadableReason } from "./file-fault.ts";
export { nameColumns } from "./name-columns.ts";
export { checkFileHead } from "./detect-file-kind.ts";
export { inspectFile } from "./inspect-file.ts";
export type { FileToRead } from "./inspect-file.ts";
export type { FileLimits } from "./limits.ts";
export { readTable } from "./read-table.ts";
export type {
  CellMark,
  FileColumn,
  FileFormat,
  FileKind,
  FileOverview,
  FileRow,
  FileWarning,
  Separator,
  SheetOverview,
  TableChoice,
  TablePart,
  TableSummary,
  TextEncodingName,
} from "./table.ts";
export { annotateTable } from "./annotate-table.ts";
export type { RowRemark } from "./annotate-table.ts";
export type { CellNote, CellToWrite, ColumnToWrite, TableToWrite } from "./table-to-write.ts";
export { writeCsv } from "./write-csv.ts";
export type { CsvOptions } from "./write-csv.ts";
export { writeXlsx } from "./write-xlsx.ts";
