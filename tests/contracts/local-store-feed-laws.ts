import { expect, it } from "vitest";
import type { OperationId } from "../../shared/base/index.ts";
import type { LocalStore } from "../../shared/ports/index.ts";
import type { HistoryEntry } from "../../shared/record/index.ts";
import {
  block,
  committed,
  conflict,
  draft,
  entry,
  hash,
  model,
  nomenclature,
  NOW,
  other,
  outboxRow,
  recordId,
  refOf,
  request,
  step,
} from "./local-store-rows.ts";

/** A new store, and the way to open its content again, as after a restart. */
export type FreshStore = () => Promise<{
  readonly store: LocalStore;
  readonly again: () => Promise<LocalStore>;
}>;

/** What comes from central, as a store keeps it: base, feed, blocks, history. */
export function localStoreFeedLaws(fresh: FreshStore): void {
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
}
