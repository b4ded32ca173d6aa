import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { Dexie } from "dexie";
import { IDBFactory, IDBKeyRange, IDBObjectStore } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { batchOfStore } from "../../renderer/storage/journal/typed-state.ts";
import type { LocalStore, WriteBatch } from "../../shared/ports/index.ts";
import {
  makeJournalledLaptop,
  startJournalled,
  type JournalledLaptop,
} from "../fixtures/journalled-laptop.ts";
import { localStoreLaws } from "./local-store-laws.ts";
import { block, draft, outboxRow, recordId } from "./local-store-rows.ts";

const laptops: JournalledLaptop[] = [];
async function makeLaptop(): Promise<JournalledLaptop> {
  const laptop = await makeJournalledLaptop();
  laptops.push(laptop);
  return laptop;
}

/** Everything typed that a store holds, without what tells of a restoration. */
async function typed(store: LocalStore): Promise<WriteBatch> {
  const batch = await batchOfStore(store);
  return {
    ...batch,
    settings: { put: batch.settings?.put?.filter(({ key }) => key !== "screen.restored") ?? [] },
  };
}

// What was found and mended is said to the log; the tests say it by what they compare.
beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));
afterEach(async () => {
  vi.restoreAllMocks();
  for (const laptop of laptops.splice(0)) await laptop.disk.remove();
});

localStoreLaws("Dexie with a journal on disk, in Node", async () => {
  const laptop = await makeLaptop();
  return {
    open: async () => (await startJournalled(laptop)).store,
    remove: async () => {},
  };
});

