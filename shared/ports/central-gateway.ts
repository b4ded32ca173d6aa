import type { ContentHash, PersonId, RecordId, ReferentialId } from "../base/index.ts";
import type { HistoryEntry } from "../record/index.ts";
import type { FeedEntry, Operation, OperationAnswer, SnapshotManifest } from "../sync/index.ts";

/** Role of a person on one référentiel (`*` = all). A role implies reading. */
export type Role = "lecteur" | "intendant" | "accrediteur" | "administrateur";
export type Rights = { readonly [referential: string]: readonly Role[] };

/** The signed-in person as central knows him. */
export type Identity = {
  readonly person: PersonId;
  readonly name: string;
  readonly login: string;
  readonly establishment: string;
  /** How the establishment calls itself, for the header; absent outside a fresh session. */
  readonly establishmentName?: string;
  readonly rights: Rights;
};

/**
 * The central repository as a laptop sees it. Every method throws a Fault: CENTRAL_UNREACHABLE when the network fails,
 * TOKEN_EXPIRED / SIGN_IN_REFUSED / FORBIDDEN for identity, CENTRAL_ANSWER_INVALID for anything that is not the contract.
 */
export type CentralGateway = {
  signIn(login: string, password: string): Promise<Identity>;
  signOut(): Promise<void>;
  /** Renews the session silently; null when the person must sign in again. */
  resume(): Promise<Identity | null>;
  snapshot(): Promise<SnapshotManifest>;
  /** Entries after the cursor, in order, possibly cut at any byte: only whole entries are yielded. CURSOR_UNKNOWN asks for a new snapshot. */
  changes(after: number): AsyncIterable<FeedEntry>;
  /** The gzipped canonical JSON text of a block. */
  block(hash: ContentHash): Promise<Uint8Array>;
  /** Stores a gzipped block; storing it twice changes nothing. */
  putBlock(hash: ContentHash, bytes: Uint8Array): Promise<void>;
  /** Sends operations in order; one answer each, in order. Replaying one returns its first answer. */
  push(operations: readonly Operation[]): Promise<readonly OperationAnswer[]>;
  /** Every commit that touched a record, oldest first. */
  history(referential: ReferentialId, recordId: RecordId): Promise<readonly HistoryEntry[]>;
  /** Calls back when central has more; returns the way to stop listening. */
  listen(onMore: (seq: number) => void): () => void;
};
