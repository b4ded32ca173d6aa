import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type {
  ContentHash,
  OperationId,
  RecordId,
  ReferentialId,
  RequestId,
} from "../../shared/base/index.ts";
import type {
  CommandRow,
  ConflictRow,
  DraftRow,
  LocalStore,
  OutboxRow,
  PackedBlock,
  WriteBatch,
} from "../../shared/ports/index.ts";
import type { HistoryEntry } from "../../shared/record/index.ts";
import type { Waiver } from "../../shared/rules/index.ts";
import type { CommittedChange, ModelEntry } from "../../shared/sync/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";

/** A store and the way to open the same content again, as after a restart. */
export type StoreUnderTest = { open(): Promise<LocalStore>; remove(): Promise<void> };

const NOW = "2026-11-22T09:00:00.000Z";
const nomenclature = "nomenclature" as ReferentialId;
const other = "structures" as ReferentialId;
export const recordId = (n: number): RecordId =>
  `0193${String(n).padStart(4, "0")}-0000-7000-8000-000000000000` as RecordId;
const hash = (n: number): ContentHash => String(n).padStart(64, "0") as ContentHash;

export const block = (n: number, referential: ReferentialId = nomenclature): PackedBlock => ({
  hash: hash(n),
  count: n,
  referential,
  bytes: new Uint8Array([31, 139, n % 256]),
});
const refOf = ({ hash: of, count, referential }: PackedBlock) => ({ hash: of, count, referential });
export const draft = (n: number, text = "a", requestId: RequestId | null = null): DraftRow => ({
  change: {
    kind: "update",
    referential: nomenclature,
    recordId: recordId(n),
    baseVersion: 1,
    patch: { libelle: { before: "x", after: text } },
  },
  requestId,
  updatedAt: NOW,
});
export const outboxRow = (order: number, blocks: readonly ContentHash[] = []): OutboxRow => ({
  operation: {
    opId: `op-${order}` as OperationId,
    deviceId: "device" as OutboxRow["operation"]["deviceId"],
    order,
    trunk: 0,
    at: NOW,
    payload: { kind: "request.cancel", requestId: "r" as RequestId, reason: "" },
  },
  blocks,
  answer: null,
});
const committed = (
  n: number,
  version: number,
  referential: ReferentialId = nomenclature,
): CommittedChange => ({
  kind: version === 1 ? "create" : "update",
  referential,
  recordId: recordId(n),
  baseVersion: version - 1,
  patch: { libelle: { after: `v${version}` } },
  version,
});
export const entry = (n: number, version: number, commit: number): HistoryEntry => ({
  recordId: recordId(n),
  version,
  commit,
  kind: "update",
  patch: { libelle: { before: "a", after: "b" } },
  requestId: "r" as RequestId,
  requestTitle: "Titre",
  author: "p" as HistoryEntry["author"],
  authorName: "Personne",
  at: NOW,
});
const command = (order: number): CommandRow => ({
  order,
  label: `geste ${order}`,
  undone: false,
  moves: [{ recordId: recordId(1), before: null, after: draft(1) }],
});
const conflict = (n: number): ConflictRow => ({
  id: `c${n}`,
  conflict: {
    class: "hard",
    case: "same-field",
    referential: nomenclature,
    recordId: recordId(n),
    attribute: "libelle",
    base: "a",
    mine: "b",
    central: "c",
    centralVersion: 2,
  },
  requestId: null,
  foundAt: NOW,
  resolved: null,
});
const waiver = (n: number): Waiver => ({
  referential: nomenclature,
  recordId: recordId(n),
  rule: "identifier-key",
  attribute: "siret",
  value: "1",
  reason: "registre",
  author: "p",
  expires: "2027-01-01",
});
const request = (id: string, blocks: readonly PackedBlock[] = []): ChangeRequest => ({
  content: {
    id: id as RequestId,
    title: id,
    reason: "",
    legalText: "",
    effectiveDate: null,
    author: "p" as ChangeRequest["content"]["author"],
    workflow: { id: "w", version: 1 },
    referentials: [nomenclature],
    summary: {
      created: 0,
      updated: 0,
      closed: 0,
      withdrawn: 0,
      byReferential: {},
      hasLegalText: false,
      warnings: 0,
    },
    blocks: blocks.map(refOf),
    waivers: [],
    resolutions: [],
    origin: { kind: "manual" },
  },
  contentHash: hash(99),
  authorName: "Personne",
  revision: 0,
  status: "preparation",
  stages: [],
  decisions: [],
  comments: [],
  submittedAt: null,
  closedAt: null,
  commit: null,
  conflicts: [],
});
const model = (id: string, version: number): ModelEntry => ({
  kind: "referential",
  id,
  version,
  document: { $id: id, version },
});
const step = (
  cursor: number,
  changes: readonly CommittedChange[] = [],
  batch: WriteBatch = {},
  history: readonly HistoryEntry[] = [],
  models: readonly ModelEntry[] = [],
) => ({ cursor, changes, history, models, batch });