describe("a store and its journal, compared at start", () => {
  it("[L-4] brings everything back when IndexedDB was deleted: same device, same numbers, blocks that nobody else has", async () => {
    const laptop = await makeLaptop();
    const { store } = await startJournalled(laptop);
    await store.write({
      drafts: { put: [draft(1), draft(2)] },
      outbox: { put: [outboxRow(1), outboxRow(2, [block(3).hash])] },
      blocks: { put: [block(3), block(4)] },
      settings: { put: [{ key: "screen.columns", value: ["a"] }] },
    });
    await store.write({ drafts: { remove: [recordId(1)] } });
    const before = { device: await store.deviceId(), typed: await typed(store) };
    await store.close();
    laptop.indexedDB = new IDBFactory();
    const again = await startJournalled(laptop);
    expect({ device: await again.store.deviceId(), typed: await typed(again.store) }).toEqual(
      before,
    );
    const told = {
      reason: "emptied",
      drafts: 1,
      requests: 0,
      outbox: 2,
      complete: true,
      keptAs: null,
    };
    expect(again.restored).toEqual(told);
    expect(await again.store.setting("screen.restored")).toEqual(told);
    await again.store.close();
    // Told once as news, and kept until it was read.
    const third = await startJournalled(laptop);
    expect(third.restored).toBeNull();
    expect(await third.store.setting("screen.restored")).toEqual(told);
  });

  it("[L-4] brings everything back when marker and IndexedDB are both gone", async () => {
    const laptop = await makeLaptop();
    const { store } = await startJournalled(laptop);
    await store.write({ drafts: { put: [draft(1)] } });
    const before = await typed(store);
    await store.close();
    laptop.indexedDB = new IDBFactory();
    laptop.marker = null;
    const again = await startJournalled(laptop);
    expect(await typed(again.store)).toEqual(before);
    expect(again.restored).toMatchObject({ reason: "emptied", drafts: 1 });
  });

  it("[L-4] brings everything back when IndexedDB does not open any more", async () => {
    const laptop = await makeLaptop();
    const { store } = await startJournalled(laptop);
    await store.write({ drafts: { put: [draft(1)] } });
    const before = await typed(store);
    await store.close();
    const open = laptop.indexedDB.open.bind(laptop.indexedDB);
    let broken = true;
    vi.spyOn(laptop.indexedDB, "open").mockImplementation((name, version) => {
      if (broken) throw new DOMException("Internal error opening backing store", "UnknownError");
      return open(name, version);
    });
    vi.spyOn(laptop.indexedDB, "deleteDatabase").mockImplementationOnce((name) => {
      broken = false;
      return laptop.indexedDB.deleteDatabase(name);
    });
    const again = await startJournalled(laptop);
    expect(await typed(again.store)).toEqual(before);
    expect(again.restored).toMatchObject({ reason: "unreadable", drafts: 1 });
  });

  it("[L-4] writes again what IndexedDB was not asked before the program died", async () => {
    const laptop = await makeLaptop();
    const first = await startJournalled(laptop);
    await first.store.write({ drafts: { put: [draft(1)] } });
    let dead = false;
    laptop.wrap = (journal) => ({
      ...journal,
      async append(entry) {
        if (dead) throw new Error("dead");
        await journal.append(entry);
        dead = true;
        throw new Error("dead");
      },
    });
    await first.store.close();
    const second = await startJournalled(laptop);
    await expect(second.store.write({ drafts: { put: [draft(2)] } })).rejects.toThrow("dead");
    await second.store.close();
    laptop.wrap = (journal) => journal;
    const third = await startJournalled(laptop);
    expect(await third.store.drafts()).toEqual([draft(1), draft(2)]);
    expect(third.restored).toBeNull();
  });

  it("[L-4] takes back a step of the feed that was said and not written: central gives it again", async () => {
    const laptop = await makeLaptop();
    const first = await startJournalled(laptop);
    await first.store.write({ drafts: { put: [draft(1)] } });
    await first.store.close();
    let dead = false;
    laptop.wrap = (journal) => ({
      ...journal,
      async append(entry) {
        if (dead) throw new Error("dead");
        await journal.append(entry);
        dead = true;
        throw new Error("dead");
      },
    });
    const second = await startJournalled(laptop);
    const step = {
      cursor: 7,
      changes: [],
      history: [],
      models: [],
      batch: { drafts: { remove: [recordId(1)] } },
    };
    await expect(second.store.advance(step)).rejects.toThrow("dead");
    await second.store.close();
    laptop.wrap = (journal) => journal;
    const third = await startJournalled(laptop);
    expect(await third.store.drafts()).toEqual([draft(1)]);
    expect((await third.store.base()).cursor).toBe(0);
    await third.store.advance(step);
    await third.store.write({ drafts: { put: [draft(3)] } });
    const before = await typed(third.store);
    await third.store.close();
    laptop.indexedDB = new IDBFactory();
    expect(await typed((await startJournalled(laptop)).store)).toEqual(before);
  });

  it("[L-4] keeps a refused write refused: what IndexedDB would not take does not come back", async () => {
    const laptop = await makeLaptop();
    const { store } = await startJournalled(laptop);
    await store.write({ drafts: { put: [draft(1)] } });
    const impossible = { put: [{ key: "k", value: () => 1 }] };
    await expect(
      store.write({ drafts: { put: [draft(2)] }, settings: impossible }),
    ).rejects.toBeDefined();
    await store.write({ drafts: { put: [draft(3)] } });
    await store.close();
    laptop.indexedDB = new IDBFactory();
    expect(await (await startJournalled(laptop)).store.drafts()).toEqual([draft(1), draft(3)]);
  });

  it("[L-4] puts back rows that IndexedDB lost while its mark stayed", async () => {
    const laptop = await makeLaptop();
    const { store } = await startJournalled(laptop);
    await store.write({ drafts: { put: [draft(1), draft(2)] } });
    await store.close();
    const bare = new Dexie("base", { indexedDB: laptop.indexedDB, IDBKeyRange });
    await bare.open();
    await bare.table("drafts").delete(recordId(1));
    bare.close();
    const again = await startJournalled(laptop);
    expect(await again.store.drafts()).toEqual([draft(1), draft(2)]);
    expect(again.restored).toMatchObject({ reason: "unreadable", drafts: 1 });
  });

  it("[L-4] begins the journal again from IndexedDB when it is gone, behind, or damaged", async () => {
    for (const spoil of [
      async ({ disk }: JournalledLaptop) => rm(disk.file),
      async ({ disk }: JournalledLaptop) =>
        truncate(disk.file, (await readFile(disk.file)).length - 1),
      async ({ disk }: JournalledLaptop) => writeFile(disk.file, "autre chose"),
    ]) {
      const laptop = await makeLaptop();
      const { store } = await startJournalled(laptop);
      await store.write({ drafts: { put: [draft(1)] } });
      await store.write({ drafts: { put: [draft(2)] } });
      const before = await typed(store);
      await store.close();
      await spoil(laptop);
      const again = await startJournalled(laptop);
      expect(again.restored).toBeNull();
      await again.store.close();
      laptop.indexedDB = new IDBFactory();
      expect(await typed((await startJournalled(laptop)).store)).toEqual(before);
    }
  });

  it("[L-4] both gone is said, at every start, and never becomes a silent empty base", async () => {
    for (const marker of ["kept", "gone"] as const) {
      const laptop = await makeLaptop();
      const { store } = await startJournalled(laptop);
      await store.write({ drafts: { put: [draft(1)] } });
      await store.close();
      await writeFile(laptop.disk.file, "autre chose");
      laptop.indexedDB = new IDBFactory();
      if (marker === "gone") laptop.marker = null;
      for (const _again of [1, 2, 3])
        await expect(startJournalled(laptop)).rejects.toMatchObject({
          code: "STORE_DAMAGED",
          details: { reason: "both" },
        });
      // Started over by an explicit gesture.
      laptop.marker = null;
      await laptop.disk.start().rewrite([]);
      laptop.indexedDB = new IDBFactory();
      const over = await startJournalled(laptop);
      expect(over).toMatchObject({ fresh: true, restored: null });
    }
  });

  it("[L-8] a wiped laptop stays empty: nothing comes back from the journal, another device begins", async () => {
    const laptop = await makeLaptop();
    const { store } = await startJournalled(laptop);
    await store.write({ drafts: { put: [draft(1)] } });
    const device = await store.deviceId();
    await store.wipe();
    const second = await store.deviceId();
    expect(second).not.toBe(device);
    await store.write({ drafts: { put: [draft(2)] } });
    await store.close();
    laptop.indexedDB = new IDBFactory();
    const again = await startJournalled(laptop);
    expect(await again.store.drafts()).toEqual([draft(2)]);
    expect(await again.store.deviceId()).toBe(second);
  });
});

