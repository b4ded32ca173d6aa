import { describe, expect, it } from "vitest";
import { flattenTree, isWithin, parentLine } from "./flatten-tree.ts";
import type { TreeNode } from "./grid-props.ts";

const node = (id: string, childCount = 0): TreeNode => ({
  id,
  label: id.toUpperCase(),
  childCount,
});
const children = new Map<string | null, readonly TreeNode[]>([
  [null, [node("a", 2), node("b", 1)]],
  ["a", [node("a1"), node("a2", 1)]],
  ["a2", [node("a", 2)]],
]);
const draw = (...open: readonly string[]): readonly string[] =>
  flattenTree(children, new Set(open)).map(
    ({ node: { id }, level, position, siblings, isOpen, isLoading }) =>
      `${"-".repeat(level)}${id} ${position}/${siblings}${isOpen ? " open" : ""}${isLoading ? " loading" : ""}`,
  );

describe("flattenTree", () => {
  it("[A1] shows closed roots only, with their place among siblings", () => {
    expect(draw()).toEqual(["-a 1/2", "-b 2/2"]);
  });

  it("[A2] shows the children of what is open, and says when they are on their way", () => {
    expect(draw("a", "b")).toEqual(["-a 1/2 open", "--a1 1/2", "--a2 2/2", "-b 2/2 open loading"]);
  });

  it("[A3] does not open a record again under itself", () => {
    expect(draw("a", "a2")).toEqual([
      "-a 1/2 open",
      "--a1 1/2",
      "--a2 2/2 open",
      "---a 1/1",
      "-b 2/2",
    ]);
  });

  it("[A4] finds parents, and what lies below a record", () => {
    const lines = flattenTree(children, new Set(["a", "a2"]));
    expect(lines.map((_, at) => parentLine(lines, at))).toEqual([-1, 0, 0, 2, -1]);
    expect(lines.map((_, at) => isWithin(lines, at, "a"))).toEqual([true, true, true, true, false]);
    expect(lines.map((_, at) => isWithin(lines, at, "a2"))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });
});
