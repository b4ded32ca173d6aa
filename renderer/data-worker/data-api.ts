import type {
  FaultData,
  IsoDate,
  IsoInstant,
  JsonObject,
  JsonValue,
  RecordId,
  ReferentialId,
  RequestId,
} from "../../shared/base/index.ts";
import type { LocalisedText, Severity } from "../../shared/model/index.ts";
import type { Identity, OnProgress } from "../../shared/ports/index.ts";
import type { Change, HistoryEntry, RecordData } from "../../shared/record/index.ts";
import type {
  ColumnMapping,
  ImportCounts,
  ImportMode,
  ImportPlan,
  ImportRemark,
} from "../../shared/exchange/import/index.ts";
import type { Finding, RuleId, ValidationStage } from "../../shared/rules/index.ts";
import type {
  FeedEntry,
  FieldConflict,
  Operation,
  OperationAnswer,
  SnapshotManifest,
} from "../../shared/sync/index.ts";
import type {
  ChangeRequest,
  DecisionAnswer,
  RequestStatus,
  SeenProof,
} from "../../shared/workflow/index.ts";

/**
 * Everything a page may ask of the data worker, which owns the local database and the working set.
 * Every method rejects with a plain FaultData. Texts in views are display texts in the language given to `open`.
 */
export type DataApi = LifeApi & BrowseApi & EditApi & FindingApi & RequestApi & ImportApi & SyncApi;

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

// ── life ────────────────────────────────────────────────────────────────────────────────────────────────────

export type ReferentialCard = {
  readonly id: ReferentialId;
  readonly label: LocalisedText;
  readonly singular: LocalisedText;
  readonly description: LocalisedText;
  readonly group: string;
  readonly version: number;
  /** The model document; screens compile it with shared/model. */
  readonly document: JsonObject;
  readonly records: number;
  readonly drafts: number;
  readonly rights: { readonly read: boolean; readonly edit: boolean; readonly decide: boolean };
};

/** Live counts for the navigation, the header and the home page. */
export type Counts = {
  /** Changes not submitted yet (basket and requests in preparation). */
  readonly drafts: number;
  readonly toDecide: number;
  readonly myRequests: number;
  readonly findings: { readonly [severity in Severity]: number };
  readonly conflicts: number;
  readonly outbox: number;
  readonly canUndo: string | null;
  readonly canRedo: string | null;
};

export type DataEvent =
  | { readonly type: "counts"; readonly counts: Counts }
  /** Records of a référentiel changed: views of it must be asked again. */
  | { readonly type: "records"; readonly referential: ReferentialId; readonly version: number }
  | { readonly type: "requests" }
  | { readonly type: "models" }
  | { readonly type: "conflicts" }
  | { readonly type: "outbox" }
  /** The store says no: full, damaged, newer. Nothing acknowledged was lost; the sentence says what to do. */
  | { readonly type: "store"; readonly fault: FaultData };

export type LifeApi = {
  /** Opens the local database; must be called first. `ready` false = nothing pulled yet. */
  open(options: { readonly language: "fr" | "en"; readonly database: string }): Promise<{
    readonly ready: boolean;
    readonly identity: Identity | null;
    readonly persisted: boolean;
  }>;
  setLanguage(language: "fr" | "en"): Promise<void>;
  /** Remembers who works here, for offline rights; null at sign-out. */
  setIdentity(identity: Identity | null): Promise<void>;
  /** Listens to events; comlink proxy. */
  subscribe(listener: (event: DataEvent) => void): Promise<void>;
  counts(): Promise<Counts>;
  referentials(): Promise<readonly ReferentialCard[]>;
  /** A small persistent store for screens: saved mappings, column choices, panel sizes. */
  setting(key: string): Promise<unknown>;
  setSetting(key: string, value: unknown): Promise<void>;
  /** Refused (REQUEST_REFUSED) while unsent work exists. */
  wipe(): Promise<void>;
};

// ── browse ──────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── edit ────────────────────────────────────────────────────────────────────────────────────────────────────

