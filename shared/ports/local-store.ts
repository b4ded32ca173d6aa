import type {
  ContentHash,
  DeviceId,
  IsoInstant,
  PersonId,
  RecordId,
  ReferentialId,
  RequestId,
} from "../base/index.ts";
import type { Change, HistoryEntry } from "../record/index.ts";
import type { Waiver } from "../rules/index.ts";
import type {
  CommittedChange,
  FieldConflict,
  ModelEntry,
  Operation,
  OperationAnswer,
} from "../sync/index.ts";
import type { BlockRef, ChangeRequest } from "../workflow/index.ts";

/** A packed block as stored: gzipped canonical JSON text of an array; sealed by the adapter where the model says personal. */
export type PackedBlock = BlockRef & { readonly bytes: Uint8Array };

/**
 * One draft row: the whole change of one record against the accredited version it started from (`trunk` of section 10).
 * `requestId` null = the basket; otherwise the request in preparation that owns it (it then supersedes that request's block line for the record).
 */
export type DraftRow = {
  readonly change: Change;
  readonly requestId: RequestId | null;
  readonly updatedAt: IsoInstant;
};

/** One queued operation with the blocks to upload before it; `answer` null while central has not answered (Y5). */
export type OutboxRow = {
  readonly operation: Operation;
  readonly blocks: readonly ContentHash[];
  readonly answer: OperationAnswer | null;
};

/** A conflict found when a pull met local work; `resolved` ones stay visible and undoable until sent. */
export type ConflictRow = {
  readonly id: string;
  readonly conflict: FieldConflict;
  readonly requestId: RequestId | null;
  readonly foundAt: IsoInstant;
  readonly resolved: {
    readonly side: "base" | "mine" | "central" | "other";
    readonly value?: unknown;
    readonly reason: string;
    readonly at: IsoInstant;
    readonly by: PersonId;
  } | null;
};

/** One undoable gesture of the person: the draft rows before and after (null = no draft). Survives a restart. */
export type CommandRow = {
  readonly order: number;
  readonly label: string;
  readonly undone: boolean;
  readonly moves: readonly {
    readonly recordId: RecordId;
    readonly before: DraftRow | null;
    readonly after: DraftRow | null;
  }[];
};

/** Rows to put and keys to remove in one table. */
export type RowWrites<Row, Key> = {
  readonly put?: readonly Row[];
  readonly remove?: readonly Key[];
};

/** One action of a person or one answer of central: everything in it is written in ONE strict transaction, or nothing. */
export type WriteBatch = {
  readonly drafts?: RowWrites<DraftRow, RecordId>;
  readonly requests?: RowWrites<ChangeRequest, RequestId>;
  readonly blocks?: RowWrites<PackedBlock, ContentHash>;
  readonly outbox?: RowWrites<OutboxRow, number>;
  readonly conflicts?: RowWrites<ConflictRow, string>;
  readonly commands?: RowWrites<CommandRow, number>;
  readonly waivers?: RowWrites<Waiver, string>;
  readonly settings?: RowWrites<{ readonly key: string; readonly value: unknown }, string>;
};

export type BaseState = {
  /** Last feed entry applied; 0 before the first pull. */
  readonly cursor: number;
  readonly models: readonly ModelEntry[];
  readonly blocks: readonly BlockRef[];
};

export type HistoryPage = {
  readonly entries: readonly HistoryEntry[];
  readonly next: string | null;
};

/**
 * The laptop's store: the accredited base in packed blocks plus a log of commits since, and row by row what a person typed.
 * Contract suite: tests/contracts/local-store.contract.ts, run by every adapter. Faults: STORE_FULL, STORE_DAMAGED, STORE_NEWER, STORE_SEALED.
 */
export type LocalStore = {
  deviceId(): Promise<DeviceId>;
  // the accredited base
  base(): Promise<BaseState>;
  readBlock(hash: ContentHash): Promise<PackedBlock | null>;
  /** Bytes of several blocks, missing ones left out. */
  readBlocks(hashes: readonly ContentHash[]): Promise<readonly PackedBlock[]>;
  /** Keeps blocks that are not referred to yet (a pull under way): relaxed writes, resumable. */
  stashBlocks(blocks: readonly PackedBlock[]): Promise<void>;
  /**
   * Asked before anything of these models' records is kept: the whole store is sealed when one holds personal data.
   * Fault STORE_SEALED when it must be and no key is here.
   */
  admit(models: readonly ModelEntry[]): Promise<void>;
  /** Replaces the whole base, the models and the cursor in one transaction; all blocks were stashed before. */
  installBase(base: BaseState): Promise<void>;
  /** Applies committed changes and moves the cursor, with whatever must change with them, in one transaction. */
  advance(step: {
    readonly cursor: number;
    readonly changes: readonly CommittedChange[];
    readonly history: readonly HistoryEntry[];
    readonly models: readonly ModelEntry[];
    readonly batch: WriteBatch;
  }): Promise<void>;
  /** The commits kept since the base blocks of a référentiel were packed, in order. */
  logOf(referential: ReferentialId): Promise<readonly CommittedChange[]>;
  /** Rewrites a référentiel's base as new blocks holding its log up to `cursor`, in one transaction. */
  compact(referential: ReferentialId, blocks: readonly PackedBlock[], upTo: number): Promise<void>;
  historyOf(recordId: RecordId): Promise<readonly HistoryEntry[]>;
  rememberHistory(entries: readonly HistoryEntry[]): Promise<void>;
  /** Every history entry kept here, some 10,000 at a time, some perhaps twice; `next` is what to ask after, null at the end. */
  historyPage(after: string | null): Promise<HistoryPage>;
  // what a person typed
  write(batch: WriteBatch): Promise<void>;
  drafts(): Promise<readonly DraftRow[]>;
  requests(): Promise<readonly ChangeRequest[]>;
  outbox(): Promise<readonly OutboxRow[]>;
  conflicts(): Promise<readonly ConflictRow[]>;
  commands(): Promise<readonly CommandRow[]>;
  waivers(): Promise<readonly Waiver[]>;
  setting(key: string): Promise<unknown>;
  /** Every setting, by key. */
  settings(): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  /** Removes blocks that nothing refers to any more. */
  sweep(): Promise<void>;
  close(): Promise<void>;
  /** Empties everything; refused by the service while unsent work exists. */
  wipe(): Promise<void>;
};
