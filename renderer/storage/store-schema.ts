import { Dexie } from "dexie";
import type { EntityTable, Table, Transaction } from "dexie";
import type { HistoryEntry } from "../../shared/record/index.ts";
import type { ChangeRequest, BlockRef } from "../../shared/workflow/index.ts";
import type {
  CommandRow,
  ConflictRow,
  DraftRow,
  OutboxRow,
  PackedBlock,
} from "../../shared/ports/index.ts";
import type { ModelEntry } from "../../shared/sync/index.ts";
import type { Waiver } from "../../shared/rules/index.ts";
import { packHistory } from "./history-pack.ts";
import type { HistoryPack } from "./history-pack.ts";

/** Version of the tables below; a database with a higher one was written by a newer Intendance. */
export const SCHEMA_VERSION = 2;

/** One part (about 1,000 changes) of what a feed entry did to a référentiel: JSON text, gzipped when long. */
export type LogRow = {
  readonly referential: string;
  readonly seq: number;
  readonly part: number;
  readonly text?: string;
  readonly bytes?: Uint8Array;
};
/** Blocks that hold a référentiel as at the cursor of its last packing. */
export type BaseRow = { readonly referential: string; readonly blocks: readonly BlockRef[] };
export type WaiverRow = { readonly key: string; readonly waiver: Waiver };
export type NamedRow = { readonly key: string; readonly value: unknown };

/** The tables of one local database. */
export type StoreTables = Dexie & {
  meta: EntityTable<NamedRow, "key">;
  models: Table<ModelEntry, [string, string]>;
  bases: EntityTable<BaseRow, "referential">;
  blocks: EntityTable<PackedBlock, "hash">;
  log: Table<LogRow, [string, number, number]>;
  historyPacks: Table<HistoryPack, [string, string, number]>;
  drafts: Table<DraftRow, string>;
  requests: Table<ChangeRequest, string>;
  outbox: Table<OutboxRow, number>;
  conflicts: EntityTable<ConflictRow, "id">;
  commands: EntityTable<CommandRow, "order">;
  waivers: EntityTable<WaiverRow, "key">;
  settings: EntityTable<NamedRow, "key">;
};

/** IndexedDB of the host, or a given one (tests in Node). */
export type IndexedDbHost = {
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
};

/** A connection that declares every version of the schema, so that any older database is carried up to this one. */
export function declareTables(
  database: string,
  durability: "strict" | "relaxed",
  host: IndexedDbHost,
): StoreTables {
  const tables = new Dexie(database, {
    ...(host.indexedDB ? { indexedDB: host.indexedDB } : {}),
    ...(host.IDBKeyRange ? { IDBKeyRange: host.IDBKeyRange } : {}),
    chromeTransactionDurability: durability,
    autoOpen: false,
  }) as StoreTables;
  tables.version(1).stores({
    meta: "key",
    models: "[kind+id]",
    bases: "referential",
    blocks: "hash",
    log: "[referential+seq+part]",
    history: "[recordId+version]",
    drafts: "change.recordId",
    requests: "content.id",
    outbox: "operation.order",
    conflicts: "id",
    commands: "order",
    waivers: "key",
    settings: "key",
  });
  tables
    .version(2)
    .stores({ history: null, historyPacks: "[last+first+commit]" })
    .upgrade(packRowHistory);
  return tables;
}

/** From 1 to 2: one row per history entry cost 15 s per 100,000 of them; they are packed per commit instead. */
async function packRowHistory(transaction: Transaction): Promise<void> {
  const entries = await transaction.table<HistoryEntry>("history").toArray();
  await transaction.table<HistoryPack>("historyPacks").bulkPut([...packHistory(entries)]);
}
