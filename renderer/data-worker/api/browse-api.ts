import type { IsoDate, RecordId, ReferentialId, RequestId } from "../../../shared/base/index.ts";
import type { LocalisedText, Severity } from "../../../shared/model/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import type { Change, HistoryEntry, RecordData } from "../../../shared/record/index.ts";
import type { Finding, RuleId } from "../../../shared/rules/index.ts";

/** Where a record stands: the accredited value overlaid by the person's drafts and by pending requests. */
export type RecordState =
  | "accredited"
  | "draft"
  | "draft-new"
  | "pending"
  | "pending-new"
  | "conflict"
  | "withdrawn"
  | "closed"
  | "future";

export type Filter =
  | {
      readonly kind: "text";
      readonly attribute: string;
      readonly test:
        | "contains"
        | "not-contains"
        | "equals"
        | "not-equals"
        | "starts"
        | "ends"
        | "empty"
        | "filled";
      readonly text?: string;
    }
  | { readonly kind: "values"; readonly attribute: string; readonly texts: readonly string[] }
  | {
      readonly kind: "range";
      readonly attribute: string;
      readonly from?: string;
      readonly to?: string;
    }
  | { readonly kind: "state"; readonly states: readonly RecordState[] }
  | {
      readonly kind: "finding";
      readonly rule?: RuleId;
      readonly severity?: Severity;
      /** Any of these severities. */
      readonly severities?: readonly Severity[];
      readonly attribute?: string;
    };

export type ViewQuery = {
  readonly referential: ReferentialId;
  readonly columns: readonly string[];
  readonly sort: readonly { readonly attribute: string; readonly descending: boolean }[];
  readonly filters: readonly Filter[];
  /** Accent-insensitive text over every searched attribute; empty = all. */
  readonly search: string;
  /** Valid time; null = today, closed and future records included and marked. */
  readonly asAt: IsoDate | null;
  /** Restrict to these records (e.g. the lines of a request). */
  readonly only?: readonly RecordId[];
};
export type ViewInfo = {
  readonly viewId: string;
  readonly total: number;
  readonly all: number;
  readonly version: number;
};

export type CellView = {
  readonly text: string;
  readonly state?: "draft" | "pending" | "conflict";
  /** Accredited text, where the cell differs from it. */
  readonly before?: string;
  readonly severity?: Severity;
};
export type RowView = {
  readonly id: RecordId;
  readonly state: RecordState;
  readonly cells: readonly CellView[];
  readonly severity: Severity | null;
  /** Findings of the record, left out when it has none: the grid explains them on focus. */
  readonly findings?: readonly Finding[];
  /** True when the record as shown is withdrawn: its state may tell of the draft, or the request under way, that does it. */
  readonly withdrawn?: true;
};

export type RecordView = {
  readonly id: RecordId;
  readonly referential: ReferentialId;
  readonly key: string;
  readonly title: string;
  readonly state: RecordState;
  readonly version: number;
  /** The value shown: accredited, overlaid by the draft or pending change. */
  readonly data: RecordData;
  readonly accredited: RecordData | null;
  readonly draft: Change | null;
  readonly draftRequest: RequestId | null;
  readonly pending: readonly {
    readonly requestId: RequestId;
    readonly title: string;
    readonly author: string;
    readonly change: Change;
  }[];
  readonly findings: readonly Finding[];
  /** Where it sits in each hierarchy: path of ancestors from the root (first parent in force). */
  readonly paths: readonly {
    readonly hierarchy: string;
    readonly label: LocalisedText;
    readonly nodes: readonly RecordLabel[];
  }[];
  /** Label of every record its references name, by reference text (id or `key:…`). */
  readonly labels: { readonly [reference: string]: RecordLabel | null };
  readonly editable: boolean;
};
export type RecordLabel = {
  readonly id: RecordId;
  readonly referential: ReferentialId;
  readonly key: string;
  readonly title: string;
};
export type CrossReference = {
  readonly direction: "from" | "to";
  readonly attribute: string;
  readonly label: LocalisedText;
  readonly other: RecordLabel | null;
  readonly text: string;
  readonly from?: string;
  readonly to?: string;
};
export type TreeNode = {
  readonly id: RecordId;
  readonly key: string;
  readonly title: string;
  readonly state: RecordState;
  readonly children: number;
  readonly descendants: number;
  readonly severity: Severity | null;
  readonly from?: string;
  readonly to?: string;
};
export type SearchHit = RecordLabel & { readonly state: RecordState; readonly excerpt: string };

/** Reading records: views for the grid, one record, its history and links, the tree, search, export. */
export type BrowseApi = {
  openView(query: ViewQuery): Promise<ViewInfo>;
  /** Rows [from, to) of a view; refused (NOT_FOUND) once the view is closed. */
  rows(viewId: string, from: number, to: number): Promise<readonly RowView[]>;
  rowIndex(viewId: string, id: RecordId): Promise<number>;
  ids(viewId: string): Promise<readonly RecordId[]>;
  /** Distinct display texts of a column in the view (its own filter left out), most frequent first. */
  facet(
    viewId: string,
    attribute: string,
    search: string,
  ): Promise<readonly { readonly text: string; readonly count: number }[]>;
  closeView(viewId: string): Promise<void>;
  record(referential: ReferentialId, id: RecordId): Promise<RecordView | null>;
  recordByKey(referential: ReferentialId, key: string): Promise<RecordLabel | null>;
  history(
    referential: ReferentialId,
    id: RecordId,
  ): Promise<{ readonly entries: readonly HistoryEntry[]; readonly complete: boolean }>;
  rememberHistory(entries: readonly HistoryEntry[]): Promise<void>;
  crossReferences(referential: ReferentialId, id: RecordId): Promise<readonly CrossReference[]>;
  /** Children of a node (null = roots) in force at the date, in key order. */
  children(
    referential: ReferentialId,
    hierarchy: string,
    parent: RecordId | null,
    asAt: IsoDate | null,
  ): Promise<readonly TreeNode[]>;
  search(text: string, limit: number): Promise<readonly SearchHit[]>;
  /** Candidates for a reference editor, by code or label. */
  lookup(referential: ReferentialId, text: string, limit: number): Promise<readonly RecordLabel[]>;
  /** Bytes of an export of the view, formulas neutralised. */
  exportView(
    viewId: string,
    format: "xlsx" | "csv",
    onProgress: OnProgress,
  ): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
};
