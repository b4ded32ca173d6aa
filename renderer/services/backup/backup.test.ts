import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gzipSync } from "node:zlib";
import { hashOfText, isFaultData } from "../../../shared/base/index.ts";
import type {
  ContentHash,
  DeviceId,
  OperationId,
  PersonId,
  RecordId,
  ReferentialId,
  RequestId,
} from "../../../shared/base/index.ts";
import { cutChunks, readHeader, writeHeader } from "../../../shared/exchange/backup/index.ts";
import type { Part } from "../../../shared/exchange/backup/index.ts";
import type { LocalStore, PackedBlock } from "../../../shared/ports/index.ts";
import type { Change, HistoryEntry } from "../../../shared/record/index.ts";
import { isFinal } from "../../../shared/sync/index.ts";
import type { CommittedChange, Operation } from "../../../shared/sync/index.ts";
import { prepareRequest, summaryOf } from "../../../shared/workflow/index.ts";
import { openDexieStore } from "../../storage/dexie-local-store.ts";
import { importDataKey } from "../../storage/seal-body.ts";
import { makeMemoryStore } from "../../storage/memory-local-store.ts";
import { deriveSealKey } from "./derive-seal-key.ts";
import { dumpState } from "./dump-state.ts";
import { openSealed } from "./open-sealed.ts";
import { checkSealed, restoreState } from "./restore-state.ts";
import { sealParts } from "./seal-parts.ts";
import type { SealedSummary } from "./state-parts.ts";

const SEED = Number(process.env["INTENDANCE_SEED"] ?? Date.now() % 1_000_000);
const PASSPHRASE = "cinq tasses de thé vert";
const NOW = "2026-11-22T09:00:00.000Z";
const CODES = "codes" as ReferentialId;
const uuid = (n: number): string => `0193${String(n).padStart(4, "0")}-0000-7000-8000-000000000000`;

const summary: SealedSummary = {
  kind: "backup",
  version: "0.1.0",
  at: NOW,
  person: uuid(9000) as PersonId,
  name: "Noémie Planté",
  login: "noemie.plante",
  establishment: "valmorin",
  establishmentName: "Université de Valmorin",
  address: "https://central.example.fr",
  deviceId: "old" as DeviceId,
  cursor: 0,
  records: 0,
  drafts: 0,
  preparations: 0,
  requests: 0,
  waiting: 0,
};

// ── random states ───────────────────────────────────────────────────────────────────────────────────────────

const value = fc.oneof(
  fc.constant(null),
  fc.string(),
  fc.integer(),
  fc.array(fc.string(), { maxLength: 2 }),
);
const change = (n: number, text: string): Change => ({
  kind: "update",
  referential: CODES,
  recordId: uuid(n) as RecordId,
  baseVersion: 1,
  patch: { libelle: { before: "x", after: text } },
});
const block = (text: string): PackedBlock => {
  const body = JSON.stringify([{ text }]);
  return {
    hash: hashOfText(body),
    count: 1,
    referential: CODES,
    bytes: new Uint8Array(gzipSync(body)),
  };
};
const request = (n: number, blocks: readonly PackedBlock[]) =>
  prepareRequest(
    {
      id: uuid(n) as RequestId,
      title: `Demande ${String(n)}`,
      reason: "",
      legalText: "",
      effectiveDate: null,
      author: summary.person,
      workflow: { id: "", version: 0 },
      referentials: [CODES],
      summary: summaryOf([], () => undefined, { hasLegalText: false, warnings: 0 }),
      blocks: blocks.map(({ hash, count, referential }) => ({ hash, count, referential })),
      waivers: [],
      resolutions: [],
      origin: { kind: "manual" },
    },
    summary.name,
  );
