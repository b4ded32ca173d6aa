import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyData,
  createOf,
  RECORD_ID,
  REFERENTIAL,
  updateOf,
  withdrawOf,
} from "../../tests/fixtures/record-cases.ts";
import { idOf, lookupOf, structureOf } from "../../tests/fixtures/sync-cases.ts";
import type { PersonId } from "../base/index.ts";
import type { MasterRecord, RecordData } from "../record/index.ts";
import { applyChange, mergeRecord } from "../record/index.ts";
import type { Resolution } from "../workflow/index.ts";
import {
  choicesFor,
  classifyChange,
  openConflicts,
  rebaseChange,
  redirectLinks,
  resolveConflict,
  resolveConflicts,
  toCommittedChange,
} from "./index.ts";
import type { FieldConflict } from "./index.ts";

const base: RecordData = { code: "A", nom: "Labo", ville: "Lyon" };
const trunk = structureOf(RECORD_ID, base, 3);
const central = structureOf(RECORD_ID, { code: "A", nom: "Central", ville: "Paris" }, 5);
const change = updateOf(base, { code: "A", nom: "Moi", ville: "Nice", debut: "2020" }, 3);
const lookup = lookupOf([central]);
const conflicts = classifyChange(change, trunk, central, lookup);
const conflictOn = (attribute: string | null): FieldConflict =>
  conflicts.find((conflict) => conflict.attribute === attribute) as FieldConflict;

describe("rebasing", () => {
  it("[R1] keeps my moves on top of central, with central as before", () => {
    const other = structureOf(RECORD_ID, { ...base, ville: "Paris" }, 5);

    expect(rebaseChange(updateOf(base, { ...base, nom: "Moi" }, 3), other, trunk)).toEqual(
      updateOf(other.data, { ...other.data, nom: "Moi" }, 5),
    );
    expect(rebaseChange(createOf(base), undefined)).toEqual(createOf(base));
    expect(rebaseChange(withdrawOf(3), central)).toEqual(withdrawOf(5));
  });

  it("[R11] an edit on top of a pending request loses nothing at the same version", () => {
    const change = updateOf({ ...base, nom: "Pending" }, { ...base, nom: "Moi" }, 3);

    expect(classifyChange(change, undefined, trunk, lookupOf([trunk]))).toEqual([]);
    expect(rebaseChange(change, trunk)).toEqual(updateOf(base, { ...base, nom: "Moi" }, 3));
  });

  it("[R2] what central already holds leaves the change", () => {
    expect(
      rebaseChange(
        updateOf(base, { ...base, nom: "Central", ville: "Lyon", debut: "2020" }, 3),
        central,
        trunk,
      ),
    ).toEqual(updateOf(central.data, { ...central.data, debut: "2020" }, 5));
    expect(rebaseChange(updateOf(base, { ...base, nom: "Central" }, 3), central, trunk)).toBeNull();
    expect(rebaseChange(withdrawOf(3), { ...central, withdrawn: {} })).toBeNull();
  });

  it("[R3] applying it is the three-way merge, lists of links included", () => {
    fc.assert(
      fc.property(anyData, anyData, anyData, (start, ours, theirs) => {
        const [from, now] = [structureOf(RECORD_ID, start, 3), structureOf(RECORD_ID, theirs, 4)];
        const rebased = rebaseChange(updateOf(start, ours, 3), now, from);
        expect(rebased ? applyChange(now, rebased, 5).data : theirs).toEqual(
          mergeRecord(start, ours, theirs).merged,
        );
      }),
    );
  });

  it("[R4] a committed change has the next version and the true before and after", () => {
    expect(
      toCommittedChange(updateOf(base, { ...base, debut: "2020" }, 3), central, trunk),
    ).toEqual({ ...updateOf(central.data, { ...central.data, debut: "2020" }, 5), version: 6 });
    expect(toCommittedChange(createOf(base), undefined)).toEqual({ ...createOf(base), version: 1 });
    expect(
      toCommittedChange(updateOf(base, { ...base, nom: "Central" }, 3), central, trunk),
    ).toBeNull();
  });
});

