import type { IsoDate, JsonValue, RecordId, ReferentialId } from "../../base/index.ts";
import type { Severity } from "../../model/index.ts";
import type { Change, RecordData } from "../../record/index.ts";
import type { Finding } from "../../rules/index.ts";
import type { CellMark } from "../files/index.ts";

/** The four modes stewards know: existing key refused; absent key refused; both accepted; both, and what is absent is closed, never deleted. */
export type ImportMode = "insert" | "update" | "upsert" | "replace";

/** One column of the file sent to one attribute; null = left out. `column` is 0-based. */
export type ColumnMapping = {
  readonly column: number;
  readonly header: string;
  readonly attribute: string | null;
};

export type ImportPlan = {
  readonly referential: ReferentialId;
  readonly mode: ImportMode;
  readonly mapping: readonly ColumnMapping[];
  /** Attributes that identify an existing record; empty = the business key. */
  readonly matchOn: readonly string[];
  readonly file: string;
  readonly sheet: string;
  /** Replace mode: last valid day given to absent records (D2). */
  readonly closeOn: IsoDate | null;
};

export type ImportCounts = {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows kept out. rows = created + updated + unchanged + refused. */
  readonly refused: number;
  readonly toClose: number;
  /** Cells whose kept value differs from the one in the file, each listed. */
  readonly tidied: number;
  readonly warnings: number;
};

/** What is said of one cell (or of the row, `column` ''), by file row and column header as the person sees them. */
export type ImportRemark = {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly attribute: string | null;
  readonly severity: Severity;
  /** A rule of shared/rules, or one of `ImportRule`. */
  readonly rule: string;
  readonly details: { readonly [name: string]: JsonValue };
};

/** Rules of the import itself (SPEC I4–I13). */
export type ImportRule =
  | "import-key-missing"
  | "import-exists"
  | "import-absent"
  | "import-ambiguous"
  | "import-duplicate-row"
  | "import-not-closable"
  | "import-pending"
  | "import-prepared"
  | "import-cell-error"
  | "import-cell-uncomputed"
  | "import-cell-imprecise"
  | "import-cell-undecodable"
  | "import-row-too-wide"
  | "import-row-too-narrow"
  | "import-quote-misplaced"
  | "import-merged";

/** One row of the file: `row` is its number in the file as the person sees it. */
export type ImportRow = {
  readonly row: number;
  readonly cells: readonly string[];
  /** What the reader of the file says of some cells, by 0-based column. */
  readonly marks?: Readonly<Record<number, CellMark>>;
};

/** A change made by a row (`row` null: a record absent from the file, to close). */
export type PlannedChange = { readonly row: number | null; readonly change: Change };

export type ImportOutcome = {
  readonly counts: ImportCounts;
  readonly changes: readonly PlannedChange[];
  readonly remarks: readonly ImportRemark[];
  readonly refusedRows: readonly number[];
};

/** A record as the person sees it: accredited (null = only a draft) and overlaid by his drafts. */
export type ImportedRecord = {
  readonly version: number;
  readonly accredited: RecordData | null;
  readonly current: RecordData;
  readonly withdrawn: boolean;
  /** Set where another request already holds the record, so that a change of it by this file is refused (I11). */
  readonly held?: { readonly rule: ImportRule; readonly title: string };
};

/** What a dry run asks of the working set. */
export type ImportTarget = {
  /** Ids of the records whose match attributes have these values; see `matchTextOf`. */
  find(matchText: string): readonly RecordId[];
  record(id: RecordId): ImportedRecord | undefined;
  ids(): Iterable<RecordId>;
  /** Reference that a text means in a référentiel: record id or undefined. */
  resolve(referential: ReferentialId, text: string): string | undefined;
  nextId(): RecordId;
  /**
   * Findings of the results, set-level rules included, judged together (Y4: the dry run is the real thing, not written),
   * batch by batch with the number of results judged so far.
   */
  check(
    results: ReadonlyMap<RecordId, RecordData>,
  ): Iterable<{ readonly done: number; readonly findings: readonly Finding[] }>;
};
