import type { RecordId, ReferentialId } from "../base/index.ts";
import { KEY_PREFIX } from "../model/index.ts";
import { tableOf, targetsOf } from "./set-index.ts";
import type { IndexedRecord, SetIndex, SetTable } from "./set-index.ts";

/** Ids of the records that point to this one, in any attribute of any loaded référentiel (R10: inverse links are derived). */
export function referrersOf(
  index: SetIndex,
  referential: ReferentialId,
  id: RecordId,
): readonly { readonly referential: ReferentialId; readonly recordId: RecordId }[] {
  const table = tableOf(index, referential);
  const record = table.byId.get(id);
  return [...pointingTo(index, table, id, record?.key)].map((found) => ({
    referential: found.table.plan.referential.id,
    recordId: found.id,
  }));
}

/** Notes where a record points to. */
export function linkRecord(index: SetIndex, record: IndexedRecord): void {
  for (const plan of record.table.plan.links) {
    const target = index.tables.get(plan.referential);
    if (!target) continue;
    for (const reference of targetsOf(record.data, plan)) {
      const pointing = target.incoming.get(reference);
      if (pointing) pointing.add(record);
      else target.incoming.set(reference, new Set([record]));
    }
  }
}

/** Forgets where a record pointed to. */
export function unlinkRecord(index: SetIndex, record: IndexedRecord): void {
  for (const plan of record.table.plan.links) {
    for (const target of targetsOf(record.data, plan))
      index.tables.get(plan.referential)?.incoming.get(target)?.delete(record);
  }
}

/** The records that point to this one, by id or by key; the links of the whole index are noted at the first call. */
export function pointingTo(
  index: SetIndex,
  table: SetTable,
  id: RecordId,
  key: string | undefined,
): ReadonlySet<IndexedRecord> {
  if (!index.hasIncoming) {
    index.hasIncoming = true;
    for (const other of index.tables.values())
      for (const record of other.byId.values()) linkRecord(index, record);
  }
  const found = new Set<IndexedRecord>(table.incoming.get(id));
  if (key !== undefined)
    for (const record of table.incoming.get(KEY_PREFIX + key) ?? []) found.add(record);
  return found;
}
