import { describe, expect, it } from "vitest";
import { checkPattern } from "./check-pattern.ts";

/** Shapes of patterns known to explode, each tried with several atoms: exponential, then polynomial. */
const SHAPES = [
  "^(A+)+$",
  "^(A*)*$",
  "^(A+)*$",
  "^(A|A)+$",
  "^(A|AA)+$",
  "^(A|A?)+$",
  "^(AA?)+$",
  "(A*)*b",
  "^((A+)+)+$",
  "(?:A+){2,}c",
  "^(A{1,9})+$",
  "^(?:A*B*)*$",
  "^(A+B?)+$",
  "(A+|B+)*c",
  "^([^B]+A*)*$",
  "A*A*A*A*$",
  "A+A+A+$",
  "(.*)A(.*)A(.*)A$",
  "^A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?AAAAAAAAAA$",
  "(?=A+)+b",
  "(?<=A+)b",
  "^(A+)\\1$",
  "(A|B|C|A)*d",
  "^(?:(?:A|B)+,?)+$",
  "\\s*A*\\s*A*\\s*$",
];
const ATOMS = [
  ["a", "b"],
  ["\\d", "-"],
  ["\\w", "\\."],
  ["[a-z]", "[0-9]"],
  ["\\s", "x"],
  ["[^@]", "@"],
  [".", "\\n"],
  ["\\p{L}", " "],
];
const HOSTILE = SHAPES.flatMap((shape) =>
  ATOMS.map(([a, b]) => shape.replaceAll("A", a!).replaceAll("B", b!)),
);

describe("checkPattern", () => {
  it(`[MM7] refuses ${String(HOSTILE.length)} patterns that can explode, without running one`, () => {
    const passed = HOSTILE.filter((pattern) => checkPattern(pattern, 200) === null);

    expect(HOSTILE.length).toBeGreaterThanOrEqual(200);
    expect(passed).toEqual([]);
  });

  it.each([
    "^[A-Z]{2}[0-9]{4}$",
    "^[0-9]{5}$",
    "^[A-Z]([A-Z](\\.\\d\\d?)?)?$",
    "^S[0-9]{6}$",
    "^[a-z0-9-]+$",
    "^(FR|BE|CH)-[0-9]+$",
    "^https?://",
    "^\\p{Lu}[\\p{L}' -]*$",
    "^(?:19|20)\\d{2}-(?:0[1-9]|1[0-2])$",
    "^[+0-9 ]{6,20}$",
    "^[^\\s]+$",
    "^\\d{1,3}(,\\d{1,2})?$",
  ])("[MM7] accepts the plain pattern %s", (pattern) => {
    expect(checkPattern(pattern, 200)).toBeNull();
  });

  it("[MM7] what it accepts ends at once on attack strings", () => {
    const attack = "a".repeat(1000);
    for (const pattern of ["^[a-z0-9-]+[a-z]{0,9}$", "^a+$", "^[a-z]{0,99}-[0-9]*$"]) {
      expect(checkPattern(pattern, 1000)).toBeNull();
      expect(new RegExp(pattern, "u").test(`${attack}!`)).toBe(false);
    }
  });

  it.each(["(", "[a", "a{2,1}", "\\", "(?<n>a)\\k<n>", "a".repeat(201), "(?i:a)", "a**"])(
    "[MM7] refuses %s, which it does not understand",
    (pattern) => {
      expect(checkPattern(pattern, 100)).not.toBeNull();
    },
  );
});
