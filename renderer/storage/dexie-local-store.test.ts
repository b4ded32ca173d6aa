import { Dexie } from "dexie";
import { forceCloseDatabase, IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { RecordId } from "../../shared/base/index.ts";
import { draft, entry, outboxRow, recordId } from "../../tests/contracts/local-store-rows.ts";
import { failPutNumber } from "../../tests/fixtures/fail-put-number.ts";
import { openDexieStore } from "./dexie-local-store.ts";
import { SCHEMA_VERSION } from "./store-schema.ts";

let made = 0;
const opening = (
  indexedDB: IDBFactory,
  more: { readonly generation?: string | null; readonly startOver?: boolean } = {},
) =>
  openDexieStore({
    database: "base",
    newId: () => `id-${(made += 1)}`,
    generation: null,
    indexedDB,
    IDBKeyRange,
    ...more,
  });

/** The tables as version 1 had them; frozen: a released schema never changes. */
const VERSION_1 = {
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
};

async function makeVersion1(indexedDB: IDBFactory): Promise<void> {
  const old = new Dexie("base", { indexedDB, IDBKeyRange });
  old.version(1).stores(VERSION_1);
  await old.open();
  const history = [
    entry(1, 1, 10),
    entry(1, 2, 11),
    entry(2, 1, 10),
    ...Array.from({ length: 1200 }, (_, n) => entry(100 + n, 1, 12)),
  ];
  await old.table("history").bulkPut(history);
  await old.table("drafts").bulkPut([draft(1), draft(2, "é’\u202f«»")]);
  await old.table("outbox").bulkPut(Array.from({ length: 300 }, (_, n) => outboxRow(n + 1)));
  await old.table("meta").bulkPut([
    { key: "generation", value: "first" },
    { key: "deviceId", value: "device-1" },
    { key: "cursor", value: 42 },
  ]);
  old.close();
}

afterEach(() => vi.restoreAllMocks());

describe("the local database from one version to the next (L-5)", () => {
  it("carries version 1 up with its outbox, drafts, device and history whole", async () => {
    const indexedDB = new IDBFactory();
    await makeVersion1(indexedDB);
    const { store, generation, fresh } = await opening(indexedDB, { generation: "first" });
    expect({
      generation,
      fresh,
      device: await store.deviceId(),
      cursor: (await store.base()).cursor,
    }).toEqual({ generation: "first", fresh: false, device: "device-1", cursor: 42 });
    expect(await store.outbox()).toEqual(Array.from({ length: 300 }, (_, n) => outboxRow(n + 1)));
    expect(await store.drafts()).toEqual([draft(1), draft(2, "é’\u202f«»")]);
    expect(await store.historyOf(recordId(1))).toEqual([entry(1, 1, 10), entry(1, 2, 11)]);
    expect(await store.historyOf(recordId(1299))).toEqual([entry(1299, 1, 12)]);
  });

  it("leaves version 1 as it was when the upgrade fails at any of its writes", async () => {
    for (let failing = 1; failing <= 4; failing += 1) {
      const indexedDB = new IDBFactory();
      await makeVersion1(indexedDB);
      failPutNumber(failing, "QuotaExceededError");
      await expect(opening(indexedDB, { generation: "first" })).rejects.toMatchObject({
        code: "STORE_FULL",
      });
      vi.restoreAllMocks();
      const { store } = await opening(indexedDB, { generation: "first" });
      expect(await store.outbox()).toHaveLength(300);
      expect(await store.historyOf(recordId(2))).toEqual([entry(2, 1, 10)]);
      await store.close();
    }
  });

  it("refuses a database written by a newer version, and leaves it as it is", async () => {
    const indexedDB = new IDBFactory();
    const newer = new Dexie("base", { indexedDB, IDBKeyRange });
    newer.version(SCHEMA_VERSION + 1).stores({ ...VERSION_1, later: "key" });
    await newer.open();
    await newer.table("later").put({ key: "kept" });
    newer.close();
    await expect(opening(indexedDB)).rejects.toMatchObject({ code: "STORE_NEWER" });
    expect(await indexedDB.databases()).toEqual([
      { name: "base", version: (SCHEMA_VERSION + 1) * 10 },
    ]);
    await newer.open();
    expect(await newer.table("later").toArray()).toEqual([{ key: "kept" }]);
    newer.close();
  });
});

describe("a database that came back empty (finding 2, L-4)", () => {
  it("is never taken for a fresh install", async () => {
    const indexedDB = new IDBFactory();
    const { store, generation } = await opening(indexedDB);
    await store.write({ drafts: { put: [draft(1)] } });
    await store.close();
    await expect(opening(new IDBFactory(), { generation })).rejects.toMatchObject({
      code: "STORE_DAMAGED",
      details: { reason: "emptied", found: false },
    });
    expect(await (await opening(indexedDB, { generation })).store.drafts()).toEqual([draft(1)]);
  });

  it("starts over once the person was told, on another branch", async () => {
    const emptied = new IDBFactory();
    const opened = await opening(emptied, { generation: "lost", startOver: true });
    expect(opened.fresh).toBe(true);
    expect(opened.generation).not.toBe("lost");
    await opened.store.close();
    expect((await opening(emptied, { generation: opened.generation })).fresh).toBe(false);
  });
});

describe("a store that says no (L-7)", () => {
  for (const [name, code, certain] of [
    ["QuotaExceededError", "STORE_FULL", true],
    ["UnknownError", "STORE_FULL", false],
    ["AbortError", "STORE_FULL", false],
    ["NotReadableError", "STORE_DAMAGED", true],
  ] as const)
    it(`tells ${name} at any write of a batch as ${code}, and keeps nothing of the batch`, async () => {
      const indexedDB = new IDBFactory();
      const { store } = await opening(indexedDB);
      await store.write({ drafts: { put: [draft(9)] } });
      const batch = {
        drafts: { put: [draft(1), draft(2)] },
        outbox: { put: [outboxRow(1)] },
        settings: { put: [{ key: "k", value: 1 }] },
      };
      let failing = 0;
      for (;;) {
        failing += 1;
        failPutNumber(failing, name);
        const failure: unknown = await store.write(batch).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        vi.restoreAllMocks();
        if (failure === null) break;
        expect(failure).toMatchObject({ code, details: { certain } });
        expect(await store.drafts()).toEqual([draft(9)]);
        expect(await store.outbox()).toEqual([]);
      }
      expect(failing).toBe(5);
      expect(await store.drafts()).toEqual([draft(1), draft(2), draft(9)]);
    });

  it("opens again by itself when the browser closed the connection, without a restart", async () => {
    const indexedDB = new IDBFactory();
    const databases: IDBDatabase[] = [];
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, "open").mockImplementation((...given) => {
      const request = open(...given);
      request.addEventListener("success", () => databases.push(request.result));
      return request;
    });
    const { store } = await opening(indexedDB);
    await store.write({ drafts: { put: [draft(1)] } });
    for (const database of databases.splice(0)) forceCloseDatabase(database as never);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await store.write({ drafts: { put: [draft(2)] } });
    expect((await store.drafts()).map((row) => row.change.recordId)).toEqual([
      recordId(1),
      recordId(2),
    ] satisfies RecordId[]);
  });
  it("says that an older window holds the database during an upgrade, changes nothing, and goes on once it is closed", async () => {
    const indexedDB = new IDBFactory();
    await makeVersion1(indexedDB);
    const older = await openOlder(indexedDB);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const refused = opening(indexedDB).catch((thrown: unknown) => thrown);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), { timeout: 30_000 });
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    expect(await refused).toMatchObject({ code: "STORE_LOCKED" });
    expect(older.version).toBe(10);

    older.close();
    const { store } = await opening(indexedDB);
    expect(await store.outbox()).toHaveLength(300);
    expect(await store.drafts()).toEqual([draft(1), draft(2, "é’\u202f«»")]);
    await store.close();
  });

  it("waits for an older window that lets go in time", async () => {
    const indexedDB = new IDBFactory();
    await makeVersion1(indexedDB);
    const older = await openOlder(indexedDB);
    const opened = opening(indexedDB);
    setTimeout(() => older.close(), 50);
    const { store } = await opened;
    expect(await store.outbox()).toHaveLength(300);
    await store.close();
  });
});

/** A page of the older version, busy: it does not close when it is asked to. */
function openOlder(indexedDB: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve) => {
    const request = indexedDB.open("base");
    request.onsuccess = () => resolve(request.result);
  });
}