describe("a disk without room, before it is full (L-3)", () => {
  it("[L-3] refuses every write before anything is written, reads on, and goes on once there is room", async () => {
    const laptop = await makeLaptop();
    const { store } = await startJournalled(laptop);
    await store.write({ drafts: { put: [draft(1)] } });
    await store.close();
    laptop.disk.free = 999;
    const again = await startJournalled(laptop);
    const puts = vi.spyOn(IDBObjectStore.prototype, "put");
    const full = { code: "STORE_FULL", details: { free: 999, least: 1_000, certain: true } };
    const refused: readonly (() => Promise<unknown>)[] = [
      () => again.store.write({ drafts: { put: [draft(2)] } }),
      () => again.store.write({ settings: { put: [{ key: "internal.revision", value: 3 }] } }),
      () => again.store.advance({ cursor: 1, changes: [], history: [], models: [], batch: {} }),
      () => again.store.stashBlocks([block(1)]),
      () => again.store.installBase({ cursor: 1, models: [], blocks: [] }),
      () => again.store.compact("nomenclature" as never, [block(1)], 1),
      () => again.store.rememberHistory([]),
    ];
    for (const ask of refused) await expect(ask()).rejects.toMatchObject(full);
    expect(puts).not.toHaveBeenCalled();
    expect(await again.store.drafts()).toEqual([draft(1)]);
    laptop.disk.free = 1e9;
    await again.store.write({ drafts: { put: [draft(2)] } });
    expect(await again.store.drafts()).toEqual([draft(1), draft(2)]);
  });

  it("[L-3] an IndexedDB that is gone while the disk is full is left alone until there is room, then brought back", async () => {
    const laptop = await makeLaptop();
    const { store } = await startJournalled(laptop);
    await store.write({ drafts: { put: [draft(1)] } });
    await store.close();
    laptop.indexedDB = new IDBFactory();
    laptop.disk.free = 999;
    for (const _again of [1, 2])
      await expect(startJournalled(laptop)).rejects.toMatchObject({ code: "STORE_FULL" });
    laptop.disk.free = 1e9;
    const again = await startJournalled(laptop);
    expect(await again.store.drafts()).toEqual([draft(1)]);
    expect(again.restored).toMatchObject({ reason: "emptied", drafts: 1 });
  });
});
