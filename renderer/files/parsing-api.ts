import type { FaultData } from "../../shared/base/index.ts";
import type {
  CsvOptions,
  FileFormat,
  FileOverview,
  RowRemark,
  TableChoice,
  TablePart,
  TableSummary,
  TableToWrite,
} from "../../shared/exchange/files/index.ts";

/** A file as the page has it; a Blob is handed to the worker without being read here. */
export type FileInput = { readonly content: Blob | Uint8Array; readonly name: string };

export type Annotations = {
  /** Of the sheet that is written. */
  readonly name: string;
  readonly remarks: readonly RowRemark[];
  /** Title of the column of remarks. */
  readonly title: string;
};

/** What the parsing worker does. Every method rejects with a plain FaultData. */
export type ParsingApi = {
  inspect(file: FileInput, wanted: Partial<FileFormat>): Promise<FileOverview>;
  /** Posts `ReadMessage`s on the port, never more than it was given credit for. */
  read(file: FileInput, choice: TableChoice, port: MessagePort): Promise<void>;
  /** Reads the table again and writes it as .xlsx with remarks: its rows never cross the page. */
  annotate(
    file: FileInput,
    choice: TableChoice,
    annotations: Annotations,
  ): Promise<Uint8Array<ArrayBuffer>>;
  writeXlsx(tables: readonly TableToWrite[]): Promise<Uint8Array<ArrayBuffer>>;
  writeCsv(table: TableToWrite, options: CsvOptions): Promise<Uint8Array<ArrayBuffer>>;
};

export type ReadMessage =
  | { readonly type: "part"; readonly part: TablePart }
  | { readonly type: "end"; readonly summary: TableSummary }
  | { readonly type: "failed"; readonly fault: FaultData };

/** The reader's answer to a part: the worker may post one more. */
export type ReadCredit = { readonly type: "more" };

/** Parts under way before the first answer: one is being read while the next is being made. */
export const READ_AHEAD = 2;
