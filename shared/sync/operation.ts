import type {
  ContentHash,
  DeviceId,
  FaultData,
  IsoInstant,
  OperationId,
  PersonId,
  RecordId,
  ReferentialId,
  RequestId,
} from "../base/index.ts";
import type { Change } from "../record/index.ts";
import type {
  BlockRef,
  ChangeRequest,
  DecisionAnswer,
  RequestComment,
  RequestContent,
  SeenProof,
} from "../workflow/index.ts";

/** What a laptop asks central to do. The actor is the signed-in person, never a field of the payload. */
export type OperationPayload =
  /** submit a new content (first submission, after a send-back, or after conflicts were resolved); its blocks were uploaded before */
  | { readonly kind: "request.submit"; readonly content: RequestContent }
  | {
      readonly kind: "request.decide";
      readonly requestId: RequestId;
      readonly contentHash: ContentHash;
      readonly stage: string;
      readonly answer: DecisionAnswer;
      readonly reason: string;
      readonly seen: SeenProof;
    }
  | {
      readonly kind: "request.comment";
      readonly requestId: RequestId;
      readonly comment: RequestComment;
    }
  | { readonly kind: "request.cancel"; readonly requestId: RequestId; readonly reason: string };

/** One queued operation (Y1). `order` has no gap per device; `opId` is the idempotency key: same id, same answer; same id, other body = refused. */
export type Operation = {
  readonly opId: OperationId;
  readonly deviceId: DeviceId;
  readonly order: number;
  /** Cursor of the laptop when the operation was made: the trunk of section 10. */
  readonly trunk: number;
  /** The laptop's clock, for information only; decides nothing. */
  readonly at: IsoInstant;
  readonly payload: OperationPayload;
};

/** Central's answer to one operation: nothing leaves the outbox without one (Y5). */
export type OperationAnswer = {
  readonly opId: OperationId;
  readonly status: "accepted" | "accepted-soft" | "held" | "refused" | "waiting";
  /** Soft conflicts applied (listed for review) or hard ones that hold the request. */
  readonly conflicts: readonly FieldConflict[];
  readonly fault: FaultData | null;
  /** The request as central now has it, where the operation was about one. */
  readonly request: ChangeRequest | null;
  readonly at: IsoInstant;
};

/** The rows of section 10 of the rules. */
export type ConflictCase =
  | "different-fields"
  | "same-value"
  | "same-field"
  | "chain-against-trunk"
  | "edit-against-close"
  | "close-against-edit"
  | "same-key-created"
  | "link-to-closed"
  | "rights-or-schema-changed";
export type ConflictClass = "none" | "soft" | "hard" | "held";

/** A conflict on one field (or on the record as a whole when `attribute` is null), with its three values. */
export type FieldConflict = {
  readonly class: ConflictClass;
  readonly case: ConflictCase;
  readonly referential: ReferentialId;
  readonly recordId: RecordId;
  readonly attribute: string | null;
  readonly base?: unknown;
  readonly mine?: unknown;
  readonly central?: unknown;
  readonly centralVersion: number;
  /** What the core proposes instead: the value with the successor in place of a withdrawn record, or the id of the record to merge into. */
  readonly proposal?: unknown;
};

/** A change as it was committed: `version` is the one it produced, `patch` holds the true before and after in central. */
export type CommittedChange = Change & { readonly version: number };

/**
 * Head of a commit: numbered without gap, hash-chained:
 * hash = SHA-256(0x00 ‖ previous hash (ASCII hex) ‖ canonical JSON of the head without `hash`), UTF-8.
 */
export type CommitHead = {
  readonly number: number;
  readonly requestId: RequestId;
  readonly contentHash: ContentHash;
  readonly title: string;
  readonly author: PersonId;
  readonly authorName: string;
  readonly at: IsoInstant;
  readonly blocks: readonly BlockRef[];
  readonly previous: ContentHash;
  readonly hash: ContentHash;
};

/** One line of the NDJSON feed. `seq` grows without gap in central (a reader may skip what he may not see); it is the cursor. Blocks are fetched by hash. */
export type FeedEntry =
  | { readonly seq: number; readonly type: "commit"; readonly commit: CommitHead }
  | { readonly seq: number; readonly type: "request"; readonly request: ChangeRequest }
  | { readonly seq: number; readonly type: "model"; readonly document: ModelEntry }
  /** closes a reply: the reader is at `seq` even if the last entries were not for him */
  | { readonly seq: number; readonly type: "end" };

/** A model or workflow document in force. */
export type ModelEntry = {
  readonly kind: "referential" | "workflow";
  readonly id: string;
  readonly version: number;
  readonly document: { readonly [name: string]: unknown };
};

/** What a first pull (or one from far behind) starts from: everything as at `seq`; record blocks are fetched by hash, gzipped. */
export type SnapshotManifest = {
  readonly seq: number;
  readonly commit: number;
  readonly head: ContentHash;
  readonly models: readonly ModelEntry[];
  readonly blocks: readonly (BlockRef & { readonly bytes: number })[];
  /** Open requests the reader may see, and his own of the last months. */
  readonly requests: readonly ChangeRequest[];
};
