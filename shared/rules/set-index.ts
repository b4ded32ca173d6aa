import { firstDay, foldText } from "../base/index.ts";
import type { IsoDate, JsonValue, RecordId, ReferentialId } from "../base/index.ts";
import { KEY_PREFIX, keyOf } from "../model/index.ts";
import type { Referential } from "../model/index.ts";
import type { MasterRecord, RecordData } from "../record/index.ts";
import { planOf } from "./set-plan.ts";
import type { LinkPlan, SetPlan } from "./set-plan.ts";
import { createTextGroups, firstUnder, joinGroup, membersUnder } from "./text-groups.ts";
import type { TextGroups } from "./text-groups.ts";

/** One record inside the index. Mutable only by the marks of `find-cycle.ts`. */
export type IndexedRecord = {
  readonly table: SetTable;
  readonly id: RecordId;
  readonly data: RecordData;
  readonly withdrawn: MasterRecord["withdrawn"];
  readonly key: string | undefined;
  /** First day of its validity and the day after the last one, where recorded: what links to it are judged on. */
  readonly from: IsoDate | undefined;
  readonly to: IsoDate | undefined;
  /** Compared value of each uniqueness rule, in the order of the plan; undefined where nothing is compared. */
  readonly compared: readonly (string | undefined)[];
  /** Epoch at which `safeIn` was written; under another epoch it says nothing. */
  safeAt: number;
  /** Bit n: nothing above this record closes a cycle in the hierarchy at position n of the plan. */
  safeIn: number;
};

/** The records of one référentiel, by what the set-level rules look up. */
export type SetTable = {
  readonly plan: SetPlan;
  readonly byId: Map<string, IndexedRecord>;
  readonly byKey: TextGroups<IndexedRecord>;
  readonly withdrawnByKey: TextGroups<IndexedRecord>;
  /** By compared value, in the order of the uniqueness rules. */
  readonly unique: readonly TextGroups<IndexedRecord>[];
  /** False while the groups above wait for records loaded in bulk: filled at first need, in one pass. */
  grouped: boolean;
  /** Records that point to a reference text of this référentiel (`<id>` or `key:<key>`); filled at first need. */
  readonly incoming: Map<string, Set<IndexedRecord>>;
  /** True once its records were loaded: before, a reference into it is not judged (unknown is not wrong, D5). */
  loaded: boolean;
};

/** Everything the set-level rules know of the records: one per laptop or per command of central. */
export type SetIndex = {
  readonly tables: ReadonlyMap<ReferentialId, SetTable>;
  /** Grows with every change: what was remembered under an older epoch is void. */
  epoch: number;
  hasIncoming: boolean;
  /** The last reference resolved: several rules ask for the same one in a row. */
  last: {
    epoch: number;
    table: SetTable | undefined;
    reference: string;
    found: IndexedRecord | undefined;
  };
};

/** An index over référentiels that go together, still empty. */
export function createSetIndex(referentials: readonly Referential[]): SetIndex {
  const tables = new Map<ReferentialId, SetTable>();
  for (const referential of referentials) {
    const plan = planOf(referential);
    tables.set(referential.id, {
      plan,
      byId: new Map(),
      byKey: createTextGroups(),
      withdrawnByKey: createTextGroups(),
      unique: plan.unique.map(() => createTextGroups<IndexedRecord>()),
      grouped: false,
      incoming: new Map(),
      loaded: false,
    });
  }
  return {
    tables,
    epoch: 1,
    hasIncoming: false,
    last: { epoch: 0, table: undefined, reference: "", found: undefined },
  };
}

/** The record a reference means: by id, or by key (a live record first, else a withdrawn one). */
export function resolveReference(
  index: SetIndex,
  referential: ReferentialId,
  reference: string,
): IndexedRecord | undefined {
  const table = index.tables.get(referential);
  if (!table) return undefined;
  const { last } = index;
  if (last.epoch === index.epoch && last.table === table && last.reference === reference)
    return last.found;
  const found = reference.startsWith(KEY_PREFIX)
    ? resolveKey(table, reference.slice(KEY_PREFIX.length))
    : table.byId.get(reference);
  last.epoch = index.epoch;
  last.table = table;
  last.reference = reference;
  last.found = found;
  return found;
}

