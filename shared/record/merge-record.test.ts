import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyData } from "../../tests/fixtures/record-cases.ts";
import type { JsonValue } from "../base/index.ts";
import { canonicalJson } from "../base/index.ts";
import { mergeRecord } from "./index.ts";
import type { RecordData } from "./index.ts";

const base = { name: "Labo", unit: "x" };
const link = (target: string, from?: string, to?: string, type?: string) => ({
  target,
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  ...(type ? { type } : {}),
});

/** Lists of links as sets: their order is not part of their meaning. */
const unordered = (data: RecordData): RecordData =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? [...(value as readonly JsonValue[])].sort((a, b) =>
            canonicalJson(a) < canonicalJson(b) ? -1 : 1,
          )
        : value,
    ]),
  );

describe("mergeRecord", () => {
  it("[M1] takes a change made on one side only", () => {
    expect(mergeRecord(base, { ...base, name: "Laboratoire" }, { ...base, unit: "y" })).toEqual({
      merged: { name: "Laboratoire", unit: "y" },
      conflicts: [],
    });
  });

  it("[M2] takes the same change once", () => {
    expect(mergeRecord(base, { ...base, name: "L" }, { ...base, name: "L" })).toEqual({
      merged: { name: "L", unit: "x" },
      conflicts: [],
    });
  });

  it("[M3] reports a conflict and keeps the central value", () => {
    expect(mergeRecord(base, { ...base, name: "A" }, { ...base, name: "B" })).toEqual({
      merged: { name: "B", unit: "x" },
      conflicts: [{ attribute: "name", base: "Labo", ours: "A", theirs: "B" }],
    });
  });

  it("[M4] an unchanged side never causes a conflict", () => {
    fc.assert(
      fc.property(anyData, anyData, (start, changed) => {
        expect(mergeRecord(start, start, changed)).toEqual({ merged: changed, conflicts: [] });
        expect(mergeRecord(start, changed, start)).toEqual({ merged: changed, conflicts: [] });
        expect(mergeRecord(start, changed, changed)).toEqual({ merged: changed, conflicts: [] });
      }),
    );
  });

  it("[M5] a removal is a change as any other", () => {
    expect(mergeRecord(base, { unit: "x" }, base)).toEqual({
      merged: { unit: "x" },
      conflicts: [],
    });
    expect(mergeRecord(base, { unit: "x" }, { name: "B", unit: "x" })).toEqual({
      merged: { name: "B", unit: "x" },
      conflicts: [{ attribute: "name", base: "Labo", theirs: "B" }],
    });
  });

  it("[M6] swapping sides finds the same conflicts and, without any, the same record", () => {
    fc.assert(
      fc.property(anyData, anyData, anyData, (start, left, right) => {
        const [one, other] = [mergeRecord(start, left, right), mergeRecord(start, right, left)];
        expect(one.conflicts.map((conflict) => conflict.attribute)).toEqual(
          other.conflicts.map((conflict) => conflict.attribute),
        );
        const clean = one.conflicts.length === 0;
        expect(clean && unordered(one.merged)).toEqual(clean && unordered(other.merged));
      }),
    );
  });

  it("[M7] merges lists of dated links element by element, in the order of central", () => {
    const start = { parents: [link("a", "2020-01-01"), link("b", "2021-01-01")] };
    const ours = {
      parents: [
        link("a", "2020-01-01", "2024-01-01"),
        link("b", "2021-01-01"),
        link("c", "2024-01-01"),
      ],
    };
    const theirs = { parents: [link("d", "2023-01-01"), link("a", "2020-01-01")] };

    expect(mergeRecord(start, ours, theirs)).toEqual({
      merged: {
        parents: [
          link("d", "2023-01-01"),
          link("a", "2020-01-01", "2024-01-01"),
          link("c", "2024-01-01"),
        ],
      },
      conflicts: [],
    });
  });

  it("[M7] each side removing the only other link leaves no attribute", () => {
    const start = { parents: [link("a"), link("b")] };

    expect(mergeRecord(start, { parents: [link("a")] }, { parents: [link("b")] })).toEqual({
      merged: {},
      conflicts: [],
    });
  });

  it("[M8] one link changed in two ways, a link named twice, or another kind of list is a conflict", () => {
    const cases: readonly (readonly [JsonValue, JsonValue, JsonValue])[] = [
      [[link("a")], [link("a", undefined, "2024-01-01")], [link("a", undefined, "2025-01-01")]],
      [[link("a")], [link("a"), link("b"), link("b")], [link("a"), link("c")]],
      [["x"], ["x", "y"], ["x", "z"]],
      [[link("a")], [link("a"), link("b")], "text"],
    ];
    for (const [before, ours, theirs] of cases) {
      expect(mergeRecord({ parents: before }, { parents: ours }, { parents: theirs })).toEqual({
        merged: { parents: theirs },
        conflicts: [{ attribute: "parents", base: before, ours, theirs }],
      });
    }
  });

  it("[M9] a link dated anew by both sides is a conflict, not two links", () => {
    const [before, ours, theirs] = [[link("a", "2020")], [link("a", "2021")], [link("a", "2022")]];

    expect(mergeRecord({ parents: before }, { parents: ours }, { parents: theirs })).toEqual({
      merged: { parents: theirs },
      conflicts: [{ attribute: "parents", base: before, ours, theirs }],
    });
  });
});
