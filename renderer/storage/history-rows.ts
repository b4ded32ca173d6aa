import type { RecordId } from "../../shared/base/index.ts";
import type { StoreTables } from "./store-schema.ts";
import type { StoredRow } from "./stored-rows.ts";

/** Packs read at once: some 10,000 entries. */
const PACKS_AT_ONCE = 20;

type StoredPack = StoredRow<"historyPacks">;

/** Packs that may hold a record's history. */
export async function packsOf(
  tables: StoreTables,
  recordId: RecordId,
): Promise<readonly StoredPack[]> {
  const keys = await tables.historyPacks
    .where("[last+first+commit]")
    .aboveOrEqual([recordId])
    .primaryKeys();
  const found = await tables.historyPacks.bulkGet(keys.filter(([, first]) => first <= recordId));
  return found.filter((pack) => pack !== undefined);
}

/** Packs in the order of their keys; a page begins after the key that the former one ended with. */
export async function pageOfPacks(
  tables: StoreTables,
  after: string | null,
): Promise<{ readonly packs: readonly StoredPack[]; readonly next: string | null }> {
  const packs =
    after === null
      ? tables.historyPacks.toCollection()
      : tables.historyPacks
          .where("[last+first+commit]")
          .above(JSON.parse(after) as [string, string, number]);
  const page = await packs.limit(PACKS_AT_ONCE).toArray();
  const last = page.at(-1);
  return {
    packs: page,
    next:
      last === undefined || page.length < PACKS_AT_ONCE
        ? null
        : JSON.stringify([last.last, last.first, last.commit]),
  };
}
