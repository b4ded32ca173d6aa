import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReferentialId } from "../../../shared/base/index.ts";
import type { ChangeGroup } from "../../data-worker/data-api.ts";
import { addSeen, groupKey, NOTHING_SEEN, proofOf, shownOf, unseenGroups } from "./seen-changes.ts";

const group = (kind: ChangeGroup["kind"], count: number): ChangeGroup => ({
  referential: "nacres" as ReferentialId,
  kind,
  count,
});

describe("what a decider had on screen", () => {
  it("[A15] counts each line once, whatever the ranges and their order", () => {
    const range = fc.tuple(fc.nat(60), fc.nat(20)).map(([from, length]) => [from, from + length]);
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const lines = new Set(
          ranges.flatMap(([from = 0, to = 0]) =>
            Array.from({ length: to - from }, (_, at) => from + at),
          ),
        );
        const seen = ranges.reduce(
          (all, [from = 0, to = 0]) => addSeen(all, "g", from, to),
          NOTHING_SEEN,
        );
        expect(shownOf(seen, "g")).toBe(lines.size);
      }),
    );
  });

  it("[A15] waits for every group that holds something", () => {
    const groups = [group("create", 3), group("update", 2), group("close", 0)];

    const seen = addSeen(NOTHING_SEEN, groupKey(groups[0] ?? group("create", 0)), 0, 3);

    expect(unseenGroups(seen, groups)).toEqual([group("update", 2)]);
    expect(unseenGroups(addSeen(seen, "nacres:update", 0, 1), groups)).toEqual([]);
  });

  it("[A15] records what was opened, and whether it was read to the end", () => {
    const groups = [group("create", 3), group("update", 2)];
    const seen = addSeen(addSeen(NOTHING_SEEN, "nacres:create", 0, 3), "nacres:update", 0, 1);

    expect(proofOf(seen, groups)).toEqual({
      groups: [
        { kind: "nacres:create", count: 3, shown: 3 },
        { kind: "nacres:update", count: 2, shown: 1 },
      ],
      opened: 4,
      toTheEnd: false,
    });
  });
});
