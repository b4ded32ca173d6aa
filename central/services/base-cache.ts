import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import {
  createRuleContext,
  loadRecords,
  removeRecord,
  type RuleContext,
} from "../../shared/rules/index.ts";
import type { EstablishmentState } from "../store/establishments.ts";
import { recordsTouchedAfter } from "../store/records.ts";
import type { Tx } from "../store/tables.ts";
import type { Models } from "./models.ts";

/** Records kept in memory over all establishments: about a kilobyte each. */
const KEPT_RECORDS = 600_000;
const PAGE = 5_000;
/** Taking out more records than this costs more than reading the base again. */
const MAX_REMOVALS = 20_000;

/** A record with the commit that made its current version. */
export type BaseRecord = { readonly record: MasterRecord; readonly commit: number };

/** The accredited base of an establishment as the rules need it: every record, indexed for the set-level rules. */
export type Base = {
  readonly rules: RuleContext;
  find(referential: string, id: string): BaseRecord | undefined;
  findAnywhere(id: string): BaseRecord | undefined;
  /** Puts proposed records over the accredited ones, so that rules see the result; the base is unusable until `settle` or `revert`. */
  overlay(records: readonly MasterRecord[]): void;
  /** Takes the overlay back. */
  revert(): void;
  /** The overlay has become this commit. */
  settle(commit: number): void;
};

/**
 * The accredited base in memory. In step by construction: each use reads what commits touched since the last one, so several
 * servers on one PostgreSQL stay right. Only commands use it (one at a time by establishment), and a command that failed
 * half-way leaves it marked for a fresh reading.
 */
export type BaseCache = { load(tx: Tx, state: EstablishmentState, models: Models): Promise<Base> };

type Entry = {
  readonly models: Models;
  readonly rules: RuleContext;
  readonly records: ReadonlyMap<string, Map<string, BaseRecord>>;
  commit: number;
  overlay: readonly MasterRecord[] | null;
};

export function createBaseCache(keptRecords: number = KEPT_RECORDS): BaseCache {
  // Insertion order is the order of use: the first entry is the one to drop.
  const entries = new Map<string, Entry>();

  return {
    async load(tx, state, models) {
      const known = entries.get(state.id);
      // A base restored from a backup may be behind what was cached; a new model compares other things: start again.
      const usable =
        known && known.models === models && known.overlay === null && known.commit <= state.commit;
      const entry = usable ? known : emptyEntry(models);
      await catchUp(tx, state, entry);
      entries.delete(state.id);
      entries.set(state.id, entry);
      dropOldest(entries, keptRecords);
      return baseOf(entry);
    },
  };
}

function emptyEntry(models: Models): Entry {
  const rules = createRuleContext([...models.referentials.values()]);
  return {
    models,
    rules,
    records: new Map([...models.referentials.keys()].map((id) => [id, new Map()])),
    commit: -1,
    overlay: null,
  };
}

async function catchUp(tx: Tx, state: EstablishmentState, entry: Entry): Promise<void> {
  if (entry.commit === state.commit) return;
  for (const [referential, records] of entry.records) {
    for (let after = ""; ;) {
      const page = await recordsTouchedAfter(tx, state.id, referential, entry.commit, after, PAGE);
      for (const found of page) records.set(found.record.id, found);
      loadRecords(
        entry.rules.index,
        referential as ReferentialId,
        page.map(({ record }) => [record.id, record.data, record.withdrawn] as const),
      );
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      after = last.record.id;
    }
  }
  entry.commit = state.commit;
}

function dropOldest(entries: Map<string, Entry>, keptRecords: number): void {
  const sizeOf = (entry: Entry): number =>
    [...entry.records.values()].reduce((sum, records) => sum + records.size, 0);
  let total = [...entries.values()].reduce((sum, entry) => sum + sizeOf(entry), 0);
  for (const [name, entry] of entries) {
    if (total <= keptRecords || entries.size === 1) return;
    entries.delete(name);
    total -= sizeOf(entry);
  }
}

function baseOf(entry: Entry): Base {
  const { index } = entry.rules;
  const find = (referential: string, id: string): BaseRecord | undefined =>
    entry.records.get(referential)?.get(id);
  const put = (records: readonly MasterRecord[]): void => {
    for (const [referential, group] of Map.groupBy(records, (record) => record.referential)) {
      loadRecords(
        index,
        referential,
        group.map((record) => [record.id, record.data, record.withdrawn] as const),
      );
    }
  };
  return {
    rules: entry.rules,
    find,
    findAnywhere(id) {
      for (const records of entry.records.values()) {
        const found = records.get(id);
        if (found) return found;
      }
      return undefined;
    },
    overlay(records) {
      entry.overlay = records;
      put(records);
    },
    revert() {
      const overlay = entry.overlay ?? [];
      const created = overlay.filter((record) => !find(record.referential, record.id));
      // Left with its overlay, the entry is read afresh at its next use.
      if (created.length > MAX_REMOVALS) return;
      for (const record of created) removeRecord(index, record.referential, record.id as RecordId);
      put(overlay.flatMap((record) => find(record.referential, record.id)?.record ?? []));
      entry.overlay = null;
    },
    settle(commit) {
      for (const record of entry.overlay ?? [])
        entry.records.get(record.referential)?.set(record.id, { record, commit });
      entry.overlay = null;
      entry.commit = commit;
    },
  };
}
