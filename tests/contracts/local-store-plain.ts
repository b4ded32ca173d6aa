import fc from "fast-check";
import type { LocalStore } from "../../shared/ports/index.ts";
import {
  block,
  committed,
  draft,
  nomenclature,
  recordId,
  refOf,
  step,
} from "./local-store-rows.ts";

/** One thing done to a store; a restart is done by who holds it. */
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
export const action: fc.Arbitrary<Action> = fc.oneof(
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
export class PlainModel {
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

/** The same of a real store. */
export async function observe(store: LocalStore) {
  const base = await store.base();
  return {
    cursor: base.cursor,
    blocks: base.blocks,
    log: await store.logOf(nomenclature),
    drafts: await store.drafts(),
    bytes: await store.readBlocks(base.blocks.map((ref) => ref.hash)),
  };
}
