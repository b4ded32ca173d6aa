import { describe, expect, it } from "vitest";
import { compileReferential } from "../../model/index.ts";
import nacresDocument from "../../referentials/documents/nacres.json" with { type: "json" };
import { mappedColumns, readRow } from "./read-row.ts";
import { remarkFile } from "./remark-file.ts";

const columns = mappedColumns(compileReferential(nacresDocument as never), [
  { column: 0, header: "Code", attribute: "code" },
  { column: 1, header: "Libellé", attribute: "libelle" },
  { column: 2, header: "Note", attribute: null },
]);

describe("remarks of the reader", () => {
  it("[I12] a cell in error or never computed refuses its row, a doubtful one warns, an unmapped one is nobody's business", () => {
    const read = (marks: Parameters<typeof readRow>[1]["marks"]) => {
      const { refused, remarks } = readRow(
        columns,
        { row: 2, cells: ["AA", "Pains", "?"], ...(marks && { marks }) },
        () => undefined,
      );
      return [refused, remarks.map(({ column, severity, rule }) => [column, severity, rule])];
    };

    expect([
      read({ 1: { kind: "error" } }),
      read({ 0: { kind: "uncomputed" } }),
      read({ 1: { kind: "undecodable" } }),
      read({ 0: { kind: "imprecise" } }),
      read({ 2: { kind: "error" } }),
    ]).toEqual([
      [true, [["Libellé", "fatale", "import-cell-error"]]],
      [true, [["Code", "fatale", "import-cell-uncomputed"]]],
      [false, [["Libellé", "avertissement", "import-cell-undecodable"]]],
      [false, [["Code", "avertissement", "import-cell-imprecise"]]],
      [false, []],
    ]);
  });

  it("[I13] odd widths, quotes and merged mapped cells are warnings on their row", () => {
    const remarks = remarkFile(
      {
        warnings: [
          { kind: "row-too-wide", line: 4, expected: 3, found: 5 },
          { kind: "row-too-narrow", line: 6, expected: 3, found: 2 },
          { kind: "quote-misplaced", line: 7, column: 12 },
          { kind: "undecodable", line: 8, column: 1 },
        ],
        merges: ["A9:A11", "C2:C5", "AB3:AC3"],
      },
      columns,
    );

    expect(remarks.map(({ row, rule, details }) => [row, rule, details])).toEqual([
      [4, "import-row-too-wide", { expected: 3, found: 5 }],
      [6, "import-row-too-narrow", { expected: 3, found: 2 }],
      [7, "import-quote-misplaced", { at: 12 }],
      [9, "import-merged", { range: "A9:A11" }],
    ]);
  });
});
