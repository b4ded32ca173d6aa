import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createOf,
  RECORD_ID,
  REFERENTIAL,
  updateOf,
  withdrawOf,
} from "../../tests/fixtures/record-cases.ts";
import { idOf, lookupOf, structureOf, UNKNOWN } from "../../tests/fixtures/sync-cases.ts";
import type { MasterRecord, RecordData } from "../record/index.ts";
import { applyChange, diffRecord, mergeRecord } from "../record/index.ts";
import { classifyChain, classifyChange, rebaseChange } from "./index.ts";
import type { FieldConflict } from "./index.ts";

const base: RecordData = { code: "A", nom: "Labo", ville: "Lyon", debut: "2020-01-01" };
const at = (data: RecordData, version: number): MasterRecord =>
  structureOf(RECORD_ID, data, version);
const trunk = at(base, 3);
const moved = (data: RecordData): MasterRecord => at({ ...base, ...data }, 5);
const mine = (data: RecordData): ReturnType<typeof updateOf> =>
  updateOf(base, { ...base, ...data }, 3);
const classify = (
  change: Parameters<typeof classifyChange>[0],
  central: MasterRecord | undefined,
  others: readonly MasterRecord[] = [],
  from: MasterRecord | undefined = trunk,
) => classifyChange(change, from, central, lookupOf([...(central ? [central] : []), ...others]));
const brief = (conflicts: readonly FieldConflict[]): readonly string[] =>
  conflicts.map((conflict) => `${conflict.class} ${conflict.case} ${conflict.attribute ?? "*"}`);
const common = { referential: REFERENTIAL, recordId: RECORD_ID, centralVersion: 5 };