/** One cell as typed or pasted; `recordId` null with a `row` number = a new record (same number = same record). */
export type CellEdit = {
  readonly recordId: RecordId | null;
  readonly row?: number;
  readonly attribute: string;
  readonly text: string;
};
export type EditOutcome = {
  readonly changed: readonly RecordId[];
  readonly created: readonly RecordId[];
  /** Cells that could not be understood, kept out: text and why. */
  readonly refused: readonly {
    readonly recordId: RecordId | null;
    readonly attribute: string;
    readonly text: string;
    readonly reason: "type" | "unmatched" | "ambiguous" | "read-only" | "fatal";
  }[];
};

export type EditApi = {
  /** One gesture (cell, paste, fill…) = one strict transaction = one undo step. Acknowledged only once durable. */
  editCells(
    referential: ReferentialId,
    edits: readonly CellEdit[],
    label: string,
  ): Promise<EditOutcome>;
  /** Form edits: whole values, undefined = no value. */
  editRecord(
    referential: ReferentialId,
    id: RecordId,
    values: { readonly [attribute: string]: JsonValue | undefined },
    label: string,
  ): Promise<EditOutcome>;
  createRecord(referential: ReferentialId, data: RecordData, label: string): Promise<RecordId>;
  /** Last valid day for the given records (D2): a change of their period end. */
  closeRecords(
    referential: ReferentialId,
    ids: readonly RecordId[],
    lastDay: IsoDate,
    label: string,
  ): Promise<EditOutcome>;
  withdrawRecords(
    referential: ReferentialId,
    ids: readonly RecordId[],
    keptId: RecordId | null,
    label: string,
  ): Promise<EditOutcome>;
  /** Drops the drafts of these records (undoable). */
  discardDrafts(ids: readonly RecordId[], label: string): Promise<void>;
  undo(): Promise<string | null>;
  redo(): Promise<string | null>;
};

// ── findings ────────────────────────────────────────────────────────────────────────────────────────────────

export type FindingGroup = {
  readonly severity: Severity;
  readonly rule: RuleId;
  readonly referential: ReferentialId;
  readonly count: number;
};
export type FindingLine = Finding & {
  readonly key: string;
  readonly title: string;
  readonly waived: boolean;
};

export type FindingApi = {
  /** Runs every rule over one référentiel (null = all that are open to the person); resolves when done; cancellable by `cancel`. */
  validate(
    referential: ReferentialId | null,
    stage: ValidationStage,
    onProgress: OnProgress,
  ): Promise<void>;
  findingGroups(referential: ReferentialId | null): Promise<readonly FindingGroup[]>;
  findingLines(
    group: {
      readonly referential: ReferentialId;
      readonly rule: RuleId;
      readonly severity: Severity;
    },
    from: number,
    to: number,
  ): Promise<readonly FindingLine[]>;
  waive(finding: Finding, reason: string, expires: IsoDate): Promise<void>;
  unwaive(finding: Finding): Promise<void>;
  /** As-you-type check of a form not saved yet. */
  checkDraft(
    referential: ReferentialId,
    id: RecordId | null,
    data: RecordData,
  ): Promise<readonly Finding[]>;
  cancel(): Promise<void>;
};

// ── requests ────────────────────────────────────────────────────────────────────────────────────────────────

