import { describe, expect, it } from "vitest";
import { utils, write, type BookType } from "xlsx";
import { makeCompoundFile, record } from "../../../tests/files/make-compound-file.ts";
import { makeXlsx, sheetOf } from "../../../tests/fixtures/make-xlsx.ts";
import { cellsOf, faultOf, readWholeTable } from "../../../tests/fixtures/read-whole-table.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const refusalOf = (bytes: Uint8Array, name?: string): unknown =>
  faultOf(() => readWholeTable(bytes, {}, name));
const ROWS = [
  ["Code", "Libellé"],
  ["A", "Un été"],
  ["B", "Deux"],
];
const office = (bookType: BookType): Uint8Array =>
  new Uint8Array(
    write(
      { SheetNames: ["S"], Sheets: { S: utils.aoa_to_sheet(ROWS) } },
      { type: "array", bookType },
    ) as ArrayBuffer,
  );

/** The globals of an old workbook with these records between their beginning and their end. */
const oldWorkbook = (stream: string, version: number, ...records: readonly Uint8Array[]) =>
  makeCompoundFile(
    stream,
    Buffer.concat([
      record(0x0809, Uint8Array.of(0, version, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
      ...records,
      record(0x000a),
    ]),
  );

describe("files of the wrong kind (I-2)", () => {
  it.each(["biff8", "xlsb", "xlsm", "ods"] as const)(
    "[I-2] %s: the rows of any other workbook, whatever its name",
    (bookType) => {
      expect(cellsOf(readWholeTable(office(bookType), {}, "liste.csv"))).toEqual(ROWS.slice(1));
    },
  );

  it("[I-2] biff5, of 1995: the same", () => {
    const sheet = utils.aoa_to_sheet([["Code"], ["A"]]);
    const bytes = new Uint8Array(
      write(
        { SheetNames: ["S"], Sheets: { S: sheet } },
        { type: "array", bookType: "biff5" },
      ) as ArrayBuffer,
    );
    expect(cellsOf(readWholeTable(bytes))).toEqual([["A"]]);
  });

  it.each(["biff2", "biff3", "biff4"] as readonly string[] as readonly BookType[])(
    "[I-2] %s, of before 1995: told that it is no workbook this application reads",
    (bookType) => {
      expect(refusalOf(office(bookType), "vieux.xls")).toEqual({
        code: "FILE_KIND_UNKNOWN",
        looksLike: "binary",
      });
    },
  );

  it("[I-2] workbooks under a password, old and new", () => {
    const filePass = record(0x002f, new Uint8Array(54).fill(1));
    expect(refusalOf(oldWorkbook("Workbook", 6, filePass))).toEqual({ code: "FILE_ENCRYPTED" });
    for (const stream of ["EncryptionInfo", "EncryptedPackage"])
      expect(refusalOf(makeCompoundFile(stream, new Uint8Array(5000)), "secret.xlsx")).toEqual({
        code: "FILE_ENCRYPTED",
      });
  });

  it.each([
    ["a PDF", "%PDF-1.7\n", { code: "FILE_KIND_UNKNOWN", looksLike: "pdf" }],
    ["a web page", "<html><table>", { code: "FILE_KIND_UNKNOWN", looksLike: "html" }],
    ["nothing", "", { code: "FILE_EMPTY" }],
    ["blanks", " \r\n\t\n", { code: "FILE_EMPTY" }],
  ])("[I-2] %s named .xlsx", (_, content, refusal) => {
    expect(refusalOf(utf8(content), "liste.xlsx")).toEqual(refusal);
  });

  it.each([
    ["UTF-8 with its mark", utf8("\ufeffCode;Libellé\nA;Un été\nB;Deux\n")],
    ["Windows-1252", Uint8Array.from("Code;Libellé\nA;Un été\nB;Deux\n", (c) => c.charCodeAt(0))],
    ["UTF-16, little end first", utf16("\ufeffCode;Libellé\nA;Un été\nB;Deux\n", true)],
    ["UTF-16, big end first", utf16("\ufeffCode;Libellé\nA;Un été\nB;Deux\n", false)],
    ["UTF-16 without a mark", utf16("Code;Libellé\nA;Un été\nB;Deux\n", true)],
  ])("[I-2] %s: the same rows", (_, bytes) => {
    expect(cellsOf(readWholeTable(bytes))).toEqual(ROWS.slice(1));
  });

  it.each([
    [
      "a quote that never closes",
      'a;b\n1;2\n3;"4\n5;6\n',
      { code: "FILE_QUOTE_UNCLOSED", line: 3, column: 2, letter: "B" },
    ],
    [
      "a NUL",
      "a;b\n1;2\n3;4\u0000\n",
      { code: "FILE_UNREADABLE", reason: "nul", line: 3, column: 4 },
    ],
    [
      "a cell of a megabyte",
      `a;b\n1;${"x".repeat(1_000_000)}\n`,
      { code: "FILE_TOO_LARGE", what: "cell", limit: 100_000, line: 2, column: 2, letter: "B" },
    ],
    [
      "a cell of a megabyte between quotes",
      `a;b\n1;"${"x\n".repeat(500_000)}"\n`,
      { code: "FILE_TOO_LARGE", what: "cell", limit: 100_000, line: 2, column: 2, letter: "B" },
    ],
    [
      "a cell of a megabyte of quotes",
      `a;b\n1;"${'""'.repeat(500_000)}"\n`,
      { code: "FILE_TOO_LARGE", what: "cell", limit: 100_000, line: 2, column: 2, letter: "B" },
    ],
  ])("[I-2] %s: its line and column", (_, content, refusal) => {
    expect(refusalOf(utf8(content))).toEqual(refusal);
  });

  it.each([
    ["a number", "[1,2]", { reason: "json-shape", line: 1 }],
    ["a list of lists", "[[1],[2]]", { reason: "json-shape", line: 1 }],
    ["an object then a number", '[{"a":1},\n2]', { reason: "json-shape", line: 2 }],
    ["a comma too many", '[{"a":1},\n]', { reason: "json", line: 2, column: 1 }],
    ["a comma missing", '[{"a":1}\n {"a":2}]', { reason: "json", line: 2, column: 2 }],
    ["a bracket missing", '[{"a":1},\n{"a":2}', { reason: "json", line: 2, column: 8 }],
    ["a brace missing", '[{"a":1},\n{"a":2]', { reason: "json", line: 2, column: 7 }],
    ["a word", '[{"a":1},\n{"a":yes}]', { reason: "json", line: 2, column: 6 }],
    ["something after the end", '[{"a":1}]\nx', { reason: "json", line: 2, column: 1 }],
    [
      "a wrapped list, spoilt",
      '{"n":1,\n"r":[{"a":1},{"a":}]}',
      { reason: "json", line: 2, column: 19 },
    ],
  ])("[I-2] JSON that is no list of objects, %s: where", (_, content, refusal) => {
    expect(refusalOf(utf8(content), "liste.json")).toEqual({
      code: "FILE_UNREADABLE",
      ...refusal,
    });
  });

  it("[I-2] JSON in all its shapes: a list, a wrapped list, a lone object, a value repeated", () => {
    const rowsOf = (text: string) => cellsOf(readWholeTable(utf8(text), {}, "liste.json"));
    expect(rowsOf('[ {"a":"]}\\"","b":[1]} , {"a":2} ]')).toEqual([[']}"', "1"], ["2"]]);
    expect(rowsOf('{"n":2,"r":[{"a":1},{"a":2}],"s":[1,2]}')).toEqual([["1"], ["2"]]);
    expect(rowsOf('{"a":1,"b":{"c":2}}')).toEqual([["1", "2"]]);
    expect(rowsOf("[]")).toEqual([]);
  });

  it("[I-2] separators that change on the way are told line by line", () => {
    const { summary } = readWholeTable(utf8("a;b\n1;2\n3,4\n5\t6\n7;8\n9;10\n"));
    expect(summary.warnings).toEqual([
      { kind: "row-too-narrow", line: 3, expected: 2, found: 1 },
      { kind: "row-too-narrow", line: 4, expected: 2, found: 1 },
    ]);
  });

  it("[I-2] xlsb cut at 20 places", () => {
    const whole = office("xlsb");
    for (let place = 1; place <= 20; place++) {
      const cut = whole.slice(0, Math.floor((whole.length * place) / 21));
      expect([place, refusalOf(cut)]).toEqual([
        place,
        expect.objectContaining({ code: "FILE_TRUNCATED" }),
      ]);
    }
  });

  it("[F12] a workbook of more sheets than any", () => {
    const sheets = Array.from({ length: 501 }, () => ({ body: sheetOf([["a"]]) }));
    expect(refusalOf(makeXlsx({ sheets }))).toEqual({
      code: "FILE_TOO_LARGE",
      what: "sheets",
      limit: 500,
    });
  });
});

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++)
    view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return bytes;
}
