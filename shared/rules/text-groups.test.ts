import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createTextGroups,
  firstUnder,
  joinGroup,
  leaveGroup,
  membersUnder,
} from "./text-groups.ts";

const operation = fc.record({
  join: fc.boolean(),
  text: fc.string({ maxLength: 3 }),
  member: fc.integer({ min: 0, max: 5 }),
});

describe("text groups", () => {
  it("[RU39] behave as a Map of lists, whatever joins and leaves", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
        const groups = createTextGroups<number>();
        const model = new Map<string, number[]>();
        for (const { join, text, member } of operations) {
          const members = model.get(text) ?? [];
          if (join && !members.includes(member)) {
            joinGroup(groups, text, member);
            model.set(text, [...members, member]);
          } else if (!join) {
            leaveGroup(groups, text, member);
            model.set(
              text,
              members.filter((other) => other !== member),
            );
          }
        }
        for (const [text, members] of model) {
          expect(membersUnder(groups, text)).toEqual(members);
          expect(firstUnder(groups, text)).toBe(members[0]);
        }
        expect(groups.shared).toBe(
          [...model.values()].filter((members) => members.length > 1).length,
        );
        expect(membersUnder(groups, "absent!")).toEqual([]);
      }),
    );
  });

  it("[RU39] grow past a hundred thousand texts", () => {
    const groups = createTextGroups<number>();
    for (let rank = 0; rank < 100_000; rank += 1) joinGroup(groups, `S${String(rank)}`, rank);

    expect([0, 1, 4095, 99_999].map((rank) => firstUnder(groups, `S${String(rank)}`))).toEqual([
      0, 1, 4095, 99_999,
    ]);
    expect(groups.shared).toBe(0);
  });
});
