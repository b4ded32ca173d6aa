import type { ContentHash, DeviceId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import type {
  BaseState,
  CommandRow,
  ConflictRow,
  DraftRow,
  LocalStore,
  OutboxRow,
  PackedBlock,
  RowWrites,
  WriteBatch,
} from "../../shared/ports/index.ts";
import type { HistoryEntry } from "../../shared/record/index.ts";
import type { Waiver } from "../../shared/rules/index.ts";
import type { CommittedChange, ModelEntry } from "../../shared/sync/index.ts";
import type { BlockRef, ChangeRequest } from "../../shared/workflow/index.ts";
import { waiverKey } from "./waiver-key.ts";

/**
 * The local store in memory, under the same contract suite as the real one: for simulations and tests in Node.
 * Closing keeps the content, so that a "restart" opens the same value again.
 */
export function makeMemoryStore(deviceId: string): LocalStore {
  let cursor = 0;
  let wiped = 0;
  let models = new Map<string, ModelEntry>();
  let bases = new Map<string, readonly BlockRef[]>();
  let log: { seq: number; change: CommittedChange }[] = [];
  const blocks = new Map<string, PackedBlock>();
  const history = new Map<string, Map<number, HistoryEntry>>();
  const drafts = new Map<string, DraftRow>();
  const requests = new Map<string, ChangeRequest>();
  const outbox = new Map<number, OutboxRow>();
  const conflicts = new Map<string, ConflictRow>();
  const commands = new Map<number, CommandRow>();
  const waivers = new Map<string, Waiver>();
  const settings = new Map<string, { readonly key: string; readonly value: unknown }>();

  const writeNow = (batch: WriteBatch): void => {
    // A value that cannot be cloned fails before anything is written, as IndexedDB would.
    const copy = structuredClone(batch);
    writeRows(blocks, copy.blocks, (row) => row.hash);
    writeRows(drafts, copy.drafts, (row) => row.change.recordId);
    writeRows(requests, copy.requests, (row) => row.content.id);
    writeRows(outbox, copy.outbox, (row) => row.operation.order);
    writeRows(conflicts, copy.conflicts, (row) => row.id);
    writeRows(commands, copy.commands, (row) => row.order);
    writeRows(waivers, copy.waivers, waiverKey);
    writeRows(settings, copy.settings, (row) => row.key);
  };
  const remember = (entries: readonly HistoryEntry[]): void => {
    for (const entry of entries) {
      const versions = history.get(entry.recordId) ?? new Map<number, HistoryEntry>();
      history.set(entry.recordId, versions.set(entry.version, entry));
    }
  };
  const keyOfModel = (model: ModelEntry): string => `${model.kind}|${model.id}`;

  return {
    deviceId: async () => (wiped === 0 ? deviceId : `${deviceId}-${wiped}`) as DeviceId,
    base: async () => ({ cursor, models: sortedByKey(models), blocks: sortedByKey(bases).flat() }),
    readBlock: async (hash) => blocks.get(hash) ?? null,
    readBlocks: async (hashes) => hashes.flatMap((hash) => blocks.get(hash) ?? []),
    async stashBlocks(stashed) {
      for (const block of stashed) blocks.set(block.hash, structuredClone(block));
    },
    admit: async () => {},
    async installBase(base: BaseState) {
      const missing = base.blocks.filter((block) => !blocks.has(block.hash));
      if (missing.length > 0)
        throw new Fault("BLOCK_MISSING", "blocks to install are not here", {
          missing: missing.length,
        });
      models = new Map(base.models.map((model) => [keyOfModel(model), structuredClone(model)]));
      bases = Map.groupBy(base.blocks, (block) => block.referential as string);
      log = [];
      cursor = base.cursor;
    },
    async advance(step) {
      if (step.cursor <= cursor) return;
      const changes = structuredClone(step.changes);
      writeNow(step.batch);
      log.push(...changes.map((change) => ({ seq: step.cursor, change })));
      remember(structuredClone(step.history));
      for (const model of step.models) models.set(keyOfModel(model), structuredClone(model));
      cursor = step.cursor;
    },
    logOf: async (referential) =>
      log.filter((row) => row.change.referential === referential).map((row) => row.change),
    async compact(referential, packed, upTo) {
      for (const block of packed) blocks.set(block.hash, structuredClone(block));
      bases.set(
        referential,
        packed.map(({ hash, count, referential: of }) => ({ hash, count, referential: of })),
      );
      log = log.filter((row) => row.change.referential !== referential || row.seq > upTo);
    },
    historyOf: async (recordId) =>
      [...(history.get(recordId)?.values() ?? [])].sort((a, b) => a.version - b.version),
    async rememberHistory(entries) {
      remember(structuredClone(entries));
    },
    async historyPage(after) {
      const ids = [...history.keys()].sort();
      const from = after === null ? 0 : ids.findIndex((id) => id > after);
      const page = from === -1 ? [] : ids.slice(from, from + HISTORY_PAGE);
      const last = page.at(-1);
      return {
        entries: page.flatMap((id) => [...(history.get(id)?.values() ?? [])]),
        next: last === undefined || last === ids.at(-1) ? null : last,
      };
    },
    async write(batch) {
      writeNow(batch);
    },
    drafts: async () => sortedByKey(drafts),
    requests: async () => sortedByKey(requests),
    outbox: async () => sortedByKey(outbox),
    conflicts: async () => sortedByKey(conflicts),
    commands: async () => sortedByKey(commands),
    waivers: async () => sortedByKey(waivers),
    setting: async (key) => settings.get(key)?.value,
    settings: async () => sortedByKey(settings),
    async sweep() {
      const kept = new Set<ContentHash>(
        [
          ...[...bases.values()].flat(),
          ...[...requests.values()].flatMap((request) => request.content.blocks),
        ].map((block) => block.hash),
      );
      for (const row of outbox.values())
        if (row.answer === null || row.answer.status === "waiting")
          row.blocks.forEach((hash) => kept.add(hash));
      for (const hash of blocks.keys()) if (!kept.has(hash as ContentHash)) blocks.delete(hash);
    },
    async close() {},
    async wipe() {
      wiped += 1;
      cursor = 0;
      log = [];
      for (const table of [
        models,
        bases,
        blocks,
        history,
        drafts,
        requests,
        outbox,
        conflicts,
        commands,
        waivers,
        settings,
      ])
        table.clear();
    },
  };
}

/** Records whose history is read at once. */
const HISTORY_PAGE = 1000;

function writeRows<Row, Key extends string | number>(
  table: Map<string | number, Row>,
  writes: RowWrites<Row, Key> | undefined,
  keyOf: (row: Row) => string | number,
): void {
  for (const key of writes?.remove ?? []) table.delete(key);
  for (const row of writes?.put ?? []) table.set(keyOf(row), row);
}

/** Values in the order IndexedDB gives: by key. */
function sortedByKey<Key extends string | number, Row>(
  table: ReadonlyMap<Key, Row>,
): readonly Row[] {
  return [...table].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
}
