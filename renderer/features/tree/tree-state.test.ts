import { describe, expect, it } from "vitest";
import { reattachLinks } from "./tree-state.ts";

const day = "2026-09-01";
const isOld = (target: string): boolean => target === "old";

describe("reattachLinks", () => {
  it("[R4] closes the old link and opens the new one the same day, without rewriting the past", () => {
    expect(
      reattachLinks(
        [
          { target: "old", from: "2015-01-01", type: "t" },
          { target: "older", from: "2010-01-01", to: "2015-01-01" },
        ],
        isOld,
        "new",
        day,
      ),
    ).toEqual([
      { target: "old", from: "2015-01-01", type: "t", to: day },
      { target: "older", from: "2010-01-01", to: "2015-01-01" },
      { target: "new", from: day },
    ]);
  });

  it("[D3] a link that started that very day is replaced: an empty period is no period", () => {
    expect(reattachLinks([{ target: "old", from: day }], isOld, "new", day)).toEqual([
      { target: "new", from: day },
    ]);
  });

  it("[R4] a root is attached, and a record detached", () => {
    expect([
      reattachLinks([], isOld, "new", day),
      reattachLinks([{ target: "old" }], isOld, null, day),
    ]).toEqual([[{ target: "new", from: day }], [{ target: "old", to: day }]]);
  });

  it("[D1] a link already over, or not started, is left alone", () => {
    const links = [
      { target: "old", from: "2010", to: "2020" },
      { target: "old", from: "2027" },
    ];
    expect(reattachLinks(links, isOld, null, day)).toEqual(links);
  });
});
