import { describe, expect, it } from "vitest";
import {
  freezeColumn,
  moveColumn,
  orderColumns,
  placeColumns,
  resizeColumn,
  showColumn,
} from "./column-layout.ts";
import type { ColumnLayout, GridColumn } from "./grid-props.ts";

const columns: readonly GridColumn[] = [
  { id: "a", title: "A", kind: "text", width: 100 },
  { id: "key", title: "Key", kind: "text", width: 80, frozen: true },
  { id: "b", title: "B", kind: "date" },
];
const ids = (layout?: ColumnLayout): readonly string[] =>
  placeColumns(columns, layout).map(({ column }) => column.id);

describe("column layout", () => {
  it("[O1] puts frozen columns first and each after the one before", () => {
    expect(
      placeColumns(columns, undefined).map(({ column, width, frozen, start }) => [
        column.id,
        width,
        frozen,
        start,
      ]),
    ).toEqual([
      ["key", 80, true, 0],
      ["a", 100, false, 80],
      ["b", 116, false, 180],
    ]);
  });

  it("[O2] follows the user's order, hidden and widths, and survives columns that came or went", () => {
    const layout = { order: ["gone", "b"], hidden: ["a"], frozen: [], widths: { b: 4000 } };
    expect([ids(layout), placeColumns(columns, layout)[0]?.width]).toEqual([["b", "key"], 900]);
  });

  it("[O3] moves before another column, or last, and ignores what it does not know", () => {
    expect(
      [
        moveColumn(columns, undefined, "b", "a"),
        moveColumn(columns, undefined, "a", undefined),
      ].map((layout) => orderColumns(columns, layout).map(({ id }) => id)),
    ).toEqual([
      ["b", "a", "key"],
      ["key", "b", "a"],
    ]);
    expect(moveColumn(columns, undefined, "x", "a")).toEqual({});
  });

  it("[O4] hides, shows, freezes and resizes one column without touching the rest", () => {
    const hidden = showColumn(undefined, "a", false);
    expect([hidden, showColumn(hidden, "a", true)]).toEqual([{ hidden: ["a"] }, { hidden: [] }]);
    expect(freezeColumn(columns, undefined, "a", true)).toEqual({ frozen: ["key", "a"] });
    expect(freezeColumn(columns, undefined, "key", false)).toEqual({ frozen: [] });
    expect(resizeColumn({ hidden: ["a"] }, "b", 120.4)).toEqual({
      hidden: ["a"],
      widths: { b: 120 },
    });
  });
});