describe("the rows of section 10", () => {
  it("[K1] the same version: none", () => {
    expect(classify(mine({ nom: "B" }), trunk)).toEqual([]);
    expect(classify(withdrawOf(3), trunk)).toEqual([]);
  });

  it("[K2] central moved another field: soft, listed with what central holds", () => {
    expect(classify(mine({ nom: "B" }), moved({ ville: "Paris" }))).toEqual([
      {
        ...common,
        class: "soft",
        case: "different-fields",
        attribute: "ville",
        base: "Lyon",
        mine: "Lyon",
        central: "Paris",
      },
    ]);
  });

  it("[K2] different links of one list: soft on that list", () => {
    const [a, b, c] = [{ target: "a" }, { target: "b" }, { target: "c" }];
    const from = at({ ...base, parents: [a] }, 3);
    const change = updateOf(from.data, { ...base, parents: [a, b] }, 3);

    expect(brief(classify(change, moved({ parents: [a, c] }), [], from))).toEqual([
      "soft different-fields parents",
    ]);
  });

  it("[K3] the same value on both sides: none", () => {
    expect(classify(mine({ nom: "B" }), moved({ nom: "B" }))).toEqual([]);
  });

  it("[K4] the same field with another value: hard, with the three values", () => {
    expect(classify(mine({ nom: "B", ville: "Nice" }), moved({ nom: "C" }))).toEqual([
      {
        ...common,
        class: "hard",
        case: "same-field",
        attribute: "nom",
        base: "Labo",
        mine: "B",
        central: "C",
      },
    ]);
  });

  it("[K4] a removal against another value is one too, its absent side left out", () => {
    const { ville: _ville, ...without } = base;

    expect(classify(updateOf(base, without, 3), moved({ ville: "Paris" }))).toEqual([
      {
        ...common,
        class: "hard",
        case: "same-field",
        attribute: "ville",
        base: "Lyon",
        central: "Paris",
      },
    ]);
  });

  it("[K5] a chain is compared with its trunk, and the later edit told apart", () => {
    const first = mine({ ville: "Nice" });
    const second = updateOf({ ...base, ville: "Nice" }, { ...base, ville: "Nice", nom: "B" }, 3);

    expect(brief(classifyChain([first, second], trunk, moved({ nom: "C" }), lookupOf([])))).toEqual(
      ["hard chain-against-trunk nom"],
    );
    expect(brief(classifyChain([second, first], trunk, moved({ nom: "C" }), lookupOf([])))).toEqual(
      ["hard same-field nom"],
    );
    expect(
      classifyChain(
        [mine({ nom: "B" }), updateOf({ ...base, nom: "B" }, base, 3)],
        trunk,
        moved({ nom: "C" }),
        lookupOf([]),
      ),
    ).toEqual([]);
    expect(classifyChain([], trunk, trunk, lookupOf([]))).toEqual([]);
  });

  it("[K5] an edit made twice is compared with the trunk, not with the first edit", () => {
    const chain = [mine({ nom: "B" }), updateOf({ ...base, nom: "B" }, { ...base, nom: "C" }, 3)];

    expect(classifyChain(chain, trunk, moved({ nom: "C" }), lookupOf([]))).toEqual([]);
    expect(classifyChain(chain, trunk, moved({ nom: "B" }), lookupOf([]))).toEqual([
      {
        ...common,
        class: "hard",
        case: "same-field",
        attribute: "nom",
        base: "Labo",
        mine: "C",
        central: "B",
      },
    ]);
  });

  it("[K6] an edit against a withdrawal or a closure: hard on the record", () => {
    const withdrawn = structureOf(RECORD_ID, base, 5, { withdrawn: { keptId: idOf(8) } });

    expect(classify(mine({ nom: "B" }), withdrawn)).toEqual([
      {
        ...common,
        class: "hard",
        case: "edit-against-close",
        attribute: null,
        mine: { state: "edited" },
        central: { state: "withdrawn", keptId: idOf(8) },
      },
    ]);
    expect(classify(mine({ nom: "B" }), moved({ fin: "2026-01-01" }))).toEqual([
      {
        ...common,
        class: "hard",
        case: "edit-against-close",
        attribute: null,
        mine: { state: "edited" },
        central: { state: "closed", to: "2026-01-01" },
      },
    ]);
  });

  it("[K6] closing on the same day on both sides: none; on another day: the field", () => {
    expect(classify(mine({ fin: "2026-01-01" }), moved({ fin: "2026-01-01" }))).toEqual([]);
    expect(brief(classify(mine({ fin: "2026-01-01" }), moved({ fin: "2027-01-01" })))).toEqual([
      "hard same-field fin",
    ]);
  });

  it("[K7] a withdrawal or a closure against an edit: hard", () => {
    expect(classify(withdrawOf(3), moved({ nom: "C" }))).toEqual([
      {
        ...common,
        class: "hard",
        case: "close-against-edit",
        attribute: null,
        mine: { state: "withdrawn" },
        central: { state: "edited", version: 5 },
      },
    ]);
    expect(classify(mine({ fin: "2026-01-01" }), moved({ nom: "C" }))).toEqual([
      {
        ...common,
        class: "hard",
        case: "close-against-edit",
        attribute: "fin",
        mine: "2026-01-01",
      },
    ]);
  });

  it("[K7] the same withdrawal on both sides: none; towards another record: hard", () => {
    const withdrawn = structureOf(RECORD_ID, base, 5, { withdrawn: { keptId: idOf(8) } });

    expect(classify(withdrawOf(3, idOf(8)), withdrawn)).toEqual([]);
    expect(brief(classify(withdrawOf(3, idOf(9)), withdrawn))).toEqual(["hard same-field *"]);
  });

  it("[K8] two records with one key: hard, proposes the one that exists", () => {
    const other = structureOf(idOf(7), { code: "A", nom: "Autre" });

    expect(classify(createOf(base), undefined, [other])).toEqual([
      {
        ...common,
        class: "hard",
        case: "same-key-created",
        attribute: null,
        mine: ["A"],
        central: idOf(7),
        proposal: idOf(7),
        centralVersion: 0,
      },
    ]);
    expect(
      brief(classify(mine({ code: "Z" }), trunk, [structureOf(idOf(7), { code: "Z" })])),
    ).toEqual(["hard same-key-created *"]);
    expect(classify(mine({ nom: "Z" }), trunk, [other])).toEqual([]);
    expect(classify(createOf(base), undefined, [{ ...other, withdrawn: {} }])).toEqual([]);
  });

  it("[K9] a link added to a record withdrawn or closed meanwhile: hard, proposes the kept one", () => {
    const lost = structureOf(idOf(7), { code: "L" }, 2, { withdrawn: { keptId: idOf(8) } });
    const closed = structureOf(idOf(6), { code: "F", fin: "2026-01-01" }, 2);

    expect(classify(mine({ tutelle: idOf(7) }), trunk, [lost])).toEqual([
      {
        ...common,
        class: "hard",
        case: "link-to-closed",
        attribute: "tutelle",
        mine: idOf(7),
        proposal: idOf(8),
        centralVersion: 3,
      },
    ]);
    expect(
      classify(mine({ parents: [{ target: idOf(7), from: "2020" }] }), trunk, [lost])[0]?.proposal,
    ).toEqual([{ target: idOf(8), from: "2020" }]);
    expect(brief(classify(mine({ tutelle: idOf(6) }), trunk, [closed]))).toEqual([
      "hard link-to-closed tutelle",
    ]);
    expect(
      brief(classify(createOf({ code: "N", parents: [{ target: idOf(6) }] }), undefined, [closed])),
    ).toEqual(["hard link-to-closed parents"]);
  });

  it("[K9] none where the link ended before the closure, was there before, or the target did not move", () => {
    const closed = structureOf(idOf(6), { code: "F", fin: "2026-01-01" }, 2);

    expect(
      classify(mine({ parents: [{ target: idOf(6), to: "2026-01-01" }] }), trunk, [closed]),
    ).toEqual([]);
    expect(
      classifyChange(mine({ tutelle: idOf(6) }), trunk, trunk, lookupOf([trunk, closed], [])),
    ).toEqual([]);
    const linked = at({ ...base, parents: [{ target: idOf(6) }] }, 3);
    expect(
      classify(
        updateOf(linked.data, { ...base, parents: [{ target: idOf(6) }, { target: "x" }] }, 3),
        linked,
        [closed],
        linked,
      ),
    ).toEqual([]);
  });

  it("[K10] what is no longer known is held", () => {
    expect(brief(classify({ ...mine({ nom: "B" }), referential: UNKNOWN }, trunk))).toEqual([
      "held rights-or-schema-changed *",
    ]);
    expect(brief(classify(mine({ disparu: "x" }), trunk))).toEqual([
      "held rights-or-schema-changed disparu",
    ]);
    expect(brief(classify(mine({ nom: "B" }), undefined))).toEqual([
      "held rights-or-schema-changed *",
    ]);
  });

  it("[K10] a creation under an id that exists is hard, never an overwrite", () => {
    expect(brief(classify(createOf(base), trunk))).toEqual(["hard same-key-created *"]);
  });

  it("[K11] without the trunk the before sides serve", () => {
    const unknown = (change: ReturnType<typeof mine>, central: MasterRecord): readonly string[] =>
      brief(classifyChange(change, undefined, central, lookupOf([central])));

    expect(unknown(mine({ nom: "B" }), moved({ nom: "C" }))).toEqual(["hard same-field nom"]);
    expect(unknown(mine({ nom: "B" }), moved({ nom: "B" }))).toEqual([]);
    expect(unknown(mine({ nom: "B" }), moved({ fin: "2026-01-01" }))).toEqual([
      "hard edit-against-close *",
    ]);
    expect(unknown(mine({ fin: "2026-01-01" }), moved({ ville: "Paris" }))).toEqual([
      "hard close-against-edit fin",
    ]);
    expect(unknown(mine({ fin: "2026-01-01" }), moved({ fin: "2026-01-01" }))).toEqual([]);
    expect(unknown(mine({ nom: "B" }), moved({ ville: "Paris" }))).toEqual([]);
  });

  it("[K12] a second edit on top of my own accredited one is no conflict", () => {
    const second = updateOf({ ...base, nom: "B" }, { ...base, nom: "C" }, 3);

    expect(brief(classify(second, moved({ nom: "B" })))).toEqual([]);
    expect(brief(classify(second, moved({ nom: "D" })))).toEqual(["hard same-field nom"]);
  });
});

