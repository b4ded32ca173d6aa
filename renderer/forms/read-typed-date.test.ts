import { describe, expect, it } from "vitest";
import { readTypedDate } from "./read-typed-date.ts";

describe("readTypedDate", () => {
  it.each([
    ["31/08/2026", "2026-08-31"],
    [" 31 08 2026 ", "2026-08-31"],
    ["31082026", "2026-08-31"],
    ["1/9/26", "2026-09-01"],
    ["2026-08-31", "2026-08-31"],
    ["08/2026", "2026-08"],
    ["2026", "2026"],
    ["31/02/2026", undefined],
    ["2026-", undefined],
    ["demain", undefined],
    ["", undefined],
  ])("[D4] %j keeps the precision that was typed", (typed, expected) => {
    expect(readTypedDate(typed, "any")).toBe(expected);
  });

  it.each(["2026", "08/2026"])("[D4] %j is no day", (typed) => {
    expect(readTypedDate(typed, "day")).toBeUndefined();
  });
});