/** Changes not submitted yet, by owner: the basket (id null) or a request in preparation. */
export type Preparation = {
  readonly requestId: RequestId | null;
  readonly title: string;
  readonly origin: string;
  readonly changes: number;
  readonly referentials: readonly ReferentialId[];
  readonly updatedAt: IsoInstant;
};
export type RequestCard = {
  readonly id: RequestId;
  readonly title: string;
  readonly status: RequestStatus;
  readonly authorName: string;
  readonly mine: boolean;
  /** I may decide now. */
  readonly decidable: boolean;
  readonly changes: number;
  readonly submittedAt: IsoInstant | null;
  /** Stage label in the language of the screen, null outside a stage. */
  readonly stage: string | null;
  /** Operation of mine about it still in the outbox. */
  readonly waiting: boolean;
};
export type ChangeGroup = {
  readonly referential: ReferentialId;
  readonly kind: "create" | "update" | "close" | "withdraw";
  readonly count: number;
};
export type MoveView = {
  readonly attribute: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly severity?: Severity;
};
export type ChangeView = {
  readonly recordId: RecordId;
  readonly referential: ReferentialId;
  readonly kind: ChangeGroup["kind"];
  readonly key: string;
  readonly title: string;
  readonly moves: readonly MoveView[];
  readonly findings: readonly Finding[];
};
export type RequestView = {
  readonly request: ChangeRequest;
  readonly mine: boolean;
  readonly decidable: boolean;
  /** Why I may not decide, as a stable code for the screen; null when I may. */
  readonly notDecidable: string | null;
  readonly groups: readonly ChangeGroup[];
  readonly findings: readonly FindingGroup[];
  /** Who will be (or was) asked, in order, with the rule of each stage. */
  readonly circuit: readonly {
    readonly stage: string;
    readonly label: LocalisedText;
    readonly rule: string;
    readonly k: number | null;
    readonly persons: readonly string[];
    readonly outcome: string | null;
  }[];
  readonly waiting: boolean;
};
export type SubmitForm = {
  readonly title: string;
  readonly reason: string;
  readonly legalText: string;
  readonly effectiveDate: IsoDate | null;
  readonly acknowledgeWarnings: boolean;
};
export type SubmitOutcome =
  | { readonly ok: true; readonly requestId: RequestId; readonly changes: number }
  /** Findings that stop the submission (V1, V2), or warnings not acknowledged yet. */
  | {
      readonly ok: false;
      readonly blocking: readonly FindingLine[];
      readonly blockingCount: number;
      readonly warnings: number;
      /** The first warnings to acknowledge. */
      readonly warned: readonly FindingLine[];
      readonly reason: "findings" | "warnings" | "empty" | "conflicts" | "circuit";
      readonly fault: FaultData | null;
    };

export type RequestApi = {
  preparations(): Promise<readonly Preparation[]>;
  /** Changes of a preparation or of a request, paged; group null = all. */
  changes(
    requestId: RequestId | null,
    group: { readonly referential: ReferentialId; readonly kind: ChangeGroup["kind"] } | null,
    from: number,
    to: number,
  ): Promise<readonly ChangeView[]>;
  changeGroups(requestId: RequestId | null): Promise<readonly ChangeGroup[]>;
  /** Moves drafts of the basket into a new request in preparation (ids null = all the basket). */
  compose(ids: readonly RecordId[] | null, title: string): Promise<RequestId>;
  /** Gives a preparation's changes back to the basket, or drops them (import undone). */
  dissolve(requestId: RequestId, keepChanges: boolean): Promise<void>;
  /** Checks, packs, hashes and queues; offline too. `requestId` null submits the basket. */
  submit(
    requestId: RequestId | null,
    form: SubmitForm,
    onProgress: OnProgress,
  ): Promise<SubmitOutcome>;
  requests(box: "to-decide" | "mine" | "all"): Promise<readonly RequestCard[]>;
  /** `id` null = the basket, shown as a preparation. */
  request(id: RequestId | null): Promise<RequestView | null>;
  /** Takes a sent-back, rejected or conflicting request's changes back into preparation for editing. */
  reopen(id: RequestId): Promise<void>;
  comment(id: RequestId, text: string): Promise<void>;
  cancelRequest(id: RequestId, reason: string): Promise<void>;
  decide(id: RequestId, answer: DecisionAnswer, reason: string, seen: SeenProof): Promise<void>;
};

// ── import ──────────────────────────────────────────────────────────────────────────────────────────────────

