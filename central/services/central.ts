import type { ContentHash, PersonId, RequestId } from "../../shared/base/index.ts";
import type { Clock, Identity, Ids } from "../../shared/ports/index.ts";
import type { HistoryEntry, MasterRecord } from "../../shared/record/index.ts";
import type {
  FeedEntry,
  ModelEntry,
  Operation,
  OperationAnswer,
  SnapshotManifest,
} from "../../shared/sync/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";
import { readDocuments } from "../store/documents.ts";
import { addEstablishment, readEstablishment } from "../store/establishments.ts";
import type { Store } from "../store/open-store.ts";
import {
  addAccount,
  changeAccount,
  identityByLogin,
  readAccounts,
  SYSTEM,
  type AccountChange,
  type AccountView,
  type NewAccount,
} from "./accounts.ts";
import { createBaseCache } from "./base-cache.ts";
import { getBlock, putBlock } from "./blocks.ts";
import type { Context } from "./context.ts";
import { putDocuments } from "./documents.ts";
import { readFeed, readFeedLines } from "./feed.ts";
import { readFindings, type FindingsPage } from "./findings.ts";
import { createModelCache } from "./models.ts";
import { createNotifier } from "./notifier.ts";
import { pushOperations } from "./push.ts";
import {
  listRecords,
  readOneRecord,
  readRecordHistory,
  readReferences,
  type RecordPage,
  type Reference,
} from "./read-records.ts";
import { listRequests, readOneRequest, type RequestPage } from "./read-requests.ts";
import {
  endSession,
  establishmentFor,
  identify,
  refreshSession,
  signIn,
  DEFAULT_ESTABLISHMENT,
  type OpenSession,
} from "./sessions.ts";
import { readSnapshot } from "./snapshot.ts";
import { verifyEstablishment, type Verification } from "./verify.ts";

/**
 * The central repository as its callers see it: routes, command line and simulation. No HTTP in it. Whoever calls says who he is
 * (`Identity`, from `sessions.identify` or `accounts.byLogin`); what he may do is read again from the base at each call.
 */
export type Central = {
  readonly establishments: {
    /** Makes an establishment, strictly apart from the others; nothing when it exists. */
    add(id: string, name: string): Promise<void>;
  };
  readonly accounts: {
    add(establishment: string, account: NewAccount, actor?: PersonId): Promise<Identity>;
    change(
      establishment: string,
      login: string,
      change: AccountChange,
      actor?: PersonId,
    ): Promise<AccountView>;
    list(establishment: string): Promise<readonly AccountView[]>;
    byLogin(establishment: string, login: string): Promise<Identity>;
  };
  readonly sessions: {
    signIn(login: string, password: string, establishment?: string): Promise<OpenSession>;
    refresh(refreshToken: string): Promise<OpenSession>;
    end(accessToken: string): Promise<void>;
    identify(accessToken: string): Promise<Identity>;
  };
  readonly documents: {
    put(
      establishment: string,
      documents: readonly ModelEntry[],
      actor?: PersonId,
    ): Promise<readonly ModelEntry[]>;
    list(establishment: string): Promise<readonly ModelEntry[]>;
  };
  readonly records: {
    list(
      identity: Identity,
      referential: string,
      query: { readonly after?: string; readonly limit?: number; readonly asAt?: string },
    ): Promise<RecordPage>;
    read(identity: Identity, referential: string, id: string): Promise<MasterRecord>;
    history(identity: Identity, referential: string, id: string): Promise<readonly HistoryEntry[]>;
    references(identity: Identity, referential: string, id: string): Promise<readonly Reference[]>;
    findings(identity: Identity, referential: string, limit?: number): Promise<FindingsPage>;
  };
  readonly requests: {
    list(
      identity: Identity,
      query: { readonly after?: string; readonly limit?: number; readonly openOnly?: boolean },
    ): Promise<RequestPage>;
    read(identity: Identity, id: RequestId): Promise<ChangeRequest>;
  };
  /** Exactly once in effect; one answer per operation, in order. */
  push(identity: Identity, operations: readonly Operation[]): Promise<readonly OperationAnswer[]>;
  putBlock(identity: Identity, hash: ContentHash | string, bytes: Uint8Array): Promise<void>;
  getBlock(identity: Identity, hash: ContentHash | string): Promise<Uint8Array>;
  snapshot(identity: Identity): Promise<SnapshotManifest>;
  /** Entries after a cursor, ending with an `end` entry. */
  changes(identity: Identity, after: number): AsyncIterable<FeedEntry>;
  /** The same, one JSON text per entry. */
  changeLines(identity: Identity, after: number): AsyncIterable<string>;
  /** Last feed number of an establishment. */
  seq(establishment: string): Promise<number>;
  /** Calls back with the feed number when an establishment has more; returns the way to stop. */
  listen(establishment: string, onMore: (seq: number) => void): () => void;
  /** Proves the chain of an establishment and what hangs on it; names the first bad row. */
  verify(
    establishment: string,
    held?: { readonly number: number; readonly hash: string },
  ): Promise<Verification>;
  close(): Promise<void>;
};