/** The laws of `LocalStore`: every adapter obeys them, in every host. */
export function localStoreLaws(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`LocalStore: ${name}`, () => {
    const made: StoreUnderTest[] = [];
    const fresh = async (): Promise<{ store: LocalStore; again: () => Promise<LocalStore> }> => {
      const under = await make();
      made.push(under);
      let store = await under.open();
      const again = async (): Promise<LocalStore> => {
        await store.close();
        store = await under.open();
        return store;
      };
      return { store, again };
    };
    afterEach(async () => {
      for (const under of made.splice(0)) await under.remove();
    });

    it("[LS1] a new store is empty and keeps one device id for life", async () => {
      const { store, again } = await fresh();
      expect(await store.base()).toEqual({ cursor: 0, models: [], blocks: [] });
      expect(
        await Promise.all([
          store.drafts(),
          store.requests(),
          store.outbox(),
          store.conflicts(),
          store.commands(),
          store.waivers(),
        ]),
      ).toEqual([[], [], [], [], [], []]);
      expect(await store.setting("absent")).toBeUndefined();
      const device = await store.deviceId();
      expect(device).not.toBe("");
      expect(await (await again()).deviceId()).toBe(device);
    });

    it("[LS2] everything of one write is there after a restart, and replaced by key", async () => {
      const { store, again } = await fresh();
      const batch = {
        drafts: { put: [draft(1), draft(2)] },
        requests: { put: [request("r1")] },
        blocks: { put: [block(1)] },
        outbox: { put: [outboxRow(2), outboxRow(1)] },
        conflicts: { put: [conflict(1)] },
        commands: { put: [command(1)] },
        waivers: { put: [waiver(1)] },
        settings: { put: [{ key: "columns", value: ["a", { b: 1 }] }] },
      } satisfies WriteBatch;
      await store.write(batch);
      await store.write({
        drafts: { put: [draft(2, "b")] },
        waivers: { put: [{ ...waiver(1), reason: "autre" }] },
      });
      const reopened = await again();
      expect(await reopened.drafts()).toEqual([draft(1), draft(2, "b")]);
      expect(await reopened.requests()).toEqual([request("r1")]);
      expect(await reopened.readBlock(hash(1))).toEqual(block(1));
      expect(await reopened.outbox()).toEqual([outboxRow(1), outboxRow(2)]);
      expect(await reopened.conflicts()).toEqual([conflict(1)]);
      expect(await reopened.commands()).toEqual([command(1)]);
      expect(await reopened.waivers()).toEqual([{ ...waiver(1), reason: "autre" }]);
      expect(await reopened.setting("columns")).toEqual(["a", { b: 1 }]);
    });

    it("[LS3] removals take away exactly their rows, and a removed key may be put again in the same write", async () => {
      const { store } = await fresh();
      await store.write({
        drafts: { put: [draft(1), draft(2)] },
        outbox: { put: [outboxRow(1)] },
        settings: { put: [{ key: "k", value: 1 }] },
      });
      await store.write({
        drafts: { remove: [recordId(1), recordId(2), recordId(3)], put: [draft(2, "z")] },
        outbox: { remove: [1] },
        settings: { remove: ["k"] },
      });
      expect(await store.drafts()).toEqual([draft(2, "z")]);
      expect(await store.outbox()).toEqual([]);
      expect(await store.setting("k")).toBeUndefined();
    });

    it("[LS4] a write with one impossible row leaves nothing of itself", async () => {
      const { store } = await fresh();
      const impossible = { key: "k", value: () => 1 };
      await expect(
        store.write({ drafts: { put: [draft(1)] }, settings: { put: [impossible] } }),
      ).rejects.toBeDefined();
      expect(await store.drafts()).toEqual([]);
    });

    it("[LS5] a base is installed whole, only when every block is here", async () => {
      const { store, again } = await fresh();
      const base = {
        cursor: 7,
        models: [model("a", 1)],
        blocks: [block(1), block(2, other)].map(refOf),
      };
      await store.stashBlocks([block(1)]);
      await expect(store.installBase(base)).rejects.toMatchObject({ code: "BLOCK_MISSING" });
      expect(await store.base()).toEqual({ cursor: 0, models: [], blocks: [] });
      await store.stashBlocks([block(2, other)]);
      await store.installBase(base);
      expect(await (await again()).base()).toEqual(base);
    });

    it("[LS6] installing a base replaces the former one and its log, and keeps what a person typed", async () => {
      const { store } = await fresh();
      await store.stashBlocks([block(1), block(2)]);
      await store.installBase({
        cursor: 3,
        models: [model("a", 1), model("b", 1)],
        blocks: [refOf(block(1))],
      });
      await store.advance(step(4, [committed(1, 2)]));
      await store.write({ drafts: { put: [draft(5)] } });
      await store.installBase({ cursor: 9, models: [model("a", 2)], blocks: [refOf(block(2))] });
      expect(await store.base()).toEqual({
        cursor: 9,
        models: [model("a", 2)],
        blocks: [refOf(block(2))],
      });
      expect(await store.logOf(nomenclature)).toEqual([]);
      expect(await store.drafts()).toEqual([draft(5)]);
    });

    it("[LS7] advance moves cursor, log, history, models and rows together, in feed order", async () => {
      const { store, again } = await fresh();
      await store.write({ drafts: { put: [draft(1)] } });
      await store.advance(
        step(
          1,
          [committed(1, 1), committed(2, 1, other)],
          { drafts: { remove: [recordId(1)] } },
          [entry(1, 1, 1)],
          [model("a", 1)],
        ),
      );
      await store.advance(
        step(3, [committed(1, 2)], { conflicts: { put: [conflict(1)] } }, [entry(1, 2, 2)]),
      );
      const reopened = await again();
      expect((await reopened.base()).cursor).toBe(3);
      expect((await reopened.base()).models).toEqual([model("a", 1)]);
      expect(await reopened.logOf(nomenclature)).toEqual([committed(1, 1), committed(1, 2)]);
      expect(await reopened.logOf(other)).toEqual([committed(2, 1, other)]);
      expect(await reopened.historyOf(recordId(1))).toEqual([entry(1, 1, 1), entry(1, 2, 2)]);
      expect(await reopened.drafts()).toEqual([]);
      expect(await reopened.conflicts()).toEqual([conflict(1)]);
    });

    it("[LS8] an entry at or before the cursor changes nothing at all", async () => {
      const { store } = await fresh();
      await store.advance(step(5, [committed(1, 1)]));
      await store.advance(step(5, [committed(1, 2)], { drafts: { put: [draft(1)] } }));
      await store.advance(step(4, [committed(1, 3)]));
      expect((await store.base()).cursor).toBe(5);
      expect(await store.logOf(nomenclature)).toEqual([committed(1, 1)]);
      expect(await store.drafts()).toEqual([]);
    });

    it("[LS9] a failing advance leaves cursor and log where they were", async () => {
      const { store } = await fresh();
      await expect(
        store.advance(
          step(1, [committed(1, 1)], { settings: { put: [{ key: "k", value: () => 1 }] } }),
        ),
      ).rejects.toBeDefined();
      expect((await store.base()).cursor).toBe(0);
      expect(await store.logOf(nomenclature)).toEqual([]);
    });

    it("[LS10] a large commit keeps its order and every change", async () => {
      const { store, again } = await fresh();
      const changes = Array.from({ length: 2500 }, (_, n) => committed(n, 1));
      await store.advance(
        step(
          1,
          changes,
          {},
          changes.map((change, n) => entry(n, change.version, 1)),
        ),
      );
      const reopened = await again();
      expect(await reopened.logOf(nomenclature)).toEqual(changes);
      expect(await reopened.historyOf(recordId(1733))).toEqual([entry(1733, 1, 1)]);
    });

    it("[LS11] compaction swaps blocks and drops the log up to its point, of that référentiel alone", async () => {
      const { store } = await fresh();
      await store.stashBlocks([block(1)]);
      await store.installBase({ cursor: 1, models: [], blocks: [refOf(block(1))] });
      await store.advance(step(2, [committed(1, 2), committed(3, 1, other)]));
      await store.advance(step(3, [committed(1, 3)]));
      await store.compact(nomenclature, [block(8), block(9)], 2);
      expect((await store.base()).blocks).toEqual([refOf(block(8)), refOf(block(9))]);
      expect(await store.logOf(nomenclature)).toEqual([committed(1, 3)]);
      expect(await store.logOf(other)).toEqual([committed(3, 1, other)]);
      expect((await store.base()).cursor).toBe(3);
    });

    it("[LS12] history may come from central too: each version once, oldest first", async () => {
      const { store } = await fresh();
      await store.rememberHistory([entry(1, 3, 30), entry(1, 1, 10)]);
      await store.rememberHistory([entry(1, 2, 20), entry(1, 3, 30), entry(2, 1, 10)]);
      expect(await store.historyOf(recordId(1))).toEqual([
        entry(1, 1, 10),
        entry(1, 2, 20),
        entry(1, 3, 30),
      ]);
      expect(await store.historyOf(recordId(9))).toEqual([]);
    });

    it("[LS17] every history entry is read by pages, and every setting by key", async () => {
      const { store, again } = await fresh();
      const kept = Array.from({ length: 30 }, (_, commit) =>
        Array.from({ length: 700 }, (__, n) => entry(n, commit + 1, commit + 1)),
      );
      for (const entries of kept) await store.rememberHistory(entries);
      await store.write({
        settings: {
          put: [
            { key: "b", value: [1, { a: null }] },
            { key: "a", value: "x" },
          ],
        },
      });
      const reopened = await again();
      const seen = new Map<string, HistoryEntry>();
      let pages = 0;
      for (let after: string | null = null; ; pages += 1) {
        const page = await reopened.historyPage(after);
        for (const one of page.entries) seen.set(`${one.recordId} ${one.version}`, one);
        if (page.next === null) break;
        after = page.next;
      }

      expect(pages).toBeLessThan(10);
      expect(seen.size).toBe(21_000);
      expect(seen.get(`${recordId(650)} 17`)).toEqual(entry(650, 17, 17));
      expect(await reopened.settings()).toEqual([
        { key: "a", value: "x" },
        { key: "b", value: [1, { a: null }] },
      ]);
    });

    it("[LS13] sweeping keeps blocks of the base, of requests and of the unanswered outbox only", async () => {
      const { store } = await fresh();
      await store.stashBlocks([block(1), block(2), block(3), block(4), block(5)]);
      await store.installBase({ cursor: 1, models: [], blocks: [refOf(block(1))] });
      const answered = {
        ...outboxRow(2, [hash(5)]),
        answer: {
          opId: "op-2" as OperationId,
          status: "accepted",
          conflicts: [],
          fault: null,
          request: null,
          at: NOW,
        },
      } as const;
      await store.write({
        requests: { put: [request("r", [block(2)])] },
        outbox: { put: [outboxRow(1, [hash(3)]), answered] },
      });
      await store.sweep();
      const left = await store.readBlocks([hash(1), hash(2), hash(3), hash(4), hash(5)]);
      expect(left.map((kept) => kept.count)).toEqual([1, 2, 3]);
    });

    it("[LS14] reading blocks leaves missing ones out and keeps bytes", async () => {
      const { store } = await fresh();
      await store.stashBlocks([block(1), block(300)]);
      expect(await store.readBlocks([hash(2), hash(300)])).toEqual([block(300)]);
      expect(await store.readBlock(hash(2))).toBeNull();
    });

    it("[LS15] wiping empties everything and begins another branch", async () => {
      const { store } = await fresh();
      const device = await store.deviceId();
      await store.stashBlocks([block(1)]);
      await store.installBase({ cursor: 1, models: [model("a", 1)], blocks: [refOf(block(1))] });
      await store.advance(
        step(
          2,
          [committed(1, 1)],
          { drafts: { put: [draft(1)] }, settings: { put: [{ key: "k", value: 1 }] } },
          [entry(1, 1, 1)],
        ),
      );
      await store.wipe();
      expect(await store.base()).toEqual({ cursor: 0, models: [], blocks: [] });
      expect(await store.logOf(nomenclature)).toEqual([]);
      expect(await store.historyOf(recordId(1))).toEqual([]);
      expect(await store.drafts()).toEqual([]);
      expect(await store.setting("k")).toBeUndefined();
      expect(await store.readBlock(hash(1))).toBeNull();
      expect(await store.deviceId()).not.toBe(device);
    });

    it(
      "[LS16] any sequence of actions and restarts ends as on plain maps",
      { timeout: 120_000 },
      async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
            const { store: first, again } = await fresh();
            let store = first;
            const plain = new PlainModel();
            for (const one of actions) {
              if (one.type === "restart") store = await again();
              else await plain.both(one, store);
            }
            expect(await observe(store)).toEqual(plain.observed());
          }),
          { numRuns: 25 },
        );
      },
    );
  });
}

