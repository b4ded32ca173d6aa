import type { IsoInstant, RequestId } from "../../../shared/base/index.ts";
import type {
  FeedEntry,
  FieldConflict,
  ModelEntry,
  Operation,
  OperationAnswer,
  SnapshotManifest,
} from "../../../shared/sync/index.ts";

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

/** Synchronisation bookkeeping: the page does the network. */
export type SyncApi = {
  cursor(): Promise<number>;
  /** Operations to send next with the hashes of blocks central may lack. */
  outgoing(
    limit: number,
  ): Promise<{ readonly operations: readonly Operation[]; readonly blocks: readonly string[] }>;
  blockBytes(hash: string): Promise<Uint8Array | null>;
  applyAnswers(answers: readonly OperationAnswer[]): Promise<void>;
  /** Asked before anything of these models is fetched. Fault STORE_SEALED: personal data come, and the store cannot be sealed without the key. */
  admitModels(models: readonly ModelEntry[]): Promise<void>;
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