const operation = (order: number, requestId: number, text: string): Operation => ({
  opId: uuid(5000 + order) as OperationId,
  deviceId: uuid(8000) as DeviceId,
  order,
  trunk: 3,
  at: NOW,
  payload: { kind: "request.cancel", requestId: uuid(requestId) as RequestId, reason: text },
});
const committed = (n: number, version: number, text: string): CommittedChange => ({
  ...change(n, text),
  version,
});
const entry = (n: number, version: number): HistoryEntry => ({
  recordId: uuid(n) as RecordId,
  version,
  commit: version,
  kind: "update",
  patch: { libelle: { before: "a", after: "b" } },
  requestId: uuid(100) as RequestId,
  requestTitle: "Titre",
  author: summary.person,
  authorName: summary.name,
  at: NOW,
});

const state = fc.record({
  base: fc.uniqueArray(fc.string({ maxLength: 40 }), { maxLength: 6 }),
  log: fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.string()), { maxLength: 6 }),
  cursor: fc.integer({ min: 0, max: 1000 }),
  drafts: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.string()), {
    selector: ([n]) => n,
    maxLength: 8,
  }),
  requests: fc.uniqueArray(fc.tuple(fc.integer({ min: 100, max: 199 }), fc.string()), {
    selector: ([n]) => n,
    maxLength: 4,
  }),
  outbox: fc.array(fc.tuple(fc.boolean(), fc.string()), { maxLength: 6 }),
  history: fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 4 })), {
    maxLength: 12,
  }),
  settings: fc.dictionary(fc.string({ minLength: 1 }), value),
});
type State = typeof state extends fc.Arbitrary<infer T> ? T : never;

async function fill(store: LocalStore, given: State, personal = false): Promise<void> {
  const base = given.base.map(block);
  await store.stashBlocks(base);
  await store.installBase({
    cursor: 0,
    models: [
      {
        kind: "referential",
        id: CODES,
        version: 1,
        document: { $id: "codes", "x-referential": { id: CODES, personal } },
      },
    ],
    blocks: base.map(({ hash, count, referential }) => ({ hash, count, referential })),
  });
  await store.rememberHistory(given.history.map(([n, version]) => entry(n, version)));
  const lines = given.requests.map(([n, text]) => [n, block(`line ${text}`)] as const);
  const answeredFirst = given.outbox.toSorted(([a], [b]) => Number(b) - Number(a));
  const batch = {
    drafts: {
      put: given.drafts.map(([n, text]) => ({
        change: change(n, text),
        requestId: null,
        updatedAt: NOW,
      })),
    },
    requests: { put: lines.map(([n, one]) => request(n, [one])) },
    blocks: { put: lines.map(([, one]) => one) },
    outbox: {
      put: answeredFirst.map(([answered, text], place) => ({
        operation: operation(place + 4, 100, text),
        blocks: [] as ContentHash[],
        answer: answered
          ? {
              opId: operation(place + 4, 100, text).opId,
              status: "accepted" as const,
              conflicts: [],
              fault: null,
              request: null,
              at: NOW,
            }
          : null,
      })),
    },
    settings: { put: Object.entries(given.settings).map(([key, one]) => ({ key, value: one })) },
  };
  if (given.cursor === 0) await store.write(batch);
  else
    await store.advance({
      cursor: given.cursor,
      changes: given.log.map(([n, text], place) => committed(n, place + 2, text)),
      history: [],
      models: [],
      batch,
    });
}

/** Everything a store answers; operations of the branch without what names the branch. */
async function everything(store: LocalStore): Promise<unknown> {
  const base = await store.base();
  const requests = await store.requests();
  const outbox = await store.outbox();
  return {
    base,
    blocks: await store.readBlocks([
      ...base.blocks.map((one) => one.hash),
      ...requests.flatMap((one) => one.content.blocks.map((ref) => ref.hash)),
    ]),
    log: await store.logOf(CODES),
    history: await Promise.all(
      Array.from({ length: 21 }, (_, n) => store.historyOf(uuid(n) as RecordId)),
    ),
    drafts: await store.drafts(),
    requests,
    operations: outbox.map(({ operation: { opId, trunk, at, payload }, answer }) => ({
      opId,
      trunk,
      at,
      payload,
      answer,
    })),
    conflicts: await store.conflicts(),
    commands: await store.commands(),
    waivers: await store.waivers(),
    settings: await store.settings(),
  };
}