type Action =
  | {
      readonly type: "write";
      readonly put: readonly number[];
      readonly remove: readonly number[];
      readonly text: string;
    }
  | {
      readonly type: "advance";
      readonly by: number;
      readonly records: readonly number[];
      readonly dropped: readonly number[];
    }
  | { readonly type: "compact" }
  | { readonly type: "sweep" }
  | { readonly type: "restart" };
const small = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 4 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("write" as const),
      put: small,
      remove: small,
      text: fc.string({ maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("advance" as const),
      by: fc.integer({ min: -1, max: 3 }),
      records: small,
      dropped: small,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: "compact" as const }) },
  { weight: 1, arbitrary: fc.constant({ type: "sweep" as const }) },
  { weight: 1, arbitrary: fc.constant({ type: "restart" as const }) },
);

/** What the store must hold, on plain maps. */
class PlainModel {
  private cursor = 0;
  private drafts = new Map<number, string>();
  private log: number[] = [];
  private packed = 0;

  async both(one: Exclude<Action, { type: "restart" }>, store: LocalStore): Promise<void> {
    switch (one.type) {
      case "write":
        await store.write({
          drafts: { remove: one.remove.map(recordId), put: one.put.map((n) => draft(n, one.text)) },
        });
        one.remove.forEach((n) => this.drafts.delete(n));
        one.put.forEach((n) => this.drafts.set(n, one.text));
        return;
      case "advance": {
        const cursor = this.cursor + one.by;
        await store.advance(
          step(
            cursor,
            one.records.map((n) => committed(n, 2)),
            { drafts: { remove: one.dropped.map(recordId) } },
          ),
        );
        if (one.by <= 0) return;
        this.cursor = cursor;
        this.log.push(...one.records);
        one.dropped.forEach((n) => this.drafts.delete(n));
        return;
      }
      case "compact":
        await store.compact(nomenclature, [block(500 + this.cursor)], this.cursor);
        this.packed = 500 + this.cursor;
        this.log = [];
        return;
      case "sweep":
        await store.sweep();
    }
  }

  observed() {
    return {
      cursor: this.cursor,
      blocks: this.packed === 0 ? [] : [refOf(block(this.packed))],
      log: this.log.map((n) => committed(n, 2)),
      drafts: [...this.drafts].sort(([a], [b]) => a - b).map(([n, text]) => draft(n, text)),
      bytes: this.packed === 0 ? [] : [block(this.packed)],
    };
  }
}

async function observe(store: LocalStore) {
  const base = await store.base();
  return {
    cursor: base.cursor,
    blocks: base.blocks,
    log: await store.logOf(nomenclature),
    drafts: await store.drafts(),
    bytes: await store.readBlocks(base.blocks.map((ref) => ref.hash)),
  };
}
