import type { ContentHash, DeviceId, RecordId, ReferentialId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import type { BaseState, HistoryPage, LocalStore, WriteBatch } from "../../shared/ports/index.ts";
import type { HistoryEntry } from "../../shared/record/index.ts";
import type { CommittedChange } from "../../shared/sync/index.ts";
import { historyIn, packHistory } from "./history-pack.ts";
import { packLog, unpackLog } from "./log-pack.ts";
import { isConnectionLost, storeFaultOf } from "./store-fault.ts";
import type { StoreCall } from "./store-fault.ts";
import { declareTables, SCHEMA_VERSION } from "./store-schema.ts";
import type { IndexedDbHost, StoreTables } from "./store-schema.ts";
import { writeRows } from "./write-rows.ts";

export type OpenStore = {
  readonly database: string;
  /** Chance for the ids of a fresh database. */
  readonly newId: () => string;
  /** Marker kept outside IndexedDB at an earlier opening; null when this machine never opened the database. */
  readonly generation: string | null;
  /** The person was told that the base was emptied and starts over from central. */
  readonly startOver?: boolean;
} & IndexedDbHost;

/** The store, and the marker to keep outside IndexedDB. */
export type OpenedStore = {
  readonly store: LocalStore;
  readonly generation: string;
  readonly fresh: boolean;
};

/**
 * Opens (creating or carrying up to date) the local database. Two connections on it: `strict` for everything a
 * person typed and whatever moves with it, `relaxed` for blocks central also holds.
 *
 * Faults: STORE_NEWER when a newer Intendance wrote it; STORE_DAMAGED with `reason: 'emptied'` when a database this
 * machine had opened before comes back empty or another one (reliability.md, finding 2): never shown as a fresh install.
 */
export async function openDexieStore(options: OpenStore): Promise<OpenedStore> {
  const strict = declareTables(options.database, "strict", options);
  const relaxed = declareTables(options.database, "relaxed", options);
  try {
    await openChecked(strict, options);
    await openChecked(relaxed, options);
    const found = (await strict.meta.get("generation"))?.value;
    const known = typeof found === "string" ? found : null;
    if (options.generation !== null && known !== options.generation && options.startOver !== true) {
      throw new Fault("STORE_DAMAGED", "the local database came back empty", {
        reason: "emptied",
        found: known !== null,
      });
    }
    const generation = known ?? options.newId();
    if (known === null) await stampFresh(strict, generation, options.newId());
    return { store: makeStore(strict, relaxed, options), generation, fresh: known === null };
  } catch (thrown) {
    strict.close();
    relaxed.close();
    throw storeFaultOf(thrown, "open");
  }
}

async function stampFresh(
  tables: StoreTables,
  generation: string,
  deviceId: string,
): Promise<void> {
  await tables.meta.bulkPut([
    { key: "generation", value: generation },
    { key: "deviceId", value: deviceId },
    { key: "cursor", value: 0 },
  ]);
}

/**
 * Refuses a database of a higher version (downgrade) before Dexie sees it: Dexie would open it all the same, and add to it
 * the tables it misses.
 */
async function openChecked(tables: StoreTables, host: IndexedDbHost): Promise<void> {
  const databases = await (host.indexedDB ?? indexedDB).databases();
  const found = (databases.find((database) => database.name === tables.name)?.version ?? 0) / 10;
  if (Math.floor(found) > SCHEMA_VERSION)
    throw new Fault("STORE_NEWER", "the local database was written by a newer version", {
      found,
      known: SCHEMA_VERSION,
    });
  await tables.open();
}

function makeStore(strict: StoreTables, relaxed: StoreTables, host: OpenStore): LocalStore {
  /** Runs one call; a connection the browser closed under us is opened again once, every call being repeatable. */
  async function call<T>(tables: StoreTables, kind: StoreCall, run: () => Promise<T>): Promise<T> {
    try {
      try {
        return await run();
      } catch (thrown) {
        if (!isConnectionLost(thrown)) throw thrown;
        tables.close({ disableAutoOpen: false });
        await openChecked(tables, host);
        return await run();
      }
    } catch (thrown) {
      throw storeFaultOf(thrown, kind);
    }
  }
  const read = <T>(run: () => Promise<T>): Promise<T> => call(strict, "read", run);
  const write = <T>(run: () => Promise<T>): Promise<T> => call(strict, "write", run);
  const cursorOf = async (): Promise<number> =>
    Number((await strict.meta.get("cursor"))?.value ?? 0);

  return {
    deviceId: () => read(async () => (await strict.meta.get("deviceId"))?.value as DeviceId),

    base: () =>
      read(() =>
        strict.transaction(
          "r",
          [strict.meta, strict.models, strict.bases],
          async (): Promise<BaseState> => {
            const bases = await strict.bases.toArray();
            return {
              cursor: await cursorOf(),
              models: await strict.models.toArray(),
              blocks: bases.flatMap((base) => base.blocks),
            };
          },
        ),
      ),
    readBlock: (hash) => read(async () => (await strict.blocks.get(hash)) ?? null),
    readBlocks: (hashes) => read(async () => present(await strict.blocks.bulkGet([...hashes]))),
    stashBlocks: (blocks) =>
      call(relaxed, "write", async () => void (await relaxed.blocks.bulkPut([...blocks]))),

    installBase: (base) =>
      write(() =>
        strict.transaction(
          "rw",
          [strict.meta, strict.models, strict.bases, strict.blocks, strict.log],
          async () => {
            const hashes = base.blocks.map((block) => block.hash);
            const here = new Set(await strict.blocks.where("hash").anyOf(hashes).primaryKeys());
            const missing = hashes.filter((hash) => !here.has(hash));
            if (missing.length > 0)
              throw new Fault("BLOCK_MISSING", "blocks to install are not here", {
                missing: missing.length,
              });
            await strict.models.clear();
            await strict.bases.clear();
            await strict.log.clear();
            await strict.models.bulkPut([...base.models]);
            await strict.bases.bulkPut(
              [...Map.groupBy(base.blocks, (block) => block.referential)].map(
                ([referential, blocks]) => ({ referential, blocks }),
              ),
            );
            await strict.meta.put({ key: "cursor", value: base.cursor });
          },
        ),
      ),

    async advance(step) {
      const log = await packLog(step.cursor, step.changes);
      const packs = packHistory(step.history);
      await write(() =>
        strict.transaction("rw", strict.tables, async () => {
          if (step.cursor <= (await cursorOf())) return;
          await strict.log.bulkPut([...log]);
          await strict.historyPacks.bulkPut([...packs]);
          await strict.models.bulkPut([...step.models]);
          await writeRows(strict, step.batch);
          await strict.meta.put({ key: "cursor", value: step.cursor });
        }),
      );
    },

    logOf: (referential) =>
      read(async (): Promise<readonly CommittedChange[]> =>
        unpackLog(await logRows(strict, referential).toArray()),
      ),

    compact: (referential, blocks, upTo) =>
      write(() =>
        strict.transaction("rw", [strict.bases, strict.blocks, strict.log], async () => {
          await strict.blocks.bulkPut([...blocks]);
          await strict.bases.put({
            referential,
            blocks: blocks.map(({ hash, count, referential: of }) => ({
              hash,
              count,
              referential: of,
            })),
          });
          await logRows(strict, referential, upTo).delete();
        }),
      ),

    historyOf: (recordId) => read(() => historyOf(strict, recordId)),
    rememberHistory: (entries) =>
      call(
        relaxed,
        "write",
        async () => void (await relaxed.historyPacks.bulkPut([...packHistory(entries)])),
      ),
    historyPage: (after) => read(() => pageOfHistory(strict, after)),

    write: (batch: WriteBatch) =>
      write(() => strict.transaction("rw", strict.tables, () => writeRows(strict, batch))),
    drafts: () => read(() => strict.drafts.toArray()),
    requests: () => read(() => strict.requests.toArray()),
    outbox: () => read(() => strict.outbox.orderBy("operation.order").toArray()),
    conflicts: () => read(() => strict.conflicts.toArray()),
    commands: () => read(() => strict.commands.orderBy("order").toArray()),
    waivers: () => read(async () => (await strict.waivers.toArray()).map((row) => row.waiver)),
    setting: (key) => read(async () => (await strict.settings.get(key))?.value),
    settings: () => read(() => strict.settings.orderBy("key").toArray()),

    sweep: () => write(() => sweepBlocks(strict)),
    async close() {
      strict.close();
      relaxed.close();
    },
    wipe: () =>
      write(() =>
        strict.transaction("rw", strict.tables, async () => {
          const generation = await strict.meta.get("generation");
          for (const table of strict.tables) await table.clear();
          // Another branch begins (Y1): its order numbers start again, so it needs a name of its own.
          await strict.meta.bulkPut([
            ...present([generation]),
            { key: "deviceId", value: host.newId() },
            { key: "cursor", value: 0 },
          ]);
        }),
      ),
  };
}

const present = <T>(values: readonly (T | undefined)[]): T[] =>
  values.filter((value) => value !== undefined);

const logRows = (tables: StoreTables, referential: ReferentialId, upTo = Number.MAX_SAFE_INTEGER) =>
  tables.log
    .where("[referential+seq+part]")
    .between([referential, 0, 0], [referential, upTo, Number.MAX_SAFE_INTEGER], true, true);

async function historyOf(
  tables: StoreTables,
  recordId: RecordId,
): Promise<readonly HistoryEntry[]> {
  const keys = await tables.historyPacks
    .where("[last+first+commit]")
    .aboveOrEqual([recordId])
    .primaryKeys();
  const packs = await tables.historyPacks.bulkGet(keys.filter(([, first]) => first <= recordId));
  return historyIn(present(packs), recordId);
}

/** Packs read at once: some 10,000 entries. */
const PACKS_AT_ONCE = 20;

/** Packs in the order of their keys; a page begins after the key that the former one ended with. */
async function pageOfHistory(tables: StoreTables, after: string | null): Promise<HistoryPage> {
  const packs =
    after === null
      ? tables.historyPacks.toCollection()
      : tables.historyPacks
          .where("[last+first+commit]")
          .above(JSON.parse(after) as [string, string, number]);
  const page = await packs.limit(PACKS_AT_ONCE).toArray();
  const last = page.at(-1);
  return {
    entries: page.flatMap((pack) => pack.entries),
    next:
      last === undefined || page.length < PACKS_AT_ONCE
        ? null
        : JSON.stringify([last.last, last.first, last.commit]),
  };
}

/** Keeps blocks of the base, of every request and of the unanswered outbox; the rest is content already applied. */
async function sweepBlocks(tables: StoreTables): Promise<void> {
  await tables.transaction(
    "rw",
    [tables.bases, tables.requests, tables.outbox, tables.blocks],
    async () => {
      const kept = new Set<ContentHash>();
      await tables.bases.each((base) => base.blocks.forEach((block) => kept.add(block.hash)));
      await tables.requests.each((request) =>
        request.content.blocks.forEach((block) => kept.add(block.hash)),
      );
      await tables.outbox.each((row) => {
        if (row.answer === null || row.answer.status === "waiting")
          row.blocks.forEach((hash) => kept.add(hash));
      });
      const hashes = await tables.blocks.toCollection().primaryKeys();
      await tables.blocks.bulkDelete(hashes.filter((hash) => !kept.has(hash)));
    },
  );
}
