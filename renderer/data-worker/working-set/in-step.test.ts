import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordId } from "../../../shared/base/index.ts";
import { compileReferential } from "../../../shared/model/index.ts";
import type { DraftRow } from "../../../shared/ports/index.ts";
import type { MasterRecord, RecordData } from "../../../shared/record/index.ts";
import type { CommittedChange } from "../../../shared/sync/index.ts";
import { CODES, codesDocument } from "../../../tests/contracts/central-world.ts";
import type { ViewQuery } from "../data-api.ts";
import { referencesTo } from "./hierarchy-index.ts";
import type { Overlay } from "./overlay.ts";
import type { Marks } from "./record-state.ts";
import { ReferentialSet } from "./referential-set.ts";
import { Views } from "./views.ts";

const DAY = "2026-11-22";
const marks: Marks = { conflictsOf: () => undefined, findingsOf: () => [] };
const model = compileReferential(codesDocument().document as never);
const idOf = (n: number): RecordId => `0193-${String(n).padStart(3, "0")}` as RecordId;

function makeSet(): ReferentialSet {
  const set: ReferentialSet = new ReferentialSet(model, "fr", {
    show: (_referential, reference) => {
      const slot = reference.startsWith("key:")
        ? set.table.slotsOfKey(reference.slice(4))[0]
        : set.table.slotOf(reference as RecordId);
      return slot === undefined || !set.table.shown[slot] ? undefined : set.table.key(slot);
    },
    keyVersionOf: () => set.table.keyVersion,
  });
  return set;
}

/** Everything that screens may ask, by record id so that the places in memory do not count. */
function answers(set: ReferentialSet) {
  const views = new Views(marks, () => DAY);
  const idAt = (slot: number): RecordId => set.table.ids[slot] as RecordId;
  const query = (more: Partial<ViewQuery>): readonly RecordId[] => {
    const { viewId } = views.openView(set, {
      referential: CODES,
      columns: [],
      sort: [],
      filters: [],
      search: "",
      asAt: null,
      ...more,
    });
    return views.ids(viewId);
  };
  const all = [...set.table.shown.keys()].filter((slot) => set.table.shown[slot]);
  const { viewId } = views.openView(set, {
    referential: CODES,
    columns: [],
    sort: [],
    filters: [],
    search: "",
    asAt: null,
  });
  return {
    size: set.table.size,
    // Records of one key are equal for the order asked: their ids settle it here.
    byKey: query({}).map((id) => set.table.key(set.table.slotOf(id) ?? -1)),
    byTitle: query({ sort: [{ attribute: "libelle", descending: true }] }).map((id) =>
      set.column("libelle")?.text(set.table.slotOf(id) ?? -1),
    ),
    byParent: query({ sort: [{ attribute: "parent", descending: false }] }).map((id) =>
      set.column("parent")?.text(set.table.slotOf(id) ?? -1),
    ),
    filtered: [
      ...query({ filters: [{ kind: "text", attribute: "libelle", test: "contains", text: "e" }] }),
    ].sort(),
    drafts: [...query({ filters: [{ kind: "state", states: ["draft", "draft-new"] }] })].sort(),
    searched: ["a", "be", "ete", "c1"].map((text) => [...query({ search: text })].sort()),
    facet: views.facet(viewId, "libelle", ""),
    keys: Object.fromEntries(
      all.map((slot) => [
        set.table.key(slot),
        set.table.slotsOfKey(set.table.key(slot)).map(idAt).sort(),
      ]),
    ),
    children: Object.fromEntries(
      [null, ...all].map((slot) => [
        slot === null ? "" : idAt(slot),
        (set.hierarchy("code")?.children(slot, DAY) ?? []).map(idAt).sort(),
      ]),
    ),
    descendants: Object.fromEntries(
      all.map((slot) => [idAt(slot), set.hierarchy("code")?.descendants(slot, DAY)]),
    ),
    referrers: Object.fromEntries(
      all.map((slot) => [
        idAt(slot),
        (set.linkIndex("parent")?.slotsTo(referencesTo(idAt(slot), set.table.key(slot))) ?? [])
          .map(idAt)
          .sort(),
      ]),
    ),
  };
}

