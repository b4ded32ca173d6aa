import { readFile, rm, truncate } from "node:fs/promises";
import fc from "fast-check";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LocalStore } from "../../shared/ports/index.ts";
import {
  makeJournalledLaptop,
  startJournalled,
  type JournalledLaptop,
} from "../fixtures/journalled-laptop.ts";
import { draft, outboxRow, recordId } from "./local-store-rows.ts";

// Random lives of a laptop against plain maps; INTENDANCE_SEED runs the same ones again.

const SEED = Number(process.env["INTENDANCE_SEED"] ?? Date.now() % 1_000_000);
const LIVES = process.env["INTENDANCE_FAULTS"] === "full" ? 400 : 25;

const laptops: JournalledLaptop[] = [];
async function makeLaptop(): Promise<JournalledLaptop> {
  const laptop = await makeJournalledLaptop();
  laptops.push(laptop);
  return laptop;
}

// What was found and mended is said to the log; the tests say it by what they compare.
beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));
afterEach(async () => {
  vi.restoreAllMocks();
  for (const laptop of laptops.splice(0)) await laptop.disk.remove();
});

type Act =
  | { readonly kind: "put" | "remove"; readonly n: number; readonly text: string }
  | { readonly kind: "queue" | "answer" | "restart" }
  | { readonly kind: "cut"; readonly n: number; readonly text: string }
  | { readonly kind: "refuse"; readonly n: number }
  | { readonly kind: "loseStore" | "loseMarkerAndStore" | "cutJournal" | "loseJournal" };

const number = fc.integer({ min: 1, max: 4 });
const anAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("put" as const),
      n: number,
      text: fc.string({ maxLength: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("remove" as const),
      n: number,
      text: fc.constant(""),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("queue" as const, "answer" as const, "restart" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("cut" as const),
      n: number,
      text: fc.string({ maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("refuse" as const), n: number }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "loseStore" as const,
        "loseMarkerAndStore" as const,
        "cutJournal" as const,
        "loseJournal" as const,
      ),
    }),
  },
);

/** What the person was told is saved; `maybe`: writes cut on the way, that may be there or not. */
type Model = {
  drafts: Map<number, string>;
  outbox: Map<number, boolean>;
  maybe: Map<number, string>;
  /** True while what ends the journal takes a refused write back: cut off, that write would be back. */
  endsWithVoid: boolean;
};

describe(`histories of writes, cuts and losses (seed ${SEED})`, () => {
  it(
    "[L-4] whatever one of the two copies goes through, everything acknowledged is there",
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anAct, { minLength: 5, maxLength: 25 }), async (acts) => {
          const laptop = await makeLaptop();
          let store = (await startJournalled(laptop)).store;
          const model: Model = {
            drafts: new Map(),
            outbox: new Map(),
            maybe: new Map(),
            endsWithVoid: false,
          };
          const again = async (spoil: () => Promise<void> = async () => {}): Promise<void> => {
            await store.close();
            await spoil();
            store = (await startJournalled(laptop)).store;
            await compare(store, model);
          };
          for (const act of acts) {
            await perform(laptop, () => store, model, act, again);
            const writes = ["put", "remove", "queue", "cut"].includes(act.kind);
            if (act.kind === "refuse" || writes) model.endsWithVoid = act.kind === "refuse";
          }
          await again();
          expect(model.maybe.size).toBe(0);
        }),
        { numRuns: LIVES, seed: SEED },
      );
    },
  );
});

async function perform(
  laptop: JournalledLaptop,
  store: () => LocalStore,
  model: Model,
  act: Act,
  again: (spoil?: () => Promise<void>) => Promise<void>,
): Promise<void> {
  switch (act.kind) {
    case "put":
      await store().write({ drafts: { put: [draft(act.n, act.text)] } });
      model.drafts.set(act.n, act.text);
      return;
    case "remove":
      await store().write({ drafts: { remove: [recordId(act.n)] } });
      model.drafts.delete(act.n);
      return;
    case "queue": {
      const order = Math.max(0, ...model.outbox.keys()) + 1;
      await store().write({ outbox: { put: [outboxRow(order)] } });
      model.outbox.set(order, false);
      return;
    }
    case "answer": {
      const order = [...model.outbox].find(([, answered]) => !answered)?.[0];
      if (order === undefined) return;
      await store().write({ outbox: { put: [answered(order)] } });
      model.outbox.set(order, true);
      return;
    }
    case "refuse":
      await expect(
        store().write({
          drafts: { put: [draft(act.n, "refusé")] },
          settings: { put: [{ key: "k", value: () => 1 }] },
        }),
      ).rejects.toBeDefined();
      return;
    case "cut": {
      // The program dies once the journal has it and IndexedDB was not asked.
      laptop.wrap = (journal) => ({
        ...journal,
        async append(entry) {
          await journal.append(entry);
          throw new Error("dead");
        },
      });
      await again();
      const write = store().write({ drafts: { put: [draft(act.n, act.text)] } });
      await expect(write).rejects.toThrow("dead");
      laptop.wrap = (journal) => journal;
      model.maybe.set(act.n, act.text);
      await again();
      return;
    }
    case "restart":
      return again();
    case "loseStore":
      return again(async () => void (laptop.indexedDB = new IDBFactory()));
    case "loseMarkerAndStore":
      return again(async () => {
        laptop.indexedDB = new IDBFactory();
        laptop.marker = null;
      });
    case "cutJournal":
      if (model.endsWithVoid) return;
      return again(async () => {
        const { length } = await readFile(laptop.disk.file);
        await truncate(laptop.disk.file, Math.max(1, length - 37));
      });
    case "loseJournal":
      return again(() => rm(laptop.disk.file));
  }
}

const answered = (order: number) =>
  ({
    ...outboxRow(order),
    answer: {
      opId: outboxRow(order).operation.opId,
      status: "accepted",
      conflicts: [],
      fault: null,
      request: null,
      at: "2026-11-22T09:00:00.000Z",
    },
  }) as const;

/** Every acknowledged row is there and nothing else; a write that was cut counts from then on as it was found. */
async function compare(store: LocalStore, model: Model): Promise<void> {
  const found = new Map(
    (await store.drafts()).map((row) => [
      Number(row.change.recordId.slice(4, 8)),
      row.change.patch["libelle"]?.after as string,
    ]),
  );
  for (const [n, text] of model.maybe) if (found.get(n) === text) model.drafts.set(n, text);
  model.maybe.clear();
  expect(inOrder(found)).toEqual(inOrder(model.drafts));
  const outbox = (await store.outbox()).map((row) => [row.operation.order, row.answer !== null]);
  expect(outbox).toEqual(inOrder(model.outbox));
}

const inOrder = <Value>(rows: ReadonlyMap<number, Value>): readonly (readonly [number, Value])[] =>
  [...rows].sort(([a], [b]) => a - b);
