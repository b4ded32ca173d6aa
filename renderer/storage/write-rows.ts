import type { RowWrites, WriteBatch } from "../../shared/ports/index.ts";
import type { StoreTables } from "./store-schema.ts";
import type { StoreVault } from "./store-vault.ts";
import type { ContentRows, ContentTable, StoredRow } from "./stored-rows.ts";
import { waiverKey } from "./waiver-key.ts";

const TYPED = [
  "blocks",
  "drafts",
  "requests",
  "outbox",
  "conflicts",
  "commands",
  "waivers",
  "settings",
] as const satisfies readonly (keyof WriteBatch)[];

/** A batch as it goes to the disk: by table, rows to put and keys to remove. */
export type ReadyBatch = readonly {
  readonly table: ContentTable;
  readonly put: readonly StoredRow<ContentTable>[];
  readonly remove: readonly (string | number)[];
}[];

/** Seals what has to be; before the transaction, because sealing waits. */
export async function readyBatch(vault: StoreVault, batch: WriteBatch): Promise<ReadyBatch> {
  const { waivers, ...rest } = batch;
  const rows: { readonly [T in ContentTable]?: RowWrites<ContentRows[T], string | number> } = {
    ...rest,
    ...(waivers && {
      waivers: {
        ...waivers,
        put: (waivers.put ?? []).map((waiver) => ({ key: waiverKey(waiver), waiver })),
      },
    }),
  };
  const ready: ReadyBatch[number][] = [];
  for (const table of TYPED) {
    const of = rows[table];
    if (!of?.put?.length && !of?.remove?.length) continue;
    ready.push({ table, put: await vault.seal(table, of.put ?? []), remove: of.remove ?? [] });
  }
  return ready;
}

/** Puts and removes the rows of a batch; the caller holds the transaction. Removals first, so that a batch may replace a key. */
export async function writeRows(tables: StoreTables, batch: ReadyBatch): Promise<void> {
  for (const { table, remove } of batch)
    if (remove.length > 0) await tables.table(table).bulkDelete([...remove]);
  for (const { table, put } of batch)
    if (put.length > 0) await tables.table(table).bulkPut([...put]);
}
