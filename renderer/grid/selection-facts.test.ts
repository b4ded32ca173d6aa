import { describe, expect, it } from "vitest";
import { summariseCells } from "./selection-facts.ts";

describe("summariseCells", () => {
  const number = { id: "n", title: "N", kind: "number" } as const;
  const text = { id: "t", title: "T", kind: "text" } as const;

  it("[S1] counts, sums numbers only, and tells the worst finding", () => {
    expect(
      summariseCells([
        { column: number, content: { value: "0.1" } },
        { column: number, content: { value: "0.2" } },
        { column: text, content: { value: "12" } },
        {
          column: text,
          content: { value: "12", findings: [{ severity: "warning", message: "w" }] },
        },
        { column: text, content: { value: "", findings: [{ severity: "info", message: "i" }] } },
      ]),
    ).toEqual({ cells: 5, filled: 4, distinct: 3, sum: 0.3, findings: 2, worst: "warning" });
  });

  it("[S2] says no sum where there is no number", () => {
    expect(summariseCells([{ column: text, content: { value: "a" } }])).toEqual({
      cells: 1,
      filled: 1,
      distinct: 1,
      sum: undefined,
      findings: 0,
      worst: undefined,
    });
  });
});
