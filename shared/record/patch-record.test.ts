import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyData } from "../../tests/fixtures/record-cases.ts";
import { applyPatch, diffRecord, reversePatch, squashPatches } from "./index.ts";

// Rules are listed in SPEC.md; the id in a test name refers to that list.

describe("patch", () => {
  it("[P0] holds one move per attribute that differs, with only the sides that exist", () => {
    const before = { name: "Labo", unit: "x", links: [{ target: "a" }] };
    const after = { name: "Laboratoire", links: [{ target: "a" }], code: "B" };

    expect(diffRecord(before, after)).toEqual({
      name: { before: "Labo", after: "Laboratoire" },
      unit: { before: "x" },
      code: { after: "B" },
    });
  });

  it("[P0] the order of members never counts", () => {
    expect(diffRecord({ a: { x: 1, y: 2 }, b: 1 }, { b: 1, a: { y: 2, x: 1 } })).toEqual({});
  });

  it("[P1] applying the difference gives the other record", () => {
    fc.assert(
      fc.property(anyData, anyData, (a, b) => {
        expect(applyPatch(a, diffRecord(a, b))).toEqual(b);
      }),
    );
  });

  it("[P2] reversing undoes, and reversing twice changes nothing", () => {
    fc.assert(
      fc.property(anyData, anyData, (a, b) => {
        const patch = diffRecord(a, b);
        expect(applyPatch(b, reversePatch(patch))).toEqual(a);
        expect(reversePatch(reversePatch(patch))).toEqual(patch);
      }),
    );
  });

  it("[P3] squashing equals applying in turn, whatever the number of patches", () => {
    fc.assert(
      fc.property(anyData, fc.array(anyData, { maxLength: 5 }), (start, states) => {
        const patches = states.map((state, index) => diffRecord(states[index - 1] ?? start, state));
        const end = states.at(-1) ?? start;
        expect(applyPatch(start, squashPatches(patches))).toEqual(end);
        expect(squashPatches(patches)).toEqual(diffRecord(start, end));
      }),
    );
  });

  it("[P4] hostile attribute names never reach a prototype", () => {
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":"x","toString":"y"}',
    ) as { readonly [name: string]: string };

    const result = applyPatch({}, diffRecord({}, hostile));

    expect(Object.keys(result).sort()).toEqual(["__proto__", "constructor", "toString"]);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(diffRecord({}, {})).toEqual({});
    expect("polluted" in {}).toBe(false);
  });
});