describe("resolving", () => {
  it("[R5] on a field: mine, central, base or another value", () => {
    const resolve = (choice: Parameters<typeof resolveConflict>[2]) =>
      resolveConflict(updateOf(base, { ...base, nom: "Moi" }, 3), conflictOn("nom"), choice);
    const towards = (nom: string) => updateOf({ nom: "Central" }, { nom }, 5);

    expect(
      [
        { side: "mine" } as const,
        { side: "central" } as const,
        { side: "base" } as const,
        { side: "other", value: "Tous" } as const,
        { side: "other", value: undefined } as const,
      ].map(resolve),
    ).toEqual([
      towards("Moi"),
      null,
      towards("Labo"),
      towards("Tous"),
      { ...towards("x"), patch: { nom: { before: "Central" } } },
    ]);
    expect(choicesFor(conflictOn("nom"))).toEqual(["mine", "central", "base", "other"]);
  });

  it("[R5] a soft conflict has no choice, a record two", () => {
    const soft: FieldConflict = { ...conflictOn("nom"), class: "soft" };

    expect(choicesFor(soft)).toEqual([]);
    expect(choicesFor({ ...conflictOn("nom"), attribute: null })).toEqual(["mine", "central"]);
    expect(() => resolveConflict(change, soft, { side: "mine" })).toThrow(RangeError);
    expect(() =>
      resolveConflict(change, { ...conflictOn("nom"), attribute: null }, { side: "base" }),
    ).toThrow(RangeError);
  });

  it("[R6] once every hard conflict is resolved, classifying again finds none", () => {
    const anyChoice = fc.oneof(
      fc.constantFrom(
        { side: "mine" as const },
        { side: "central" as const },
        { side: "base" as const },
      ),
      fc.record({ side: fc.constant("other" as const), value: fc.constant("Autre") }),
    );
    fc.assert(
      fc.property(anyChoice, anyChoice, (onName, onTown) => {
        const resolved = resolveConflicts(
          change,
          [
            { conflict: conflictOn("nom"), choice: onName },
            { conflict: conflictOn("ville"), choice: onTown },
          ],
          central,
          trunk,
        );
        expect(resolved?.baseVersion).toBe(5);
        expect(resolved && classifyChange(resolved, central, central, lookup)).toEqual([]);
        expect(resolved && applyChange(central, resolved, 6).data["debut"]).toBe("2020");
      }),
    );
  });

  it("[R7] keeping mine on a withdrawn record brings it back; keeping central gives it up", () => {
    const withdrawn: MasterRecord = { ...trunk, version: 4, withdrawn: {} };
    const edit = updateOf(base, { ...base, nom: "Moi" }, 3);
    const [conflict] = classifyChange(edit, trunk, withdrawn, lookupOf([withdrawn]));
    const kept = conflict && resolveConflict(edit, conflict, { side: "mine" });

    expect(kept && applyChange(withdrawn, kept, 5)).toEqual(
      structureOf(RECORD_ID, { ...base, nom: "Moi" }, 5),
    );
    expect(kept && classifyChange(kept, withdrawn, withdrawn, lookupOf([withdrawn]))).toEqual([]);
    expect(conflict && resolveConflict(edit, conflict, { side: "central" })).toBeNull();
  });

  it("[R7] keeping my withdrawal against an edit withdraws what is there now", () => {
    const [conflict] = classifyChange(withdrawOf(3), trunk, central, lookup);

    expect(conflict && resolveConflict(withdrawOf(3), conflict, { side: "mine" })).toEqual(
      withdrawOf(5),
    );
  });

  it("[R8] two creations with one key: mine merges into the record that exists, and links follow", () => {
    const existing = structureOf(idOf(7), { code: "A", nom: "Central", ville: "Paris" }, 2);
    const mine = createOf({ code: "A", nom: "Moi" });
    const [conflict] = classifyChange(mine, undefined, undefined, lookupOf([existing]));

    expect(conflict && resolveConflict(mine, conflict, { side: "mine" }, existing)).toEqual({
      kind: "update",
      referential: REFERENTIAL,
      recordId: idOf(7),
      baseVersion: 2,
      patch: { nom: { before: "Central", after: "Moi" } },
    });
    expect(
      conflict && resolveConflict(createOf({ code: "A" }), conflict, { side: "mine" }, existing),
    ).toBeNull();
    expect(conflict && resolveConflict(mine, conflict, { side: "central" })).toBeNull();
    expect(() => conflict && resolveConflict(mine, conflict, { side: "mine" })).toThrow(RangeError);
    expect(
      redirectLinks([updateOf({}, { parents: [{ target: RECORD_ID }] })], RECORD_ID, idOf(7)),
    ).toEqual([updateOf({}, { parents: [{ target: idOf(7) }] })]);
  });

  it("[R9] choosing central everywhere leaves only what was not in conflict, or nothing", () => {
    const both = ["nom", "ville"].map((attribute) => ({
      conflict: conflictOn(attribute),
      choice: { side: "central" } as const,
    }));

    expect(resolveConflicts(change, both, central, trunk)).toEqual(
      updateOf(central.data, { ...central.data, debut: "2020" }, 5),
    );
    expect(
      resolveConflicts(
        updateOf(base, { ...base, nom: "Moi", ville: "Nice" }, 3),
        both,
        central,
        trunk,
      ),
    ).toBeNull();
  });

  it("[R12] a field in dispute that nobody chose on is found again, never dropped", () => {
    const later = structureOf(RECORD_ID, { ...central.data, ville: "Brest" }, 6);
    const resolved = resolveConflicts(
      change,
      [{ conflict: conflictOn("nom"), choice: { side: "mine" } }],
      later,
      trunk,
    );

    expect(resolved).toEqual({
      ...change,
      patch: { ...change.patch, nom: { before: "Central", after: "Moi" } },
    });
    const again = resolved ? classifyChange(resolved, trunk, later, lookupOf([later])) : [];
    expect(again.map((each) => each.attribute)).toEqual(["ville"]);
  });

  it("[R10] a recorded resolution settles its conflict against that version only", () => {
    const resolution: Resolution = {
      referential: REFERENTIAL,
      recordId: RECORD_ID,
      attribute: "nom",
      againstVersion: 5,
      side: "mine",
      author: "ann" as PersonId,
      at: "2026-01-01T00:00:00.000Z",
      reason: "checked",
    };

    expect(openConflicts(conflicts, [resolution]).map((conflict) => conflict.attribute)).toEqual([
      "ville",
    ]);
    expect(openConflicts(conflicts, [{ ...resolution, againstVersion: 4 }])).toEqual(conflicts);
    expect(
      openConflicts(
        [{ ...conflictOn("nom"), attribute: null }],
        [{ ...resolution, attribute: "" }],
      ),
    ).toEqual([]);
  });
});
