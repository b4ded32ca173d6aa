import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOf, updateOf, withdrawOf } from "../../tests/fixtures/record-cases.ts";
import { idOf } from "../../tests/fixtures/sync-cases.ts";
import type { JsonValue } from "../base/index.ts";
import type { Change } from "../record/index.ts";
import { collapseChanges, orderByDependencies, retarget, targetsOf } from "./index.ts";

const of = (number: number, change: Change): Change => ({ ...change, recordId: idOf(number) });
const creation = (number: number, links: JsonValue = "none"): Change =>
  of(number, createOf({ code: `c${String(number)}`, links }));
const order = (changes: readonly Change[]): readonly string[] =>
  orderByDependencies(changes).map(
    (change) => `${change.kind[0] ?? ""}${String(Number(change.recordId.slice(-12)))}`,
  );

describe("collapsing", () => {
  it("[O1] makes one change per record; what comes to nothing leaves", () => {
    const chain = [
      of(1, createOf({ nom: "a" })),
      of(2, updateOf({ nom: "x" }, { nom: "y" }, 3)),
      of(1, updateOf({ nom: "a" }, { nom: "b" })),
      of(3, createOf({})),
      of(2, updateOf({ nom: "y" }, { nom: "x" }, 3)),
      of(3, withdrawOf()),
      of(4, updateOf({ nom: "x" }, { nom: "y" }, 7)),
      of(4, withdrawOf(7)),
    ];

    expect(collapseChanges(chain)).toEqual([of(1, createOf({ nom: "b" })), of(4, withdrawOf(7))]);
  });

  it("[O2] keeps the order of the first touch", () => {
    expect(
      collapseChanges([creation(2), creation(1), of(2, updateOf({}, { x: 1 }))]).map(
        (change) => change.recordId,
      ),
    ).toEqual([idOf(2), idOf(1)]);
  });
});

describe("ordering", () => {
  it("[O3] a creation comes before what refers to it, however it refers", () => {
    const changes = [
      of(10, updateOf({}, { tutelle: idOf(1) })),
      of(11, updateOf({}, { parents: [{ target: idOf(2), from: "2020-01-01" }] })),
      of(12, updateOf({}, { liste: ["x", idOf(3)] })),
      of(13, withdrawOf(1, idOf(4))),
      creation(1, idOf(2)),
      creation(2),
      creation(3),
      creation(4),
    ];

    expect(order(changes)).toEqual(["c2", "c1", "u10", "u11", "c3", "u12", "c4", "w13"]);
  });

  it("[O3] every reference to a creation comes after it, without rings", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 20 }), fc.integer(), (parents, seed) => {
        const tree = parents.map((parent, index) =>
          creation(index, parent < index ? idOf(parent) : "none"),
        );
        const shuffled = tree
          .map((change, index) => [(index * 7919 + seed) % 31, change] as const)
          .sort(([left], [right]) => left - right)
          .map(([, change]) => change);
        const seen = new Set<string>();
        for (const change of orderByDependencies(shuffled)) {
          const late = targetsOf(change.patch["links"]?.after).filter(
            (target) => tree.some((other) => other.recordId === target) && !seen.has(target),
          );
          expect(late).toEqual([]);
          seen.add(change.recordId);
        }
        expect(seen.size).toBe(tree.length);
      }),
    );
  });

  it("[O4] otherwise keeps the order; rings stay; nothing is lost or repeated", () => {
    expect(
      order([
        of(9, updateOf({}, { x: 1 })),
        creation(2, idOf(3)),
        creation(3, idOf(2)),
        creation(1, idOf(1)),
      ]),
    ).toEqual(["u9", "c3", "c2", "c1"]);
    expect(order([creation(3), creation(1), creation(2)])).toEqual(["c3", "c1", "c2"]);
  });

  it("[O5] twenty thousand creations in one chain of parents are ordered without recursion", () => {
    const changes = Array.from({ length: 20_000 }, (_, index) => creation(index, idOf(index + 1)));

    expect(orderByDependencies(changes).map((change) => change.recordId)).toEqual(
      changes.map((change) => change.recordId).reverse(),
    );
  });

  it("[O3] finds and turns the targets of any value", () => {
    const value = [{ target: "a", from: "2020" }, "b", { target: "c" }, 3];

    expect(targetsOf(value)).toEqual(["a", "b", "c"]);
    expect(retarget(value, "a", "z")).toEqual([
      { target: "z", from: "2020" },
      "b",
      { target: "c" },
      3,
    ]);
  });
});
