import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortByKey } from "./sort-by-key.ts";

const plainly = (keys: readonly string[]): number[] =>
  keys
    .map((key, slot) => ({ key, slot }))
    .sort((a, b) =>
      a.key === b.key
        ? a.slot - b.slot
        : a.key === ""
          ? 1
          : b.key === ""
            ? -1
            : a.key < b.key
              ? -1
              : 1,
    )
    .map(({ slot }) => slot);

describe("sortByKey", () => {
  it("sorts as plain comparison does, blanks last, equal keys in slot order", () => {
    const key = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        "",
        "laboratoire",
        "laboratoire de",
        "laboratoire de biologie",
        "a\u0000b",
        "éé",
        "漢字漢字漢字漢字",
      ),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 400 }), (keys) => {
        const usual = keys.map((text) => text.replaceAll("\u0000", "\u0001"));
        expect(sortByKey(usual)).toEqual(plainly(usual));
      }),
      { numRuns: 200 },
    );
  });

  it("sorts long runs of the same beginning", () => {
    const keys = Array.from(
      { length: 5000 },
      (_, n) => `laboratoire de recherche ${(n * 7919) % 1000}${n % 3 === 0 ? "é" : ""}`,
    );
    expect(sortByKey(keys)).toEqual(plainly(keys));
  });
});