/** The derivation, once per file: what is tested here opens one file thousands of times. */
function remembering(): typeof deriveSealKey {
  const known = new Map<string, ReturnType<typeof deriveSealKey>>();
  return (passphrase, salt, iterations) => {
    const name = `${passphrase} ${salt.join()} ${String(iterations)}`;
    const found = known.get(name) ?? deriveSealKey(passphrase, salt, iterations);
    known.set(name, found);
    return found;
  };
}

const seal = (store: LocalStore, chunkSize = 512): Promise<Blob> =>
  sealParts(dumpState(store, summary), { kind: "backup", passphrase: PASSPHRASE, chunkSize });

async function faultOf(run: () => Promise<unknown>): Promise<readonly [string, unknown] | null> {
  try {
    await run();
    return null;
  } catch (thrown) {
    if (!isFaultData(thrown)) throw thrown;
    return [thrown.code, thrown.details["reason"]];
  }
}

describe("backup and restore", () => {
  it(
    `[B11] [B12] a restored store answers everything as the one that was saved (seed ${String(SEED)})`,
    { timeout: 120_000 },
    async () => {
      const one = deriveSealKey(PASSPHRASE, new Uint8Array(32), 1000);
      const derive = (): ReturnType<typeof deriveSealKey> => one;
      await fc.assert(
        fc.asyncProperty(state, async (given) => {
          const [store, other] = [makeMemoryStore("old"), makeMemoryStore("new")];
          await fill(store, given);
          await other.write({ settings: { put: [{ key: "left", value: "behind" }] } });

          const sealed = await sealParts(dumpState(store, summary), {
            kind: "backup",
            passphrase: PASSPHRASE,
            chunkSize: 300,
            derive,
          });
          const file = await openSealed(sealed, PASSPHRASE, { derive });
          await restoreState(other, file, await checkSealed(file), []);

          expect(await everything(other)).toEqual(await everything(store));
          const device = await other.deviceId();
          const rows = await other.outbox();
          const unsent = rows.filter((row) => !isFinal(row.answer));
          expect(device).not.toBe("old");
          expect(unsent.map((row) => [row.operation.deviceId, row.operation.order])).toEqual(
            unsent.map((_, place) => [device, place + 1]),
          );
          expect(rows.filter((row) => isFinal(row.answer) && row.operation.order > 0)).toEqual([]);
        }),
        { numRuns: 200, seed: SEED },
      );
    },
  );

  it("[B1] the file names nobody in clear, and two files of one state are nothing alike", async () => {
    const store = makeMemoryStore("old");
    await fill(store, SAMPLE);
    const [one, two] = await Promise.all([seal(store), seal(store)]);
    const text = Buffer.from(await one.arrayBuffer()).toString("latin1");

    for (const name of ["Noémie", "noemie", "Valmorin", "valmorin", "central.example", "Demande"])
      expect(text.includes(Buffer.from(name).toString("latin1"))).toBe(false);
    const [left, right] = [await bytesOf(one), await bytesOf(two)];
    const alike = left.filter((byte, place) => byte === right[place]).length;
    expect(alike).toBeLessThan(left.length * 0.05 + 40);
  });

  it("[BK2] cut at any write, the store has pulled nothing, or everything is there; restoring again ends well", async () => {
    const store = makeMemoryStore("old");
    await fill(store, SAMPLE);
    const derive = remembering();
    const sealed = await seal(store);
    const open = async () => openSealed(sealed, PASSPHRASE, { derive });
    const checked = await checkSealed(await open());
    const whole = await everything(store);
    let cuts = 0;
    for (let nth = 1; ; nth += 1) {
      const other = makeMemoryStore("new");
      const cut = await restoreState(dyingAt(other, nth), await open(), checked, []).then(
        () => false,
        () => true,
      );
      if (!cut) break;
      cuts += 1;
      const { cursor } = await other.base();
      if (cursor === 0)
        expect([await other.drafts(), await other.outbox(), await other.requests()]).toEqual([
          [],
          [],
          [],
        ]);
      else expect(await everything(other)).toEqual(whole);
      await restoreState(other, await open(), checked, []);
      expect(await everything(other)).toEqual(whole);
    }
    expect(cuts).toBeGreaterThan(5);
  });

  it("[BK3] from a sealed IndexedDB to another one, each under its own key; without a key nothing is touched", async () => {
    const [first, second, third] = await Promise.all([
      openSealedStore(),
      openSealedStore(),
      openSealedStore(false),
    ]);
    await fill(first, SAMPLE, true);
    const derive = remembering();
    const sealed = await seal(first);
    const open = async () => openSealed(sealed, PASSPHRASE, { derive });
    const checked = await checkSealed(await open());
    await third.write({ settings: { put: [{ key: "reste", value: 1 }] } });

    await restoreState(second, await open(), checked, []);
    expect(await everything(second)).toEqual(await everything(first));
    expect(await faultOf(async () => restoreState(third, await open(), checked, []))).toMatchObject(
      ["STORE_SEALED", "no-key"],
    );
    expect(await third.settings()).toEqual([{ key: "reste", value: 1 }]);
  });

  it("[BK1] cancelled while it is made: nothing comes out", async () => {
    const store = makeMemoryStore("old");
    await fill(store, SAMPLE);
    let asked = 0;
    const isCancelled = (): boolean => (asked += 1) > 3;

    expect(
      await faultOf(() =>
        sealParts(dumpState(store, summary), {
          kind: "backup",
          passphrase: PASSPHRASE,
          isCancelled,
        }),
      ),
    ).toEqual(["CANCELLED", undefined]);
  });
});

