import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { LocalStore, WriteBatch } from "../../shared/ports/index.ts";
import { localStoreFeedLaws, type FreshStore } from "./local-store-feed-laws.ts";
import { action, observe, PlainModel } from "./local-store-plain.ts";
import {
  block,
  command,
  committed,
  conflict,
  draft,
  entry,
  hash,
  model,
  nomenclature,
  outboxRow,
  recordId,
  refOf,
  request,
  step,
  waiver,
} from "./local-store-rows.ts";

/** A store and the way to open the same content again, as after a restart. */
export type StoreUnderTest = { open(): Promise<LocalStore>; remove(): Promise<void> };

/** The laws of `LocalStore`: every adapter obeys them, in every host. */
export function localStoreLaws(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`LocalStore: ${name}`, () => {
    const made: StoreUnderTest[] = [];
    const fresh: FreshStore = async () => {
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

    localStoreFeedLaws(fresh);

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