export type { ColumnMapping, ImportCounts, ImportMode, ImportPlan, ImportRemark };
export type ImportReport = {
  readonly reportId: string;
  readonly counts: ImportCounts;
  readonly remarks: number;
  /** The remarks by what they say and where, the gravest first. */
  readonly groups: readonly RemarkGroup[];
  readonly refusedRows: number;
};
/** Remarks of one rule on one column of the file (`''`: on whole rows). */
export type RemarkGroup = {
  readonly severity: Severity;
  readonly rule: string;
  readonly column: string;
  readonly count: number;
};

export type ImportApi = {
  /** Guesses a mapping from headers and samples; a mapping saved for the same headers wins. */
  guessMapping(
    referential: ReferentialId,
    headers: readonly string[],
    samples: readonly (readonly string[])[],
  ): Promise<{ readonly mapping: readonly ColumnMapping[]; readonly saved: string | null }>;
  saveMapping(
    referential: ReferentialId,
    name: string,
    headers: readonly string[],
    plan: ImportPlan,
  ): Promise<void>;
  /** Starts a dry run, in place of the one before; rows arrive by `importRead`, then `importFinish`. Nothing is written. */
  importBegin(plan: ImportPlan): Promise<string>;
  /**
   * Takes the rows that the parsing worker posts on the port, to the last; they never cross the page. Rejects with the
   * reader's fault, with CANCELLED, or with DEADLINE_EXCEEDED {milliseconds} when the reader falls silent.
   */
  importRead(importId: string, port: MessagePort, onProgress: OnProgress): Promise<void>;
  importFinish(importId: string, onProgress: OnProgress): Promise<ImportReport>;
  importRemarks(
    reportId: string,
    from: number,
    to: number,
    only: Pick<RemarkGroup, "severity" | "rule" | "column"> | null,
  ): Promise<readonly ImportRemark[]>;
  importChanges(
    reportId: string,
    group: "create" | "update" | "close",
    from: number,
    to: number,
  ): Promise<readonly ChangeView[]>;
  /** The very changes that were shown become one request in preparation, in one transaction. */
  importCommit(reportId: string, title: string, onProgress: OnProgress): Promise<RequestId>;
  importCancel(importId: string): Promise<void>;
};

// ── synchronisation bookkeeping (the page does the network) ─────────────────────────────────────────────────

export type OutboxLine = {
  readonly order: number;
  readonly kind: string;
  readonly title: string;
  readonly at: IsoInstant;
  readonly answer: OperationAnswer | null;
};
export type ConflictView = {
  readonly id: string;
  readonly conflict: FieldConflict;
  readonly key: string;
  readonly title: string;
  readonly label: string;
  readonly base: string;
  readonly mine: string;
  readonly central: string;
  readonly requestId: RequestId | null;
  readonly resolved: "base" | "mine" | "central" | "other" | null;
  readonly value: string | null;
};

export type SyncApi = {
  cursor(): Promise<number>;
  /** Operations to send next with the hashes of blocks central may lack. */
  outgoing(
    limit: number,
  ): Promise<{ readonly operations: readonly Operation[]; readonly blocks: readonly string[] }>;
  blockBytes(hash: string): Promise<Uint8Array | null>;
  applyAnswers(answers: readonly OperationAnswer[]): Promise<void>;
  /** Which of these blocks are not here yet. */
  missingBlocks(hashes: readonly string[]): Promise<readonly string[]>;
  stashBlock(hash: string, count: number, referential: string, bytes: Uint8Array): Promise<void>;
  installSnapshot(manifest: SnapshotManifest): Promise<void>;
  /** Applies entries whose blocks are here; one transaction each commit. */
  applyEntries(entries: readonly FeedEntry[]): Promise<void>;
  outbox(): Promise<readonly OutboxLine[]>;
  /** Soft conflicts applied lately, for review, and hard ones to resolve. */
  conflicts(): Promise<readonly ConflictView[]>;
  resolveConflict(
    id: string,
    choice: {
      readonly side: "base" | "mine" | "central" | "other";
      readonly text?: string;
      readonly reason: string;
    },
  ): Promise<void>;
  unresolveConflict(id: string): Promise<void>;
  dismissSoft(id: string): Promise<void>;
  compactWhenIdle(): Promise<void>;
};
