/** What a file is, told from its content; `csv` covers every delimited text (`;` `,` tab `|`). */
export type FileKind = "xlsx" | "xlsb" | "xls" | "ods" | "csv" | "json" | "ndjson";

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
export type Separator = ";" | "," | "\t" | "|";

/** How a file is to be read: guessed by `inspectFile`, shown to the steward, who may correct it. */
export type FileFormat = {
  readonly kind: FileKind;
  /** Text files only. */
  readonly encoding?: TextEncodingName;
  /** Delimited text only. */
  readonly separator?: Separator;
  /** Delimited text only: lines that begin with `#` are remarks, not rows. */
  readonly hashComments?: boolean;
};

/** What is special about one cell; a plain cell has no mark. */
export type CellMark =
  /** The spreadsheet shows an error there; the text is its code, `#N/A`. */
  | { readonly kind: "error" }
  /** A real date or time of the spreadsheet, given as ISO text. */
  | { readonly kind: "date" }
  /** A number of more than 15 digits: the spreadsheet had already lost the last ones. */
  | { readonly kind: "imprecise" }
  /** A formula that no program has computed yet: the value is unknown. */
  | { readonly kind: "uncomputed" }
  /** The apostrophe that our exports put before a formula was taken off. */
  | { readonly kind: "neutralised" }
  /** Bytes that are no text in the file's encoding, shown as U+FFFD. */
  | { readonly kind: "undecodable" }
  /** A JSON list of plain values, joined by `;`. */
  | { readonly kind: "list" }
  /** JSON too deep for a cell, given as JSON text. */
  | { readonly kind: "json" };

/** One row as it stands in the file. */
export type FileRow = {
  /** 1-based: the file's line where the row begins (text), the sheet's row number, or the rank of the JSON element. */
  readonly line: number;
  /** Raw texts, blanks kept, `''` for an empty cell; cells missing at the end are empty. */
  readonly cells: readonly string[];
  /** By 0-based column. */
  readonly marks?: Readonly<Record<number, CellMark>>;
  /** Hidden in the spreadsheet, by hand or by a filter; read all the same. */
  readonly hidden?: true;
};

export type FileColumn = {
  readonly index: number;
  /** `A`, `B`… as a spreadsheet names it: how a person finds the cell. */
  readonly letter: string;
  /** The header, tidied and made unique; the letter where the header is empty. */
  readonly name: string;
};

export type SheetOverview = {
  readonly index: number;
  readonly name: string;
  readonly hidden: boolean;
  /** As declared by the file, for information: it may be wrong or absent. */
  readonly dimension: { readonly rows: number; readonly columns: number } | null;
  /** The first non-empty rows. */
  readonly rows: readonly FileRow[];
  /** `line` of the row that looks like the header; null when none does. */
  readonly headerLine: number | null;
  /** The columns if the guess is right. */
  readonly columns: readonly FileColumn[];
};

export type FileOverview = {
  readonly format: FileFormat;
  readonly byteCount: number;
  readonly sheets: readonly SheetOverview[];
};

export type TableChoice = {
  readonly format: FileFormat;
  readonly sheet: number;
  /** Null: no header, every row is data. Rows above the header are left out. */
  readonly headerLine: number | null;
};

export type TablePart =
  | { readonly kind: "columns"; readonly columns: readonly FileColumn[] }
  /** `done` of `total` counts bytes or characters, whichever the reader has: good for a bar, nothing else. */
  | {
      readonly kind: "rows";
      readonly rows: readonly FileRow[];
      readonly done: number;
      readonly total: number;
    };

/** Read all the same, but worth a look. */
export type FileWarning =
  | { readonly kind: "quote-misplaced"; readonly line: number; readonly column: number }
  | {
      readonly kind: "row-too-wide" | "row-too-narrow";
      readonly line: number;
      readonly expected: number;
      readonly found: number;
    }
  | { readonly kind: "undecodable"; readonly line: number; readonly column: number };

export type TableSummary = {
  readonly rowCount: number;
  readonly blankRowCount: number;
  readonly commentRowCount: number;
  /** Merged ranges such as `A2:A5`: only the first cell holds the value. */
  readonly merges: readonly string[];
  /** The first 200. */
  readonly warnings: readonly FileWarning[];
  readonly warningCount: number;
};