function resolveKey(table: SetTable, key: string): IndexedRecord | undefined {
  const { byKey, withdrawnByKey } = groupedTable(table);
  return firstById(byKey, key) ?? firstById(withdrawnByKey, key);
}

/** Of several records with one key, the same one whatever the order in which they came. */
function firstById(groups: TextGroups<IndexedRecord>, key: string): IndexedRecord | undefined {
  if (groups.shared === 0) return firstUnder(groups, key);
  let first: IndexedRecord | undefined;
  for (const member of membersUnder(groups, key))
    if (!first || member.id < first.id) first = member;
  return first;
}

/** The live records of a référentiel that have this business key: one in a sound base, several when it is duplicated. */
export function recordsWithKey(
  index: SetIndex,
  referential: ReferentialId,
  key: string,
): readonly IndexedRecord[] {
  const table = index.tables.get(referential);
  return table ? membersUnder(groupedTable(table).byKey, key) : [];
}

/** The same table with its groups filled: keys and unique values can be asked for. */
export function groupedTable(table: SetTable): SetTable {
  if (!table.grouped) {
    table.grouped = true;
    for (const record of table.byId.values()) groupRecord(table, record);
  }
  return table;
}

/** What a uniqueness rule compares (V6): exact text or folded text of its attributes; undefined when one is missing. */
export function comparedValue(
  data: RecordData,
  attributes: readonly string[],
  comparison: "exact" | "plié",
): string | undefined {
  if (attributes.length === 1) return comparedPart(data[attributes[0]!], comparison);
  const parts: string[] = [];
  for (const name of attributes) {
    const part = comparedPart(data[name], comparison);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return JSON.stringify(parts);
}

/** Every reference text a record holds in one attribute. */
export function targetsOf(data: RecordData, link: LinkPlan): readonly string[] {
  const value = data[link.attribute];
  if (typeof value === "string") return [value];
  if (!Array.isArray(value)) return [];
  return (value as readonly JsonValue[]).flatMap((element) => {
    const target = link.dated ? (element as { readonly target?: unknown } | null)?.target : element;
    return typeof target === "string" ? [target] : [];
  });
}

/** The table of a référentiel; an unknown one is a bug of the caller. */
export function tableOf(index: SetIndex, referential: ReferentialId): SetTable {
  const table = index.tables.get(referential);
  if (!table) throw new RangeError(`no référentiel ${referential} in this index`);
  return table;
}

function comparedPart(
  value: JsonValue | undefined,
  comparison: "exact" | "plié",
): string | undefined {
  if (typeof value === "string") return comparison === "exact" ? value : foldText(value);
  return value === undefined || value === null ? undefined : JSON.stringify(value);
}

/** A record as the index holds it, with what it is compared by. */
export function indexRecord(
  table: SetTable,
  id: RecordId,
  data: RecordData,
  withdrawn: MasterRecord["withdrawn"],
): IndexedRecord {
  const { referential, unique } = table.plan;
  const compared: (string | undefined)[] = [];
  if (!withdrawn)
    for (const rule of unique) compared.push(comparedValue(data, rule.attributes, rule.comparison));
  const { period } = referential;
  const from = period ? data[period.from] : undefined;
  const to = period ? data[period.to] : undefined;
  return {
    table,
    id,
    data,
    withdrawn,
    key: keyOf(referential, data),
    from: typeof from === "string" ? firstDay(from) : undefined,
    to: typeof to === "string" ? firstDay(to) : undefined,
    compared,
    safeAt: 0,
    safeIn: 0,
  };
}

/** Puts a record into the groups of its key and unique values. */
export function groupRecord(table: SetTable, record: IndexedRecord): void {
  const { key, compared } = record;
  if (key !== undefined) {
    joinGroup(record.withdrawn ? table.withdrawnByKey : table.byKey, key, record);
  }
  for (let position = 0; position < compared.length; position += 1) {
    const value = compared[position];
    if (value !== undefined) joinGroup(table.unique[position]!, value, record);
  }
}