const anyStructure = fc.record(
  {
    nom: fc.constantFrom("a", "b", "c"),
    ville: fc.constantFrom("x", "y"),
    debut: fc.constantFrom("2020", "2021"),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<RecordData>;

describe("laws", () => {
  it("[K13] hard conflicts on fields are exactly those of the three-way merge, and without any nothing of mine is lost", () => {
    fc.assert(
      fc.property(anyStructure, anyStructure, anyStructure, (start, ours, theirs) => {
        fc.pre(Object.keys(diffRecord(start, ours)).length > 0);
        const [from, central] = [at(start, 3), at(theirs, 4)];
        const change = updateOf(start, ours, 3);
        const merge = mergeRecord(start, ours, theirs);
        const hard = classifyChange(change, from, central, lookupOf([central]))
          .filter((conflict) => conflict.class === "hard")
          .map((conflict) => String(conflict.attribute));
        expect(hard).toEqual(merge.conflicts.map((conflict) => conflict.attribute));
        const rebased = rebaseChange(change, central, from);
        expect(rebased ? applyChange(central, rebased, 5).data : theirs).toEqual(merge.merged);
      }),
    );
  });

  it("[K11] what a known trunk finds hard, an unknown one finds too", () => {
    const anyDated = fc.record(
      {
        nom: fc.constantFrom("a", "b", "c"),
        ville: fc.constantFrom("x", "y"),
        fin: fc.constantFrom("2020", "2021"),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<RecordData>;
    fc.assert(
      fc.property(anyDated, anyDated, anyDated, (start, ours, theirs) => {
        fc.pre(Object.keys(diffRecord(start, ours)).length > 0);
        const [change, central] = [updateOf(start, ours, 3), at(theirs, 4)];
        const isHard = (known: MasterRecord | undefined): boolean =>
          classifyChange(change, known, central, lookupOf([central])).some(
            (conflict) => conflict.class === "hard",
          );
        expect(isHard(at(start, 3)) && !isHard(undefined)).toBe(false);
      }),
    );
  });
});
