import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { faultOf } from "../../../tests/fixtures/read-whole-table.ts";
import { DEFAULT_FILE_LIMITS } from "./limits.ts";
import { scanCsv } from "./scan-csv.ts";
import type { FileRow, FileWarning, Separator } from "./table.ts";

function scan(text: string, separator: Separator = ";", limits = DEFAULT_FILE_LIMITS) {
  const rows: FileRow[] = [];
  const reader = scanCsv(text, separator, limits);
  let warnings: readonly FileWarning[] = [];
  for (let step = reader.next(); ; step = reader.next()) {
    if (step.done === true) {
      warnings = step.value.warnings;
      break;
    }
    rows.push(...step.value.rows);
  }
  return { rows, warnings };
}
const cells = (text: string, separator?: Separator) =>
  scan(text, separator).rows.map((row) => row.cells);

describe("scanCsv", () => {
  it("[F5] gives each row the line it begins on", () => {
    const text = 'code;adresse\r\n1;"3 rue A\n75005 Paris"\r\n2;"x\r\ny\r\nz"\r\n3;\r\n';
    expect(scan(text)).toEqual({
      rows: [
        { line: 1, cells: ["code", "adresse"] },
        { line: 2, cells: ["1", "3 rue A\n75005 Paris"] },
        { line: 4, cells: ["2", "x\r\ny\r\nz"] },
        { line: 7, cells: ["3", ""] },
      ],
      warnings: [],
    });
  });

  it("[F5] reads quotes, doubled quotes and separators inside quotes", () => {
    expect(cells('"a;b";"dit ""le Grand""";""\n""""')).toEqual([
      ["a;b", 'dit "le Grand"', ""],
      ['"'],
    ]);
  });

  it("[F5] takes quotes in the middle of a cell for text", () => {
    expect(scan('1;COMMERCE "E-COMM"\n2;"BTS" option x;y\n')).toEqual({
      rows: [
        { line: 1, cells: ["1", 'COMMERCE "E-COMM"'] },
        { line: 2, cells: ["2", '"BTS" option x', "y"] },
      ],
      warnings: [{ kind: "quote-misplaced", line: 2, column: 2 }],
    });
  });

  it("[F5] says where a quote that never closes opened", () => {
    expect(faultOf(() => scan('a;b\n1;"x\ny"\n2;"jamais\n3;c\n'))).toEqual({
      code: "FILE_QUOTE_UNCLOSED",
      line: 4,
      column: 2,
      letter: "B",
    });
  });

  it("[F5] does not swallow the rows up to the next quote", () => {
    expect(faultOf(() => scan('"a";"b"\n"1;"x"\n"2";"y"\n3;"z\n"4";"t"\n'))).toEqual({
      code: "FILE_QUOTE_UNCLOSED",
      line: 4,
      column: 2,
      letter: "B",
    });
  });

  it("[F5] ends lines on LF, CRLF or, where there is nothing else, CR", () => {
    expect([
      cells("a;b\r\nc;d"),
      cells("a;b\nc;d\n"),
      cells("a;b\rc;d\r"),
      cells("a\rb;c\n"),
    ]).toEqual([
      [
        ["a", "b"],
        ["c", "d"],
      ],
      [
        ["a", "b"],
        ["c", "d"],
      ],
      [
        ["a", "b"],
        ["c", "d"],
      ],
      [["a\rb", "c"]],
    ]);
  });

  it("[F5] reads what PapaParse reads, whatever the cells", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "é", " ", ";", ",", '"', "\n", "\r\n", "0"),
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const text = Papa.unparse(rows, { delimiter: ";", newline: "\r\n", quotes: true });
          expect(cells(text)).toEqual(rows);
          expect(cells(text)).toEqual(Papa.parse(text, { delimiter: ";", newline: "\r\n" }).data);
        },
      ),
    );
  });

  it("[F12] refuses a cell or a row beyond its bounds, with its place", () => {
    const limits = { ...DEFAULT_FILE_LIMITS, cellCharacters: 10, columns: 3 };
    expect(faultOf(() => scan(`a;b\n1;${"x".repeat(11)}`, ";", limits))).toEqual({
      code: "FILE_TOO_LARGE",
      what: "cell",
      limit: 10,
      line: 2,
      column: 2,
      letter: "B",
    });
    expect(faultOf(() => scan("a;b\n1;2;3;4", ";", limits))).toEqual({
      code: "FILE_TOO_LARGE",
      what: "columns",
      limit: 3,
      line: 2,
      column: 4,
      letter: "D",
    });
  });

  it("[F11] marks what spreadsheets write for errors", () => {
    expect(scan("#N/A;#DIV/0!;#VALEUR!;#3").rows).toEqual([
      {
        line: 1,
        cells: ["#N/A", "#DIV/0!", "#VALEUR!", "#3"],
        marks: { 0: { kind: "error" }, 1: { kind: "error" }, 2: { kind: "error" } },
      },
    ]);
  });
});