type Step =
  | {
      readonly type: "commit";
      readonly record: number;
      readonly data: RecordData;
      readonly withdraw: boolean;
    }
  | { readonly type: "draft"; readonly record: number; readonly data: RecordData | null }
  | { readonly type: "ask" };

const data = fc
  .record(
    {
      code: fc.constantFrom("A", "A.1", "A.10", "A.2", "B", "C1"),
      libelle: fc.constantFrom("Été", "ete", "Béton", "abeille", "Zinc", "À côté"),
      parent: fc.oneof(
        fc.constantFrom("key:A", "key:B", "key:inconnu"),
        fc.integer({ min: 0, max: 7 }).map(idOf),
      ),
      dateFin: fc.constantFrom("2020-01-01", "2030-01-01"),
    },
    { requiredKeys: ["code", "libelle"] },
  )
  .map((value) => value as RecordData);
const record = fc.integer({ min: 0, max: 7 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant("commit" as const),
      record,
      data,
      withdraw: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant("draft" as const), record, data: fc.option(data) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: "ask" as const }) },
);

describe("the working set", () => {
  it("kept in step edit by edit answers as one unpacked afresh", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const kept = makeSet();
        answers(kept);
        const accredited = new Map<RecordId, MasterRecord>();
        const overlays = new Map<RecordId, Overlay>();
        for (const one of steps) {
          if (one.type === "ask") answers(kept);
          else if (one.type === "commit") commit(kept, accredited, one);
          else draft(kept, accredited, overlays, one);
        }
        const fresh = makeSet();
        fresh.table.load([...accredited.values()]);
        fresh.table.overlay(overlays);
        expect(answers(kept)).toEqual(answers(fresh));
      }),
      { numRuns: 300 },
    );
  });
});

function commit(
  set: ReferentialSet,
  accredited: Map<RecordId, MasterRecord>,
  step: Extract<Step, { type: "commit" }>,
): void {
  const id = idOf(step.record);
  const before = accredited.get(id);
  const version = (before?.version ?? 0) + 1;
  const base = { referential: CODES, recordId: id, baseVersion: version - 1, version };
  const moves = {
    ...Object.fromEntries(Object.keys(before?.data ?? {}).map((name) => [name, {}])),
    ...Object.fromEntries(Object.entries(step.data).map(([name, after]) => [name, { after }])),
  };
  const change: CommittedChange =
    step.withdraw && before
      ? { ...base, kind: "withdraw", patch: {} }
      : { ...base, kind: before ? "update" : "create", patch: moves };
  set.table.commit([change]);
  set.table.commit([change]);
  accredited.set(id, {
    id,
    referential: CODES,
    version,
    data: change.kind === "withdraw" ? (before?.data ?? {}) : step.data,
    ...(change.kind === "withdraw" ? { withdrawn: {} } : {}),
  });
}

function draft(
  set: ReferentialSet,
  accredited: ReadonlyMap<RecordId, MasterRecord>,
  overlays: Map<RecordId, Overlay>,
  step: Extract<Step, { type: "draft" }>,
): void {
  const id = idOf(step.record);
  if (step.data === null) {
    overlays.delete(id);
    set.table.overlay(new Map([[id, null]]));
    return;
  }
  const known = accredited.get(id);
  const row: DraftRow = {
    change: {
      kind: known ? "update" : "create",
      referential: CODES,
      recordId: id,
      baseVersion: known?.version ?? 0,
      patch: Object.fromEntries(
        Object.entries(step.data).map(([name, after]) => [name, { after }]),
      ),
    },
    requestId: null,
    updatedAt: "",
  };
  const overlay: Overlay = { draft: row, prepared: null, pending: [] };
  overlays.set(id, overlay);
  set.table.overlay(new Map([[id, overlay]]));
}
