import { Dexie } from "dexie";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ContentHash, ReferentialId } from "../../shared/base/index.ts";
import type { WriteBatch } from "../../shared/ports/index.ts";
import type { ModelEntry } from "../../shared/sync/index.ts";
import {
  block,
  draft,
  entry,
  outboxRow,
  recordId,
} from "../../tests/contracts/local-store-rows.ts";
import { failPutNumber } from "../../tests/fixtures/fail-put-number.ts";
import { openDexieStore } from "./dexie-local-store.ts";
import type { OpenStore } from "./dexie-local-store.ts";
import { importDataKey } from "./seal-body.ts";
import { SCHEMA_VERSION } from "./store-schema.ts";
import { CONTENT_TABLES } from "./stored-rows.ts";

const newKey = () => importDataKey(crypto.getRandomValues(new Uint8Array(32)));
let key: CryptoKey;
let otherKey: CryptoKey;
beforeAll(async () => {
  [key, otherKey] = await Promise.all([newKey(), newKey()]);
});
afterEach(() => vi.restoreAllMocks());

let made = 0;
const opening = (indexedDB: IDBFactory, sealing: NonNullable<OpenStore["sealing"]>) =>
  openDexieStore({
    database: "base",
    newId: () => `id-${(made += 1)}`,
    generation: null,
    indexedDB,
    IDBKeyRange,
    sealing,
  });
const always = () => ({ key, always: true });
const ifPersonal = () => ({ key, always: false });
const withoutKey = { key: null, always: false };

const SECRET = "Camille Dûpont-Moreau";
const modelOf = (id: string, personal: boolean): ModelEntry => ({
  kind: "referential",
  id,
  version: 1,
  document: { "x-referential": { id, personal } },
});
const everything = (): WriteBatch => ({
  drafts: { put: [draft(1, SECRET), draft(2, `${SECRET} ${"x".repeat(40_000)}`)] },
  outbox: { put: [outboxRow(1)] },
  commands: {
    put: [{ order: 1, label: SECRET, undone: false, moves: [] }],
  },
  waivers: {
    put: [
      {
        referential: "nomenclature" as ReferentialId,
        recordId: recordId(1),
        rule: "identifier-key",
        attribute: "libelle",
        value: SECRET,
        reason: SECRET,
        author: "p",
        expires: "2027-01-01",
      },
    ],
  },
  settings: { put: [{ key: "k", value: { seen: [SECRET] } }] },
  blocks: { put: [{ ...block(1), bytes: new TextEncoder().encode(SECRET) }] },
});

/** Everything that the database holds, read as the engine keeps it. */
async function rawRows(indexedDB: IDBFactory): Promise<Record<string, unknown[]>> {
  const raw = await new Dexie("base", { indexedDB, IDBKeyRange }).open();
  const rows: Record<string, unknown[]> = {};
  for (const table of raw.tables) rows[table.name] = await table.toArray();
  raw.close();
  return rows;
}
/** One text of it all, bytes read as Latin-1 and as UTF-8. */
const textOf = (rows: unknown): string =>
  JSON.stringify(rows, (_name, value: unknown) =>
    value instanceof Uint8Array
      ? new TextDecoder("latin1").decode(value) + new TextDecoder().decode(value)
      : value,
  );

