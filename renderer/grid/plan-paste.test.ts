import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillTarget, planFill, planFillDown } from "./plan-fill.ts";
import { planPaste } from "./plan-paste.ts";

const extent = { rows: 5, columns: 4 };
const range = (top: number, left: number, bottom = top, right = left) => ({
  top,
  left,
  bottom,
  right,
});
const draw = (cells: readonly { row: number; column: number; text: string }[]): readonly string[] =>
  cells.map((cell) => `${cell.row},${cell.column}=${cell.text}`);

describe("paste", () => {
  it("[P1] one cell fills the whole selection", () => {
    expect(draw(planPaste([["x"]], range(1, 1, 2, 2), extent, false).cells)).toEqual([
      "1,1=x",
      "1,2=x",
      "2,1=x",
      "2,2=x",
    ]);
  });

  it("[P2] a block repeats over a multiple of itself, and is laid out once otherwise", () => {
    const block = [["a"], ["b"]];
    expect(draw(planPaste(block, range(0, 0, 3, 0), extent, false).cells)).toEqual([
      "0,0=a",
      "1,0=b",
      "2,0=a",
      "3,0=b",
    ]);
    expect(planPaste(block, range(0, 0, 2, 0), extent, false)).toEqual({
      cells: [
        { row: 0, column: 0, text: "a" },
        { row: 1, column: 0, text: "b" },
      ],
      newRows: [],
      range: range(0, 0, 1, 0),
      lost: 0,
    });
  });

  it("[P3] rows below the last become new rows where allowed, and are counted as lost elsewhere", () => {
    const block = [
      ["a", "b", "c"],
      ["d", "e", "f"],
    ];
    expect(planPaste(block, range(4, 2), extent, true)).toEqual({
      cells: [
        { row: 4, column: 2, text: "a" },
        { row: 4, column: 3, text: "b" },
      ],
      newRows: [["d", "e"]],
      range: range(4, 2, 4, 3),
      lost: 2,
    });
    expect(planPaste(block, range(4, 2), extent, false).lost).toBe(4);
  });

  it("[P4] every text pasted once is written, added or counted as lost", () => {
    const row = fc.array(fc.constantFrom("x", "y", ""), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 3 }),
        (block, top, left) => {
          const width = Math.max(...block.map((cells) => cells.length));
          const full = block.map((cells) => [
            ...cells,
            ...(Array(width - cells.length).fill("") as string[]),
          ]);
          const plan = planPaste(full, range(top, left), extent, true);
          const added = plan.newRows.reduce((sum, cells) => sum + cells.length, 0);
          expect(plan.cells.length + added + plan.lost).toBe(full.length * width);
        },
      ),
    );
  });
});

describe("fill", () => {
  it("[F1] repeats the source in the direction of the target, upwards too", () => {
    expect(
      planFill(range(2, 0, 3, 0), range(0, 0, 5, 0)).map(({ from, to }) => [to.row, from.row]),
    ).toEqual([
      [0, 2],
      [1, 3],
      [4, 2],
      [5, 3],
    ]);
  });

  it("[F2] Ctrl D copies the first row down, or the row above a single row", () => {
    expect(planFillDown(range(1, 0, 3, 0)).map(({ from, to }) => [to.row, from.row])).toEqual([
      [2, 1],
      [3, 1],
    ]);
    expect(planFillDown(range(1, 0, 1, 1)).map(({ from, to }) => [to, from])).toEqual([
      [
        { row: 1, column: 0 },
        { row: 0, column: 0 },
      ],
      [
        { row: 1, column: 1 },
        { row: 0, column: 1 },
      ],
    ]);
    expect(planFillDown(range(0, 0))).toEqual([]);
  });

  it("[F3] the dragged handle grows one way only", () => {
    expect([
      fillTarget(range(1, 1, 2, 1), { row: 5, column: 2 }),
      fillTarget(range(1, 1, 2, 1), { row: 2, column: 3 }),
      fillTarget(range(1, 1, 2, 1), { row: 0, column: 1 }),
      fillTarget(range(1, 1, 2, 1), { row: 2, column: 1 }),
    ]).toEqual([range(1, 1, 5, 1), range(1, 1, 2, 3), range(0, 1, 2, 1), range(1, 1, 2, 1)]);
  });
});
