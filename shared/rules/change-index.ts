import type { RecordId, ReferentialId } from "../base/index.ts";
import type { MasterRecord, RecordData } from "../record/index.ts";
import {
  groupRecord,
  groupedTable,
  indexRecord,
  resolveReference,
  tableOf,
  targetsOf,
} from "./set-index.ts";
import type { IndexedRecord, SetIndex, SetTable } from "./set-index.ts";
import { linkRecord, pointingTo, unlinkRecord } from "./incoming-links.ts";
import { leaveGroup, membersUnder } from "./text-groups.ts";
import type { LinkPlan } from "./set-plan.ts";

/** A record whose findings may have changed. */
export type AffectedRecord = { readonly referential: ReferentialId; readonly recordId: RecordId };

/**
 * Loads the records of a référentiel in bulk and marks it loaded, also when there is none (RU10). Records already there
 * under the same id are replaced. Nothing is reported: ask for findings afterwards.
 */
export function loadRecords(
  index: SetIndex,
  referential: ReferentialId,
  records: Iterable<readonly [RecordId, RecordData, MasterRecord["withdrawn"]?]>,
): void {
  const table = tableOf(index, referential);
  // records already grouped have to leave their groups; a first load has none
  const settled = table.grouped || index.hasIncoming;
  for (const [id, data, withdrawn] of records) {
    const old = settled ? table.byId.get(id) : undefined;
    if (old) take(index, old);
    const record = indexRecord(table, id, data, withdrawn);
    table.byId.set(id, record);
    if (table.grouped) groupRecord(table, record);
    if (index.hasIncoming) linkRecord(index, record);
  }
  table.loaded = true;
  index.epoch += 1;
}

/**
 * Puts one record (a new one or a new state) and says whose findings may have changed (V5): itself, those sharing or
 * having shared its key or a unique value, those that point to it, those on a cycle with it.
 */
export function putRecord(
  index: SetIndex,
  referential: ReferentialId,
  id: RecordId,
  data: RecordData,
  withdrawn?: MasterRecord["withdrawn"],
): readonly AffectedRecord[] {
  return move(index, referential, id, (table) => add(index, table, id, data, withdrawn));
}

/** Takes one record out and says whose findings may have changed (V5). Nothing happens to an unknown id. */
export function removeRecord(
  index: SetIndex,
  referential: ReferentialId,
  id: RecordId,
): readonly AffectedRecord[] {
  return move(index, referential, id, () => null);
}

function add(
  index: SetIndex,
  table: SetTable,
  id: RecordId,
  data: RecordData,
  withdrawn: MasterRecord["withdrawn"],
): IndexedRecord {
  const record = indexRecord(table, id, data, withdrawn);
  table.byId.set(id, record);
  groupRecord(table, record);
  if (index.hasIncoming) linkRecord(index, record);
  return record;
}

function take(index: SetIndex, record: IndexedRecord): void {
  const { table, key } = record;
  table.byId.delete(record.id);
  if (table.grouped) {
    if (key !== undefined)
      leaveGroup(record.withdrawn ? table.withdrawnByKey : table.byKey, key, record);
    record.compared.forEach(
      (value, position) =>
        value !== undefined && leaveGroup(table.unique[position]!, value, record),
    );
  }
  if (index.hasIncoming) unlinkRecord(index, record);
}

function move(
  index: SetIndex,
  referential: ReferentialId,
  id: RecordId,
  put: (table: SetTable) => IndexedRecord | null,
): readonly AffectedRecord[] {
  const table = groupedTable(tableOf(index, referential));
  const affected = new Map<string, AffectedRecord>();
  const touch = (record: IndexedRecord): void => {
    affected.set(`${record.table.plan.referential.id}/${record.id}`, {
      referential: record.table.plan.referential.id,
      recordId: record.id,
    });
  };
  const old = table.byId.get(id);
  if (old) {
    neighboursOf(index, old).forEach(touch);
    take(index, old);
  }
  index.epoch += 1;
  const now = put(table);
  if (now) neighboursOf(index, now).forEach(touch);
  return [...affected.values()].filter((record) =>
    index.tables.get(record.referential)!.byId.has(record.recordId),
  );
}

/** The records whose findings depend on this one, itself first. */
function neighboursOf(index: SetIndex, record: IndexedRecord): ReadonlySet<IndexedRecord> {
  const { table } = record;
  const found = new Set<IndexedRecord>([record]);
  if (record.key !== undefined)
    for (const member of membersUnder(table.byKey, record.key)) found.add(member);
  record.compared.forEach((value, position) => {
    if (value !== undefined)
      for (const member of membersUnder(table.unique[position]!, value)) found.add(member);
  });
  for (const member of pointingTo(index, table, record.id, record.key)) found.add(member);
  for (const plan of table.plan.hierarchies)
    for (const member of cycleMembers(index, record, plan)) found.add(member);
  return found;
}

/** The records that are both above and below this one in a hierarchy, whatever the dates. */
function cycleMembers(
  index: SetIndex,
  record: IndexedRecord,
  plan: LinkPlan,
): readonly IndexedRecord[] {
  const above = reachableAbove(index, record, plan);
  return above.has(record)
    ? [...above].filter((member) => reachableAbove(index, member, plan).has(record))
    : [];
}

/** Every record reached by going up from this one, dates aside; holds the record itself only if it closes a cycle. */
function reachableAbove(
  index: SetIndex,
  record: Pick<IndexedRecord, "data">,
  plan: LinkPlan,
): ReadonlySet<IndexedRecord> {
  const found = new Set<IndexedRecord>();
  const waiting: Pick<IndexedRecord, "data">[] = [record];
  while (waiting.length > 0) {
    for (const target of targetsOf(waiting.pop()!.data, plan)) {
      const parent = resolveReference(index, plan.referential, target);
      if (parent && !found.has(parent)) {
        found.add(parent);
        waiting.push(parent);
      }
    }
  }
  return found;
}