describe("bad files", () => {
  it("[B4] cut at every byte, it is said to be cut", { timeout: 120_000 }, async () => {
    const { bytes, judge } = await sample();
    for (let length = 1; length < bytes.length; length += 1)
      expect([length, await judge(bytes.subarray(0, length))]).toEqual([
        length,
        ["FILE_TRUNCATED", undefined],
      ]);
    expect(await judge(bytes.subarray(0, 0))).toEqual(["FILE_EMPTY", undefined]);
    expect(await judge(bytes)).toBeNull();
  });

  it("[B3] [B5] one byte changed anywhere is found", { timeout: 120_000 }, async () => {
    const { bytes, judge } = await sample();
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = bytes.slice();
      changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
      const expected =
        place < 8
          ? ["FILE_KIND_UNKNOWN", "foreign"]
          : ["FILE_UNREADABLE", place < 100 ? "header" : "damaged"];
      expect([place, await judge(changed)]).toEqual([place, expected]);
    }
  });

  it("[B5] bytes added, chunks swapped, repeated or left out are found", async () => {
    const { bytes, judge, chunks } = await sample();
    const [head, first, second] = [bytes.subarray(0, 100), ...chunks];
    const rest = chunks.slice(2);
    if (!first || !second) throw new Error("the sample has too few chunks");
    const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
      Uint8Array.from(parts.flatMap((part) => [...part]));

    expect(await judge(joined(bytes, Uint8Array.of(0)))).toEqual(["FILE_UNREADABLE", "appended"]);
    expect(await judge(joined(head, second, first, ...rest))).toEqual([
      "FILE_UNREADABLE",
      "damaged",
    ]);
    expect(await judge(joined(head, first, first, ...rest))).toEqual([
      "FILE_UNREADABLE",
      "damaged",
    ]);
    expect(await judge(joined(head, second, ...rest))).toEqual(["FILE_TRUNCATED", undefined]);
    // A header made anew for what is left does not make a whole file of it.
    const header = readHeader(bytes.subarray(0, 100), bytes.length);
    for (let kept = 1; kept < chunks.length; kept += 1) {
      const left = chunks.slice(0, kept);
      const length = left.reduce((sum, chunk) => sum + chunk.length, 100);
      expect([kept, await judge(joined(writeHeader(header, length), ...left))]).toEqual([
        kept,
        ["FILE_UNREADABLE", "damaged"],
      ]);
    }
  });

  it("[B2] another passphrase, and another product's file", async () => {
    const { bytes } = await sample();

    expect(await faultOf(() => openSealed(new Blob([bytes]), "cinq tasses de thé noir"))).toEqual([
      "PASSPHRASE_WRONG",
      undefined,
    ]);
    expect(
      await faultOf(() => openSealed(new Blob(["PK\u0003\u0004 autre chose"]), PASSPHRASE)),
    ).toEqual(["FILE_KIND_UNKNOWN", "foreign"]);
  });

  it("[B8] a content that is sealed but not ours is refused before anything is written", async () => {
    const store = makeMemoryStore("old");
    await fill(store, SAMPLE);
    const parts: Part[] = [];
    for await (const part of dumpState(store, summary)) parts.push(part);
    const cases = [
      parts.slice(0, -1),
      parts.slice(1),
      parts.filter((part) => part.head["part"] !== "block"),
      parts.toSpliced(3, 1),
      [...parts, ...parts.slice(-1)],
      parts.map((part) =>
        part.head["part"] === "block" ? { ...part, body: Uint8Array.of(1, 2) } : part,
      ),
      parts.map((part) =>
        part.head["list"] === "outbox"
          ? { ...part, body: new Uint8Array(gzipSync('[{"operation":{"order":1}}]')) }
          : part,
      ),
    ];
    for (const [place, given] of cases.entries()) {
      const blob = await sealParts(toAsync(given), { kind: "backup", passphrase: PASSPHRASE });
      const file = await openSealed(blob, PASSPHRASE);
      expect([place, await faultOf(() => checkSealed(file))]).toEqual([
        place,
        ["FILE_UNREADABLE", "content"],
      ]);
    }
  });
});

