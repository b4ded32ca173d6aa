import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moveAfterCommit, navigate, type NavigationKey } from "./navigate.ts";
import {
  clampSelection,
  countCells,
  extendTo,
  rangeOf,
  selectCell,
  selectRows,
  type Selection,
} from "./selection.ts";

const extent = { rows: 100, columns: 5 };
const key = (name: string, held = ""): NavigationKey => ({
  key: name,
  mod: held.includes("c"),
  shift: held.includes("s"),
});
const at = (row: number, column: number): Selection => selectCell({ row, column });
const go = (from: Selection, name: string, held = ""): Selection | undefined =>
  navigate(from, key(name, held), extent, 20);

describe("navigation in a grid", () => {
  it("[N1] arrows move one cell and stop at the borders", () => {
    expect([
      go(at(3, 2), "ArrowDown"),
      go(at(3, 2), "ArrowLeft"),
      go(at(99, 4), "ArrowDown"),
      go(at(3, 4), "ArrowRight"),
    ]).toEqual([at(4, 2), at(3, 1), at(99, 4), at(3, 4)]);
  });

  it("[N2] Up from the first row reaches the header line, and Down comes back", () => {
    expect([
      go(at(0, 2), "ArrowUp"),
      go(at(-1, 2), "ArrowDown"),
      go(at(-1, 2), "ArrowRight"),
    ]).toEqual([at(-1, 2), at(0, 2), at(-1, 3)]);
  });

  it("[N3] Ctrl jumps to the borders, Home and End to the row ends, Ctrl to the grid ends", () => {
    expect([
      go(at(50, 2), "ArrowDown", "c"),
      go(at(50, 2), "ArrowUp", "c"),
      go(at(50, 2), "ArrowRight", "c"),
      go(at(50, 2), "Home"),
      go(at(50, 2), "End"),
      go(at(50, 2), "Home", "c"),
      go(at(50, 2), "End", "c"),
      go(at(50, 2), "PageDown"),
      go(at(10, 2), "PageUp"),
    ]).toEqual([
      at(99, 2),
      at(0, 2),
      at(50, 4),
      at(50, 0),
      at(50, 4),
      at(0, 0),
      at(99, 4),
      at(70, 2),
      at(0, 2),
    ]);
  });

  it("[N4] Shift extends from the head and keeps the active cell", () => {
    const wide = go(go(at(3, 1), "ArrowRight", "s") ?? at(0, 0), "ArrowDown", "s") ?? at(0, 0);
    expect(wide).toEqual({ anchor: { row: 3, column: 1 }, head: { row: 4, column: 2 } });
    expect(rangeOf(wide)).toEqual({ top: 3, bottom: 4, left: 1, right: 2 });
    expect(countCells({ top: 3, bottom: 4, left: 1, right: 2 })).toBe(4);
    expect(go(at(0, 0), "ArrowUp", "s")).toEqual(at(0, 0));
  });

  it("[N5] Ctrl A, Shift Space and Ctrl Space take everything, the row, the column", () => {
    expect([
      rangeOf(go(at(3, 1), "a", "c") ?? at(0, 0)),
      rangeOf(go(at(3, 1), " ", "s") ?? at(0, 0)),
      rangeOf(go(at(3, 1), " ", "c") ?? at(0, 0)),
      go(at(3, 1), " "),
    ]).toEqual([
      { top: 0, bottom: 99, left: 0, right: 4 },
      { top: 3, bottom: 3, left: 0, right: 4 },
      { top: 0, bottom: 99, left: 1, right: 1 },
      undefined,
    ]);
  });

  it("[N6] Enter goes down, Tab goes right and wraps, Shift goes back", () => {
    expect([
      moveAfterCommit({ row: 3, column: 2 }, "Enter", false, extent),
      moveAfterCommit({ row: 0, column: 2 }, "Enter", true, extent),
      moveAfterCommit({ row: 3, column: 4 }, "Tab", false, extent),
      moveAfterCommit({ row: 3, column: 0 }, "Tab", true, extent),
      moveAfterCommit({ row: 99, column: 4 }, "Tab", false, extent),
    ]).toEqual([
      { row: 4, column: 2 },
      { row: 0, column: 2 },
      { row: 4, column: 0 },
      { row: 2, column: 4 },
      { row: 99, column: 4 },
    ]);
  });

  it("[N7] the header line is never selected", () => {
    expect(rangeOf(at(-1, 2))).toBeUndefined();
    expect(extendTo(at(-1, 2), { row: 4, column: 3 }, extent)).toEqual(at(4, 3));
  });

  it("[N8] a selection always fits the grid it is shown on", () => {
    expect(clampSelection(selectRows(10, 99, extent), { rows: 4, columns: 2 })).toEqual({
      anchor: { row: 3, column: 0 },
      head: { row: 3, column: 1 },
    });
    expect(clampSelection(at(3, 1), { rows: 0, columns: 2 })).toEqual(at(-1, 1));
    const names = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "a"];
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: fc.constantFrom(...names, "PageDown", " "),
            held: fc.constantFrom("", "s", "c", "cs"),
          }),
        ),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 6 }),
        (presses, rows, columns) => {
          let selection = at(0, 0);
          for (const { name, held } of presses)
            selection = navigate(selection, key(name, held), { rows, columns }, 7) ?? selection;
          for (const cell of [selection.anchor, selection.head]) {
            expect(cell.row >= -1 && cell.row < rows).toBe(true);
            expect(cell.column >= 0 && cell.column < columns).toBe(true);
          }
          expect(selection.anchor.row === -1).toBe(selection.head.row === -1);
        },
      ),
    );
  });
});
