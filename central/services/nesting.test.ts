import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nestingOf } from "./nesting.ts";

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
    : 0;

describe("nestingOf", () => {
  it("[H1] is the depth of the value, whatever its texts hold", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(nestingOf(JSON.stringify(value))).toBe(depthOf(value));
      }),
    );
  });

  it("[H1] reads brackets inside texts as text, escaped quotes included", () => {
    expect(nestingOf(JSON.stringify({ a: '[[["[{', b: '\\"[[' }))).toBe(1);
  });

  it("[H1] measures a hostile text without recursion", () => {
    expect(nestingOf("[".repeat(1_000_000))).toBe(1_000_000);
  });
});