describe("a sealed database", () => {
  it("[S-12] gives back every row, and holds none of it in clear", async () => {
    const indexedDB = new IDBFactory();
    const { store, sealed } = await opening(indexedDB, always());
    await store.write(everything());
    await store.stashBlocks([{ ...block(2), bytes: new TextEncoder().encode(SECRET) }]);
    await store.rememberHistory([{ ...entry(1, 1, 1), requestTitle: SECRET }]);
    await store.advance({
      cursor: 1,
      changes: [
        {
          kind: "create",
          referential: "nomenclature" as ReferentialId,
          recordId: recordId(1),
          baseVersion: 0,
          patch: { libelle: { after: SECRET } },
          version: 1,
        },
      ],
      history: [],
      models: [modelOf(SECRET, false), modelOf("m", true)].slice(1),
      batch: {},
    });
    expect(sealed).toBe(true);
    expect(await store.drafts()).toEqual(everything().drafts?.put);
    expect((await store.waivers())[0]?.reason).toBe(SECRET);
    expect(await store.setting("k")).toEqual({ seen: [SECRET] });
    expect(new TextDecoder().decode((await store.readBlock(block(2).hash))?.bytes)).toBe(SECRET);
    const raw = textOf(await rawRows(indexedDB));
    const found = [SECRET, "Camille", "Moreau", "seen", "patch"].filter((text) =>
      raw.includes(text),
    );
    expect(found).toEqual([]);
  });

  it("[S-12] opens with its own key alone", async () => {
    const indexedDB = new IDBFactory();
    const { store } = await opening(indexedDB, always());
    await store.write(everything());
    await store.close();
    const before = await rawRows(indexedDB);
    await expect(opening(indexedDB, { key: otherKey, always: true })).rejects.toMatchObject({
      code: "STORE_SEALED",
      details: { reason: "other-key" },
    });
    await expect(opening(indexedDB, withoutKey)).rejects.toMatchObject({
      code: "STORE_SEALED",
      details: { reason: "no-key" },
    });
    expect(await rawRows(indexedDB)).toEqual(before);
    expect((await (await opening(indexedDB, always())).store.drafts()).length).toBe(2);
  });

  it("[S-12] a row put in another's place, changed or in clear is damage, never garbage", async () => {
    const indexedDB = new IDBFactory();
    const { store } = await opening(indexedDB, always());
    await store.write({ drafts: { put: [draft(1), draft(2)] } });
    const raw = await new Dexie("base", { indexedDB, IDBKeyRange }).open();
    const [one, two] = (await raw.table("drafts").toArray()) as { sealed: Uint8Array }[];
    const flipped = Uint8Array.from(one?.sealed ?? []);
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    for (const wrong of [
      { ...one, sealed: two?.sealed },
      { ...one, sealed: flipped },
      { ...one, sealed: new Uint8Array(3) },
      draft(1, "in clear"),
    ]) {
      await raw.table("drafts").put(wrong);
      await expect(store.drafts()).rejects.toMatchObject({
        code: "STORE_DAMAGED",
        details: { reason: "seal" },
      });
    }
    raw.close();
  });

  it("[S-12] wiped and left, takes a key of its own at the next opening", async () => {
    const indexedDB = new IDBFactory();
    const first = await opening(indexedDB, always());
    await first.store.write(everything());
    await first.store.wipe();
    await first.store.close();
    const { store } = await opening(indexedDB, { key: otherKey, always: true });
    await store.write({ drafts: { put: [draft(1, SECRET)] } });
    expect(textOf(await rawRows(indexedDB))).not.toContain("Camille");
    await expect(opening(indexedDB, always())).rejects.toMatchObject({ code: "STORE_SEALED" });
  });
});

