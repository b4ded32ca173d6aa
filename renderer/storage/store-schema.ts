import { Dexie } from "dexie";
import type { EntityTable, Table, Transaction } from "dexie";
import type { HistoryEntry } from "../../shared/record/index.ts";
import type { BlockRef } from "../../shared/workflow/index.ts";
import { packHistory } from "./history-pack.ts";
import type { HistoryPack } from "./history-pack.ts";
import type { NamedRow, StoredRow } from "./stored-rows.ts";

/** Version of the tables below; a database with a higher one was written by a newer Intendance. */
export const SCHEMA_VERSION = 3;

/** Blocks that hold a référentiel as at the cursor of its last packing. */
export type BaseRow = { readonly referential: string; readonly blocks: readonly BlockRef[] };

/** The tables of one local database. */
export type StoreTables = Dexie & {
  meta: EntityTable<NamedRow, "key">;
  models: Table<StoredRow<"models">, [string, string]>;
  bases: EntityTable<BaseRow, "referential">;
  blocks: Table<StoredRow<"blocks">, string>;
  log: Table<StoredRow<"log">, [string, number, number]>;
  historyPacks: Table<StoredRow<"historyPacks">, [string, string, number]>;
  drafts: Table<StoredRow<"drafts">, string>;
  requests: Table<StoredRow<"requests">, string>;
  outbox: Table<StoredRow<"outbox">, number>;
  conflicts: Table<StoredRow<"conflicts">, string>;
  commands: Table<StoredRow<"commands">, number>;
  waivers: Table<StoredRow<"waivers">, string>;
  settings: Table<StoredRow<"settings">, string>;
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
  // Rows may be sealed: an older Intendance must not open them. Sealing itself waits, so it follows the opening (StoreVault).
  tables.version(3).stores({});
  return tables;
}

/** From 1 to 2: one row per history entry cost 15 s per 100,000 of them; they are packed per commit instead. */
async function packRowHistory(transaction: Transaction): Promise<void> {
  const entries = await transaction.table<HistoryEntry>("history").toArray();
  await transaction.table<HistoryPack>("historyPacks").bulkPut([...packHistory(entries)]);
}
