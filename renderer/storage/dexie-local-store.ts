import type { DeviceId, ReferentialId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import type { BaseState, LocalStore, WriteBatch } from "../../shared/ports/index.ts";
import type { CommittedChange } from "../../shared/sync/index.ts";
import { historyIn, packHistory } from "./history-pack.ts";
import { packsOf, pageOfPacks } from "./history-rows.ts";
import { packLog, unpackLog } from "./log-pack.ts";
import { openTables, stampFresh } from "./open-tables.ts";
import { isConnectionLost, storeFaultOf } from "./store-fault.ts";
import type { StoreCall } from "./store-fault.ts";
import { declareTables } from "./store-schema.ts";
import type { IndexedDbHost, StoreTables } from "./store-schema.ts";
import { StoreVault } from "./store-vault.ts";
import type { StoreSealing } from "./store-vault.ts";
import { sweepBlocks } from "./sweep-blocks.ts";
import { readyBatch, writeRows } from "./write-rows.ts";

export type OpenStore = {
  readonly database: string;
  /** Chance for the ids of a fresh database. */
  readonly newId: () => string;
  /** Marker kept outside IndexedDB at an earlier opening; null when this machine never opened the database. */
  readonly generation: string | null;
  /** The person was told that the base was emptied and starts over from central. */
  readonly startOver?: boolean;
  /** How what it holds is sealed; nothing by default. */
  readonly sealing?: StoreSealing;
} & IndexedDbHost;

/** The store, and the marker to keep outside IndexedDB. */
export type OpenedStore = {
  readonly store: LocalStore;
  readonly generation: string;
  readonly fresh: boolean;
  /** True when what it holds is sealed. */
  readonly sealed: boolean;
};

/**
 * Opens (creating or carrying up to date) the local database. Two connections on it: `strict` for everything a
 * person typed and whatever moves with it, `relaxed` for blocks central also holds.
 *
 * Faults: STORE_NEWER when a newer Intendance wrote it; STORE_LOCKED while a window with an older one holds it; STORE_DAMAGED with `reason: 'emptied'` when a database this
 * machine had opened before comes back empty or another one (reliability.md, finding 2): never shown as a fresh install;
 * STORE_SEALED when what it holds is (or must be) sealed and the key is not here, or is another.
 */
export async function openDexieStore(options: OpenStore): Promise<OpenedStore> {
  const strict = declareTables(options.database, "strict", options);
  const relaxed = declareTables(options.database, "relaxed", options);
  try {
    await openTables(strict, options);
    await openTables(relaxed, options);
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
    const vault = new StoreVault(strict, options.sealing ?? { key: null, always: false });
    await vault.open();
    return {
      store: makeStore(strict, relaxed, vault, options),
      generation,
      fresh: known === null,
      sealed: vault.isSealed,
    };
  } catch (thrown) {
    strict.close();
    relaxed.close();
    throw storeFaultOf(thrown, "open");
  }
}

function makeStore(
  strict: StoreTables,
  relaxed: StoreTables,
  vault: StoreVault,
  host: OpenStore,
): LocalStore {
  /** Runs one call; a connection the browser closed under us is opened again once, every call being repeatable. */
  async function call<T>(tables: StoreTables, kind: StoreCall, run: () => Promise<T>): Promise<T> {
    try {
      try {
        return await run();
      } catch (thrown) {
        if (!isConnectionLost(thrown)) throw thrown;
        tables.close({ disableAutoOpen: false });
        await openTables(tables, host);
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
      read(async (): Promise<BaseState> => {
        const found = await strict.transaction(
          "r",
          [strict.meta, strict.models, strict.bases],
          async () => ({
            cursor: await cursorOf(),
            models: await strict.models.toArray(),
            blocks: (await strict.bases.toArray()).flatMap((base) => base.blocks),
          }),
        );
        return { ...found, models: await vault.unseal("models", found.models) };
      }),
    readBlock: (hash) =>
      read(async () => {
        const found = present([await strict.blocks.get(hash)]);
        return (await vault.unseal("blocks", found))[0] ?? null;
      }),
    readBlocks: (hashes) =>
      read(async () => vault.unseal("blocks", present(await strict.blocks.bulkGet([...hashes])))),
    stashBlocks: (blocks) =>
      call(relaxed, "write", () =>
        vault.write(
          relaxed,
          ["blocks"],
          () => vault.seal("blocks", blocks),
          async (rows) => void (await relaxed.blocks.bulkPut([...rows])),
        ),
      ),
    admit: (models) => write(() => vault.admit(models)),

    installBase: (base) =>
      write(async () => {
        await vault.admit(base.models);
        await vault.write(
          strict,
          ["models", "bases", "blocks", "log"],
          () => vault.seal("models", base.models),
          async (models) => {
            const hashes = base.blocks.map((block) => block.hash);
            const here = new Set<string>(
              await strict.blocks.where("hash").anyOf(hashes).primaryKeys(),
            );
            const missing = hashes.filter((hash) => !here.has(hash));
            if (missing.length > 0)
              throw new Fault("BLOCK_MISSING", "blocks to install are not here", {
                missing: missing.length,
              });
            await strict.models.clear();
            await strict.bases.clear();
            await strict.log.clear();
            await strict.models.bulkPut([...models]);
            await strict.bases.bulkPut(
              [...Map.groupBy(base.blocks, (block) => block.referential)].map(
                ([referential, blocks]) => ({ referential, blocks }),
              ),
            );
            await strict.meta.put({ key: "cursor", value: base.cursor });
          },
        );
      }),

    async advance(step) {
      const log = await packLog(step.cursor, step.changes);
      const packs = packHistory(step.history);
      await write(async () => {
        await vault.admit(step.models);
        await vault.write(
          strict,
          strict.tables.map((table) => table.name),
          async () => ({
            log: await vault.seal("log", log),
            packs: await vault.seal("historyPacks", packs),
            models: await vault.seal("models", step.models),
            batch: await readyBatch(vault, step.batch),
          }),
          async (ready) => {
            if (step.cursor <= (await cursorOf())) return;
            await strict.log.bulkPut([...ready.log]);
            await strict.historyPacks.bulkPut([...ready.packs]);
            await strict.models.bulkPut([...ready.models]);
            await writeRows(strict, ready.batch);
            await strict.meta.put({ key: "cursor", value: step.cursor });
          },
        );
      });
    },

    logOf: (referential) =>
      read(async (): Promise<readonly CommittedChange[]> =>
        unpackLog(await vault.unseal("log", await logRows(strict, referential).toArray())),
      ),

    compact: (referential, blocks, upTo) =>
      write(() =>
        vault.write(
          strict,
          ["bases", "blocks", "log"],
          () => vault.seal("blocks", blocks),
          async (rows) => {
            await strict.blocks.bulkPut([...rows]);
            await strict.bases.put({
              referential,
              blocks: blocks.map(({ hash, count, referential: of }) => ({
                hash,
                count,
                referential: of,
              })),
            });
            await logRows(strict, referential, upTo).delete();
          },
        ),
      ),

    historyOf: (recordId) =>
      read(async () =>
        historyIn(await vault.unseal("historyPacks", await packsOf(strict, recordId)), recordId),
      ),
    historyPage: (after) =>
      read(async () => {
        const { packs, next } = await pageOfPacks(strict, after);
        const opened = await vault.unseal("historyPacks", packs);
        return { entries: opened.flatMap((pack) => pack.entries), next };
      }),
    rememberHistory: (entries) =>
      call(relaxed, "write", () =>
        vault.write(
          relaxed,
          ["historyPacks"],
          () => vault.seal("historyPacks", packHistory(entries)),
          async (rows) => void (await relaxed.historyPacks.bulkPut([...rows])),
        ),
      ),

    write: (batch: WriteBatch) =>
      write(() =>
        vault.write(
          strict,
          strict.tables.map((table) => table.name),
          () => readyBatch(vault, batch),
          (rows) => writeRows(strict, rows),
        ),
      ),
    drafts: () => read(async () => vault.unseal("drafts", await strict.drafts.toArray())),
    requests: () => read(async () => vault.unseal("requests", await strict.requests.toArray())),
    outbox: () =>
      read(async () =>
        vault.unseal("outbox", await strict.outbox.orderBy("operation.order").toArray()),
      ),
    conflicts: () => read(async () => vault.unseal("conflicts", await strict.conflicts.toArray())),
    commands: () =>
      read(async () => vault.unseal("commands", await strict.commands.orderBy("order").toArray())),
    waivers: () =>
      read(async () =>
        (await vault.unseal("waivers", await strict.waivers.toArray())).map((row) => row.waiver),
      ),
    setting: (key) =>
      read(async () => {
        const found = present([await strict.settings.get(key)]);
        return (await vault.unseal("settings", found))[0]?.value;
      }),
    settings: () =>
      read(async () => vault.unseal("settings", await strict.settings.orderBy("key").toArray())),

    sweep: () => write(() => sweepBlocks(strict)),
    async close() {
      strict.close();
      relaxed.close();
    },
    wipe: () =>
      write(() =>
        strict.transaction("rw", strict.tables, async () => {
          const generation = await strict.meta.get("generation");
          const sealing = await vault.mark();
          for (const table of strict.tables) await table.clear();
          // Another branch begins (Y1): its order numbers start again, so it needs a name of its own.
          await strict.meta.bulkPut([
            ...present([generation, sealing]),
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