describe("a database that becomes personal", () => {
  it("[S-12] stays in clear without a personal référentiel, and asks for no key", async () => {
    const indexedDB = new IDBFactory();
    const { store } = await opening(indexedDB, ifPersonal());
    await store.admit([modelOf("structures", false)]);
    await store.installBase({ cursor: 1, models: [modelOf("structures", false)], blocks: [] });
    await store.write({ drafts: { put: [draft(1)] } });
    await store.close();
    const again = await opening(indexedDB, withoutKey);
    expect([again.sealed, await again.store.drafts()]).toEqual([false, [draft(1)]]);
  });

  it("[S-12] is sealed whole before the first personal model is kept; without a key that model is refused", async () => {
    const indexedDB = new IDBFactory();
    const keyless = await opening(indexedDB, withoutKey);
    await keyless.store.write(everything());
    for (const refused of [
      () => keyless.store.admit([modelOf("personnes", true)]),
      () =>
        keyless.store.installBase({
          cursor: 1,
          models: [modelOf("personnes", true)],
          blocks: [],
        }),
      () =>
        keyless.store.advance({
          cursor: 1,
          changes: [],
          history: [],
          models: [modelOf("personnes", true)],
          batch: {},
        }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "STORE_SEALED" });
    expect((await keyless.store.base()).models).toEqual([]);
    const { store } = await opening(indexedDB, ifPersonal());
    await store.admit([modelOf("personnes", true)]);
    expect(textOf(await rawRows(indexedDB))).not.toContain("Camille");
    expect(await store.drafts()).toEqual(everything().drafts?.put);

    // The tab without a key neither reads nor writes any more: nothing of its own comes to the disk in clear.
    await expect(keyless.store.drafts()).rejects.toMatchObject({ code: "STORE_SEALED" });
    await expect(keyless.store.write(everything())).rejects.toMatchObject({
      code: "STORE_SEALED",
    });
    expect(textOf(await rawRows(indexedDB))).not.toContain("Camille");
  });
});

/** The tables as version 2 had them; frozen: a released schema never changes. */
const VERSION_2 = {
  meta: "key",
  models: "[kind+id]",
  bases: "referential",
  blocks: "hash",
  log: "[referential+seq+part]",
  historyPacks: "[last+first+commit]",
  drafts: "change.recordId",
  requests: "content.id",
  outbox: "operation.order",
  conflicts: "id",
  commands: "order",
  waivers: "key",
  settings: "key",
};

async function makeVersion2(indexedDB: IDBFactory): Promise<void> {
  const old = new Dexie("base", { indexedDB, IDBKeyRange });
  old.version(2).stores(VERSION_2);
  await old.open();
  await old.table("drafts").bulkPut(Array.from({ length: 150 }, (_, n) => draft(n, SECRET)));
  await old
    .table("outbox")
    .bulkPut(Array.from({ length: 300 }, (_, n) => outboxRow(n + 1, [String(n) as ContentHash])));
  await old.table("models").put(modelOf("personnes", true));
  await old
    .table("blocks")
    .put({ ...block(1), bytes: new TextEncoder().encode(`${SECRET} in a block`) });
  await old.table("historyPacks").put({
    first: recordId(1),
    last: recordId(1),
    commit: 4,
    entries: [{ ...entry(1, 1, 4), requestTitle: SECRET }],
  });
  await old.table("log").put({
    referential: "nomenclature",
    seq: 1,
    part: 0,
    text: JSON.stringify([{ recordId: recordId(1), patch: { libelle: { after: SECRET } } }]),
  });
  await old.table("meta").bulkPut([
    { key: "generation", value: "first" },
    { key: "deviceId", value: "device-1" },
    { key: "cursor", value: 42 },
  ]);
  old.close();
}

async function expectWhole(indexedDB: IDBFactory): Promise<void> {
  const { store, sealed, generation } = await opening(indexedDB, always());
  expect({
    sealed,
    generation,
    cursor: (await store.base()).cursor,
    device: await store.deviceId(),
  }).toEqual({ sealed: true, generation: "first", cursor: 42, device: "device-1" });
  expect(await store.outbox()).toEqual(
    Array.from({ length: 300 }, (_, n) => outboxRow(n + 1, [String(n) as ContentHash])),
  );
  expect(await store.drafts()).toEqual(Array.from({ length: 150 }, (_, n) => draft(n, SECRET)));
  expect((await store.historyOf(recordId(1)))[0]?.requestTitle).toBe(SECRET);
  expect(await store.logOf("nomenclature" as ReferentialId)).toHaveLength(1);
  expect(new TextDecoder().decode((await store.readBlock(block(1).hash))?.bytes)).toContain(SECRET);
  await store.close();
  expect(textOf(await rawRows(indexedDB))).not.toContain("Camille");
}

describe("from version 2, in clear, to a sealed version 3 (L-5)", () => {
  it("[L-5] seals in place with a full outbox, and version 2 refuses what came out", async () => {
    const indexedDB = new IDBFactory();
    await makeVersion2(indexedDB);
    await expectWhole(indexedDB);
    const databases = await indexedDB.databases();
    expect(databases).toEqual([{ name: "base", version: SCHEMA_VERSION * 10 }]);
    const raw = await rawRows(indexedDB);
    for (const table of CONTENT_TABLES)
      for (const row of raw[table] ?? []) expect(row).toHaveProperty("sealed");
  });

  it("[L-5] killed at any of its writes, it goes on where it stopped", async () => {
    let failing = 0;
    for (;;) {
      failing += 23;
      const indexedDB = new IDBFactory();
      await makeVersion2(indexedDB);
      const failure = await failingAt(failing, () => opening(indexedDB, always()));
      if (failure === null) break;
      expect(failure).toMatchObject({ code: "STORE_FULL" });
      await expectWhole(indexedDB);
    }
    // 150 drafts, 300 operations, 1 model, 1 block, 1 pack, 1 part of the log, 2 marks.
    expect(failing).toBeGreaterThan(456);
  });

  it("[L-5] without a key it is refused and left as it was: its model says personal", async () => {
    const indexedDB = new IDBFactory();
    await makeVersion2(indexedDB);
    const before = await rawRows(indexedDB);
    await expect(opening(indexedDB, withoutKey)).rejects.toMatchObject({
      code: "STORE_SEALED",
      details: { reason: "no-key" },
    });
    expect(await rawRows(indexedDB)).toEqual(before);
    await expectWhole(indexedDB);
  });
});

/** What `run` throws when the n-th put of any store fails as near a full disk; null when it gets through. */
async function failingAt(number: number, run: () => Promise<unknown>): Promise<unknown> {
  failPutNumber(number, "QuotaExceededError");
  const failure = await run().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  vi.restoreAllMocks();
  return failure;
}
