import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { read, type CellObject } from "xlsx";
import { cellsOf, faultOf, readWholeTable } from "../../../tests/fixtures/read-whole-table.ts";
import { annotateTable } from "./annotate-table.ts";
import type { TableToWrite } from "./table-to-write.ts";
import { writeCsv } from "./write-csv.ts";
import { writeXlsx } from "./write-xlsx.ts";

const FIDELITY = [
  "007",
  "1E5",
  "12/05",
  "1234567890123456",
  " devant",
  "derrière ",
  "e\u0301té",
  "été",
  "a\u00a0b",
  "a\u202fb",
  "=1+1",
  "+33 1 23 45 67 89",
  "-12,5",
  "@x",
  "'=x",
  "TRUE",
  "#N/A",
  "_x0041_",
  "_x0041_x0042_",
  "a\r\nb",
  "a\nb",
  "\tx",
  "\u0001",
  "œ€",
  "😀",
  "<a&b>",
  '"',
  '""',
  ";",
  "x;=1",
  "0",
  "-0",
  "1.10",
  "2022-01-05",
  "__proto__",
  "#remarque",
  "sep=;",
];
const value = fc
  .oneof(
    fc.constantFrom(...FIDELITY),
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.string({
      unit: fc.constantFrom("'", "=", "+", ";", '"', "\n", "\r", " ", "a", "_", "x", "0"),
      maxLength: 8,
    }),
  )
  .filter(
    (text) =>
      text.isWellFormed() &&
      !text.includes("\u0000") &&
      !text.includes("\ufeff") &&
      text.trim() !== "",
  );
const tables = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 8 });
const columns = [{ title: "Code" }, { title: "Libellé" }, { title: "Note" }];
const table = (rows: TableToWrite["rows"], more: Partial<TableToWrite> = {}): TableToWrite => ({
  name: "Export",
  columns,
  rows,
  ...more,
});

describe("writeXlsx", () => {
  it("[F22] every text comes back the same", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const back = readWholeTable(writeXlsx([table(rows)]), { headerLine: 1 });
        expect(cellsOf(back)).toEqual(rows);
        expect(back.columns.map((column) => column.name)).toEqual(["Code", "Libellé", "Note"]);
      }),
      { numRuns: 60 },
    );
  });

  it("[F22] the awkward values one by one, as text cells, never formulas", () => {
    const bytes = writeXlsx([table(FIDELITY.map((text) => [text, "", "x"]))]);
    const cells =
      read(bytes, { type: "array", dense: true, cellFormula: true }).Sheets["Export"]?.["!data"] ??
      [];

    expect(cellsOf(readWholeTable(bytes, { headerLine: 1 })).map((row) => row[0])).toEqual(
      FIDELITY,
    );
    expect(
      cells.flat().filter((cell: CellObject) => cell.f !== undefined || cell.t !== "s"),
    ).toEqual([]);
  });

  it("[F22] dates, numbers and booleans are what they are", () => {
    const bytes = writeXlsx([
      table(
        [
          ["2022-03-25", 12.5, true],
          ["1789-07-14", 1234567890123456, null],
          ["2022", -3, false],
          [{ date: "2024-02-29" }, Number.NaN, ""],
        ],
        { columns: [{ title: "Depuis", kind: "date" }, { title: "N" }, { title: "B" }] },
      ),
    ]);
    const date = { kind: "date" as const };

    expect(readWholeTable(bytes, { headerLine: 1 }).rows).toEqual([
      { line: 2, cells: ["2022-03-25", "12.5", "true"], marks: { 0: date } },
      { line: 3, cells: ["1789-07-14", "1234567890123456"] },
      { line: 4, cells: ["2022", "-3", "false"] },
      { line: 5, cells: ["2024-02-29", "NaN"], marks: { 0: date } },
    ]);
  });

  it("[F22] several sheets, whatever their names", () => {
    const names = ["a/b[c]:*?", "A B C", "", "", "x".repeat(40), "x".repeat(40), "'dé'"];
    const bytes = writeXlsx(names.map((name) => table([], { name })));

    expect(readWholeTable(bytes).overview.sheets.map((sheet) => sheet.name)).toEqual([
      "a b c",
      "A B C (2)",
      "Table",
      "Table (2)",
      "x".repeat(31),
      `${"x".repeat(27)} (2)`,
      "dé",
    ]);
  });

  it("[F22] refuses what Excel cannot hold, with its place", () => {
    expect(faultOf(() => writeXlsx([table([["a", "x".repeat(32_768), ""]])]))).toEqual({
      code: "FILE_TOO_LARGE",
      what: "cell",
      limit: 32_767,
      sheet: "Export",
      line: 2,
      column: 2,
    });
  });
});