const SAMPLE: State = {
  base: ["un", "deux"],
  log: [[1, "a"]],
  cursor: 7,
  drafts: [[3, "brouillon"]],
  requests: [[100, "ligne"]],
  outbox: [
    [true, "ancienne"],
    [false, "à envoyer"],
  ],
  history: [[1, 2]],
  settings: { colonnes: ["a"] },
};

/** A small file of many chunks, and what is said of any bytes in its place; nothing but reading is done. */
async function sample() {
  const store = makeMemoryStore("old");
  await fill(store, SAMPLE);
  const bytes = await bytesOf(await seal(store, 256));
  const derive = remembering();
  return {
    bytes,
    chunks: cutChunks(bytes.length, 256).map(({ start, end }) => bytes.subarray(start, end)),
    judge: (given: Uint8Array) =>
      faultOf(async () =>
        checkSealed(
          await openSealed(new Blob([given as Uint8Array<ArrayBuffer>]), PASSPHRASE, { derive }),
        ),
      ),
  };
}

const WRITES = [
  "wipe",
  "admit",
  "stashBlocks",
  "rememberHistory",
  "installBase",
  "advance",
  "write",
];

/** The store of a laptop that dies at its nth write: odd ones before it, even ones right after. */
function dyingAt(store: LocalStore, nth: number): LocalStore {
  let left = Math.ceil(nth / 2);
  return new Proxy(store, {
    get(target, name) {
      const method = target[name as keyof LocalStore] as (...given: unknown[]) => Promise<unknown>;
      if (!WRITES.includes(String(name))) return method.bind(target);
      return async (...given: unknown[]) => {
        left -= 1;
        if (left === 0 && nth % 2 === 1) throw new Error("died before");
        const answer = await method.apply(target, given);
        if (left === 0) throw new Error("died after");
        return answer;
      };
    },
  });
}

let opened = 0;
async function openSealedStore(withKey = true): Promise<LocalStore> {
  const key = withKey ? await importDataKey(crypto.getRandomValues(new Uint8Array(32))) : null;
  const { store } = await openDexieStore({
    database: "base",
    newId: () => `id-${String((opened += 1))}`,
    generation: null,
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    sealing: { key, always: false },
  });
  return store;
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

async function* toAsync<T>(values: readonly T[]): AsyncGenerator<T, void, void> {
  yield* values;
}
