import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstAfter } from "./next-finding.ts";

describe("firstAfter", () => {
  it("[EXP9] finds what a walk from the top would find", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(60)),
        fc.integer({ min: -1, max: 61 }),
        async (positions, here) => {
          const sorted = positions.toSorted((one, other) => one - other);
          const walked = sorted.findIndex((index) => index > here);

          expect(await firstAfter(sorted.length, here, async (at) => sorted[at] ?? 0)).toBe(
            walked === -1 ? sorted.length : walked,
          );
        },
      ),
    );
  });
});