describe("writeCsv", () => {
  it("[F21] every text comes back the same", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(";", ",", "\t"), (rows, separator) => {
        const bytes = writeCsv(table(rows), { separator: separator as ";" });
        const back = readWholeTable(bytes, {
          headerLine: 1,
          format: { kind: "csv", separator: separator as ";" },
        });
        expect(cellsOf(back)).toEqual(rows);
      }),
    );
  });

  it("[F23] is what French Excel opens", () => {
    const bytes = writeCsv(
      table(
        [
          ["007", "été ; «hiver»", 12.5],
          ["+33 1 23 45 67 89", "=1+1", null],
        ],
        { columns: [{ title: "Code" }, { title: "Libellé" }, { title: "Taux" }] },
      ),
    );

    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).toBe(
      '\ufeffCode;Libellé;Taux\r\n007;"été ; «hiver»";"12,5"\r\n+33 1 23 45 67 89;\'=1+1;\r\n',
    );
  });

  it("[F20] a header is neutralised too, and NUL characters dropped", () => {
    const bytes = writeCsv(
      table([["a\u0000b", "\u0000=1", "x"]], {
        columns: [{ title: "=cmd()" }, { title: "b" }, { title: "c" }],
      }),
    );

    expect(new TextDecoder().decode(bytes)).toBe("'=cmd();b;c\r\nab;'=1;x\r\n");
  });
});

describe("annotateTable", () => {
  const read3 = () =>
    readWholeTable(
      writeCsv(
        table([
          ["007", "a ", "x"],
          ["008", "=b", "y"],
          ["009", "c", "z"],
        ]),
      ),
    );

  it("[F24] keeps every value and adds the remarks, in a column and as notes", () => {
    const { columns: found, rows } = read3();
    const annotated = annotateTable(
      { name: "Nacres", columns: found, rows },
      [
        { line: 2, column: 0, text: "code inconnu" },
        { line: 2, column: 0, text: "code trop court" },
        { line: 2, column: null, text: "ligne refusée" },
        { line: 4, column: 2, text: "date fausse" },
      ],
      "Constats",
    );
    const bytes = writeXlsx([annotated]);
    const back = readWholeTable(bytes);
    const sheet = read(bytes, { type: "array" }).Sheets["Nacres"];
    const noteOf = (cell: string) => (sheet?.[cell] as CellObject | undefined)?.c?.[0]?.t;

    expect(back.columns.map((column) => column.name)).toEqual([
      "Code",
      "Libellé",
      "Note",
      "Constats",
    ]);
    expect(cellsOf(back)).toEqual([
      ["007", "a ", "x", "code inconnu\ncode trop court\nligne refusée"],
      ["008", "=b", "y"],
      ["009", "c", "z", "date fausse"],
    ]);
    expect([noteOf("A2"), noteOf("C4"), noteOf("A3")]).toEqual([
      "code inconnu\ncode trop court",
      "date fausse",
      undefined,
    ]);
  });

  it("[F24] dates of the original stay dates, extra cells stay", () => {
    const { columns: found } = read3();
    const annotated = annotateTable(
      {
        name: "x",
        columns: found,
        rows: [
          { line: 9, cells: ["1", "2022-01-05", "", "de trop"], marks: { 1: { kind: "date" } } },
        ],
      },
      [],
      "Constats",
    );

    expect(annotated).toEqual({
      name: "x",
      columns: [
        { title: "Code" },
        { title: "Libellé" },
        { title: "Note" },
        { title: "" },
        { title: "Constats" },
      ],
      rows: [["1", { date: "2022-01-05" }, "", "de trop", ""]],
      notes: [],
    });
  });
});
