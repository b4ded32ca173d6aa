import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utils, write, type CellObject } from "xlsx";
import { makeXlsx, sheetOf } from "../../../tests/fixtures/make-xlsx.ts";
import {
  cellsOf,
  faultOf,
  readWholeTable,
  type WholeTable,
} from "../../../tests/fixtures/read-whole-table.ts";
import { inspectFile } from "./inspect-file.ts";
import { DEFAULT_FILE_LIMITS } from "./limits.ts";
import { readTable } from "./read-table.ts";

const STYLES =
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/><numFmt numFmtId="165" formatCode="00000"/></numFmts>' +
  '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>';
const rowsOf = (body: string, more: Partial<Parameters<typeof makeXlsx>[0]> = {}) =>
  readWholeTable(makeXlsx({ sheets: [{ body }], styles: STYLES, ...more }), { headerLine: null });

describe("xlsx", () => {
  it("[F11] reads every type of cell", () => {
    const { rows } = rowsOf(
      '<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>60680000</v></c><c r="D2" s="1"><v>42452</v></c>' +
        '<c r="E2" s="2"><v>42452.5</v></c><c r="F2" s="3"><v>1000</v></c><c r="G2" t="b"><v>1</v></c><c r="H2" t="e"><v>#N/A</v></c></row>' +
        '<row r="4" hidden="1"><c r="A4" t="str"><f>1+1</f><v>deux</v></c><c r="B4"><f>NOW()</f></c><c r="C4" t="inlineStr"><is><t>a &amp; b</t></is></c>' +
        '<c r="D4" t="d"><v>2022-03-25T00:00:00</v></c><c r="E4"><v>1.1000000000000001</v></c><c r="F4"><v>1E+21</v></c><c r="H4"><f>1</f><v>1</v></c></row></sheetData>',
      {
        strings:
          '<si><t xml:space="preserve"> 007 </t></si><si><r><t>é</t></r><r><rPr><b/></rPr><t xml:space="preserve"> _x000D_\nœ</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>',
      },
    );

    expect(rows).toEqual([
      {
        line: 2,
        cells: [
          " 007 ",
          "é \r\nœ",
          "60680000",
          "2016-03-23",
          "2016-03-23T12:00",
          "01000",
          "true",
          "#N/A",
        ],
        marks: { 3: { kind: "date" }, 4: { kind: "date" }, 7: { kind: "error" } },
      },
      {
        line: 4,
        cells: ["deux", "", "a & b", "2022-03-25", "1.1", "1000000000000000000000", "", "1"],
        marks: { 1: { kind: "uncomputed" }, 3: { kind: "date" }, 5: { kind: "imprecise" } },
        hidden: true,
      },
    ]);
  });

  it("[F9] reads dates of the 1904 system", () => {
    const body = '<sheetData><row><c s="1"><v>40990</v></c></row></sheetData>';
    expect(cellsOf(rowsOf(body, { date1904: true }))).toEqual([["2016-03-23"]]);
  });

  it("[F11] lists merged ranges and keeps only the first cell's value", () => {
    const { rows, summary } = rowsOf(
      '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"/></row></sheetData><mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="C2:C9"/></mergeCells>',
    );
    expect([rows, summary.merges]).toEqual([[{ line: 1, cells: ["1"] }], ["A1:B1", "C2:C9"]]);
  });

  it("[F11] reads elements with a prefix, single quotes, and cells without a place", () => {
    const xml =
      "<?xml version='1.0'?><x:worksheet xmlns:x='m'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row r='7'><x:c r='C7'><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    const { rows } = rowsOf("", { more: { "xl/worksheets/sheet1.xml": xml } });
    expect(rows).toEqual([
      { line: 1, cells: ["a", "2"] },
      { line: 7, cells: ["", "", "3"] },
    ]);
  });

  it("[F11] lists the sheets, the hidden ones too, with their declared size", () => {
    const body = `<dimension ref="A1:C12"/>${sheetOf([
      ["Code", "Libellé"],
      ["A", "x"],
    ])}`;
    const bytes = makeXlsx({
      sheets: [
        { body, name: "Un &amp; deux" },
        { body: sheetOf([]), name: "Caché", state: "hidden" },
      ],
    });

    expect(
      inspectFile({ bytes }).sheets.map(({ name, hidden, dimension, headerLine }) => ({
        name,
        hidden,
        dimension,
        headerLine,
      })),
    ).toEqual([
      { name: "Un & deux", hidden: false, dimension: { rows: 12, columns: 3 }, headerLine: 1 },
      { name: "Caché", hidden: true, dimension: null, headerLine: null },
    ]);
  });

  it("[F12] a cell at the far end of a sheet is refused with its place, one far down costs nothing", () => {
    const far = (reference: string, row: number) =>
      makeXlsx({
        sheets: [
          {
            body: `<dimension ref="A1:${reference}"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="${row}"><c r="${reference}"><v>1</v></c></row></sheetData>`,
          },
        ],
      });

    expect(faultOf(() => readWholeTable(far("XFD1048576", 1048576)))).toEqual({
      code: "FILE_TOO_LARGE",
      what: "columns",
      limit: 2000,
      line: 1048576,
      column: 16384,
      letter: "XFD",
      sheet: "Feuil1",
    });
    expect(readWholeTable(far("B1048576", 1048576), { headerLine: null }).rows).toEqual([
      { line: 1, cells: ["1"] },
      { line: 1048576, cells: ["", "1"] },
    ]);
  });

  it("[F12] bounds rows and shared strings", () => {
    const bytes = makeXlsx({
      sheets: [{ body: sheetOf(Array.from({ length: 20 }, () => ["a"])) }],
      strings: "<si/>".repeat(20),
    });
    const read = (limits: object) => [
      ...readTable(
        { bytes },
        { format: { kind: "xlsx" }, sheet: 0, headerLine: null },
        { ...DEFAULT_FILE_LIMITS, ...limits },
      ),
    ];

    expect(faultOf(() => read({ rows: 10 }))).toEqual({
      code: "FILE_TOO_LARGE",
      what: "rows",
      limit: 10,
      line: 11,
    });
    expect(faultOf(() => read({ sharedStrings: 10 }))).toEqual({
      code: "FILE_TOO_LARGE",
      what: "shared-strings",
      limit: 10,
    });
  });

  it("[F17] reads as far as it is asked, chunk by chunk, with its progress", () => {
    const rows = Array.from({ length: 20_000 }, (_, rank) => [
      `${(rank * 7919) % 99_991}`,
      `n° ${rank}`,
    ]);
    const bytes = makeXlsx({ sheets: [{ body: sheetOf(rows) }] });
    const parts = readTable({ bytes }, { format: { kind: "xlsx" }, sheet: 0, headerLine: 1 });
    const progress: number[] = [];
    const sizes: number[] = [];
    for (const part of parts) {
      if (part.kind === "columns") continue;
      progress.push(part.done / part.total);
      sizes.push(part.rows.length);
    }

    expect(sizes).toEqual([...Array.from({ length: 39 }, () => 500), 499]);
    expect(progress[0]).toBeLessThan(0.3);
    expect(progress).toEqual(progress.toSorted((left, right) => left - right));
    expect(progress.at(-1)).toBe(1);
  });

  it("[F15] xls, ods and xlsb give the same rows as xlsx", () => {
    const sheet = utils.aoa_to_sheet(
      [
        ["Code", "Libellé", "Compte", "Date", "CP", "Vrai", "Erreur"],
        [
          "007",
          "Élève ",
          { t: "n", v: 60680000 },
          { t: "n", v: 42452, z: "dd/mm/yyyy" },
          { t: "n", v: 1000, z: "00000" },
          true,
          { t: "e", v: 42 },
        ],
        [],
        [
          "1E5",
          "a\nb",
          { t: "n", v: 0.3 },
          { t: "n", v: 44562, z: "dd/mm/yyyy" },
          { t: "n", v: 75005, z: "00000" },
          false,
          "fin",
        ],
      ] as unknown as CellObject[][],
      { dense: true },
    );
    const workbook = utils.book_new();
    utils.book_append_sheet(workbook, sheet, "Données");
    const read = (bookType: "xlsx" | "xls" | "ods" | "xlsb") =>
      readWholeTable(new Uint8Array(write(workbook, { type: "array", bookType }) as ArrayBuffer));
    const [xlsx, ...others] = (["xlsx", "xls", "ods", "xlsb"] as const).map(read);

    expect(xlsx?.rows).toEqual([
      {
        line: 2,
        cells: ["007", "Élève ", "60680000", "2016-03-23", "01000", "true", "#N/A"],
        marks: { 3: { kind: "date" }, 6: { kind: "error" } },
      },
      {
        line: 4,
        cells: ["1E5", "a\nb", "0.3", "2022-01-01", "75005", "false", "fin"],
        marks: { 3: { kind: "date" } },
      },
    ]);
    for (const other of others) {
      // SheetJS writes no errors in .ods
      if (other.overview.format.kind === "ods") continue;
      expect([other.overview.format.kind, other.columns, other.rows]).toEqual([
        other.overview.format.kind,
        xlsx?.columns,
        xlsx?.rows,
      ]);
    }
    const withoutError = (table: WholeTable | undefined) =>
      table?.rows.map(({ line, cells }) => [line, line === 2 ? cells.slice(0, 6) : cells]);
    expect(withoutError(others[1])).toEqual(withoutError(xlsx));
    expect(others.map((other) => other.overview.format.kind)).toEqual(["xls", "ods", "xlsb"]);
  });

  it("[F11] reads any text that SheetJS writes", () => {
    const text = fc
      .string({ unit: "grapheme", maxLength: 12 })
      .filter(
        (value) => value.isWellFormed() && !/_x[0-9a-f]{4}_/i.test(value) && !value.includes("'"),
      );
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (rows, bookSST) => {
          const sheet = utils.aoa_to_sheet([["x"], ...rows]);
          const bytes = new Uint8Array(
            write(
              { SheetNames: ["S"], Sheets: { S: sheet } },
              { type: "array", bookType: "xlsx", bookSST },
            ) as ArrayBuffer,
          );
          const expected = rows
            .map((row) => row.join("\u0001").replace(/\u0001+$/, ""))
            .filter((row) => /[^\s\u0001]/.test(row));
          const read = readWholeTable(bytes, { headerLine: 1 }).rows.map((row) =>
            row.cells.join("\u0001"),
          );
          expect(read).toEqual(expected);
        },
      ),
    );
  });
});