/** Builds the repository over a store; time and ids come in, so that a simulation is repeatable. */
export function createCentral(parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}): Central {
  const context: Context = {
    ...parts,
    cache: createBaseCache(),
    models: createModelCache(),
    notifier: createNotifier(),
    queues: new Map(),
  };
  return {
    establishments: {
      add: (id, name) =>
        context.store.write((tx) => addEstablishment(tx, id, name, context.clock.now())),
    },
    accounts: {
      add: (establishment, account, actor = SYSTEM) =>
        addAccount(context, establishment, account, actor),
      change: (establishment, login, change, actor = SYSTEM) =>
        changeAccount(context, establishment, login, change, actor),
      list: (establishment) => readAccounts(context, establishment),
      byLogin: (establishment, login) => identityByLogin(context, establishment, login),
    },
    sessions: {
      signIn: async (login, password, establishment) =>
        signIn(context, await establishmentFor(context, establishment), login, password),
      refresh: (refreshToken) => refreshSession(context, refreshToken),
      end: (accessToken) => endSession(context, accessToken),
      identify: (accessToken) => identify(context, accessToken),
    },
    documents: {
      put: (establishment, documents, actor = SYSTEM) =>
        putDocuments(context, establishment, documents, actor),
      list: (establishment) => context.store.read((tx) => readDocuments(tx, establishment)),
    },
    records: {
      list: (identity, referential, query) => listRecords(context, identity, referential, query),
      read: (identity, referential, id) => readOneRecord(context, identity, referential, id),
      history: (identity, referential, id) => readRecordHistory(context, identity, referential, id),
      references: (identity, referential, id) => readReferences(context, identity, referential, id),
      findings: (identity, referential, limit) =>
        readFindings(context, identity, referential, limit),
    },
    requests: {
      list: (identity, query) => listRequests(context, identity, query),
      read: (identity, id) => readOneRequest(context, identity, id),
    },
    push: (identity, operations) => pushOperations(context, identity, operations),
    putBlock: (identity, hash, bytes) => putBlock(context, identity, hash, bytes),
    getBlock: (identity, hash) => getBlock(context, identity, hash),
    snapshot: (identity) => readSnapshot(context, identity),
    changes: (identity, after) => readFeed(context, identity, after),
    changeLines: (identity, after) => readFeedLines(context, identity, after),
    seq: async (establishment) =>
      (await context.store.read((tx) => readEstablishment(tx, establishment)))?.seq ?? 0,
    listen: (establishment, onMore) => context.notifier.listen(establishment, onMore),
    verify: (establishment, held) => verifyEstablishment(context, establishment, held),
    close: () => context.store.close(),
  };
}

export { DEFAULT_ESTABLISHMENT };
