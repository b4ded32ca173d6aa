import { describe, expect, it } from "vitest";
import { cellsOf, faultOf, readWholeTable } from "../../../tests/fixtures/read-whole-table.ts";
import { inspectFile } from "./inspect-file.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string, order: "le" | "be", mark = true) => {
  const units = Array.from((mark ? "\ufeff" : "") + text, (char) => char.charCodeAt(0));
  return Uint8Array.from(
    units.flatMap((unit) => (order === "le" ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
};
const TEXT = "code;libellé\r\n007;Élève œuvre\r\n008;b\r\n";
const ROWS = [
  ["007", "Élève œuvre"],
  ["008", "b"],
];

describe("text files", () => {
  it.each([
    ["utf-8", utf8(TEXT)],
    ["utf-8", utf8(`\ufeff${TEXT}`)],
    ["utf-16le", utf16(TEXT, "le")],
    ["utf-16be", utf16(TEXT, "be")],
    ["utf-16le", utf16(TEXT, "le", false)],
    ["utf-16be", utf16(TEXT, "be", false)],
    ["windows-1252", latin(TEXT.replace("œ", "\x9c"))],
  ])("[F3] reads %s (%#)", (encoding, bytes) => {
    const table = readWholeTable(bytes);

    expect(table.overview.format).toEqual({
      kind: "csv",
      encoding,
      separator: ";",
      hashComments: false,
    });
    expect(table.columns.map((column) => column.name)).toEqual(["code", "libellé"]);
    expect(cellsOf(table)).toEqual(ROWS);
  });

  it("[F3] marks bad bytes and keeps the rest of good UTF-8", () => {
    const good = Array.from({ length: 20 }, (_, rank) => `${rank};éà`).join("\n");
    const table = readWholeTable(
      Uint8Array.from([...utf8(`code;x\n${good}\n99;a`), 0xe9, ...utf8("b\n")]),
    );

    expect(table.rows.at(-1)).toEqual({
      line: 22,
      cells: ["99", "a\ufffdb"],
      marks: { 1: { kind: "undecodable" } },
    });
    expect(table.rows[0]?.cells).toEqual(["0", "éà"]);
  });

  it("[F3] says that a file was cut inside a character", () => {
    expect(
      faultOf(() => inspectFile({ bytes: utf8("code;libellé\n1;é").subarray(0, -1) })),
    ).toEqual({
      code: "FILE_TRUNCATED",
      line: 2,
      column: 3,
    });
  });

  it("[F3] obeys the encoding that the steward chose", () => {
    const bytes = latin("a;b\n1;\xe9");
    expect(inspectFile({ bytes }, { encoding: "windows-1252" }).sheets[0]?.rows[1]?.cells).toEqual([
      "1",
      "é",
    ]);
  });

  it.each([
    [";", 'nom;liste\nA;"x,y,z"\nB;x, y\n'],
    [",", 'nom,liste\nA,"x;y;z"\nB,x;y;z\n'],
    ["\t", "nom\tliste\nA\tx, y; z\nB\tu\n"],
    ["|", "nom|liste\nA|x, y\nB|u\n"],
    [";", "nom\nA\nB\n"],
    ["|", "sep=|\na|b\n1|2;3;4\n"],
  ])("[F4] finds the separator %j (%#)", (separator, text) => {
    expect(inspectFile({ bytes: utf8(text) }).format.separator).toBe(separator);
  });

  it("[F6] finds the header under a title, and none above bare data", () => {
    const titled = inspectFile({
      bytes: utf8("Export du 3 mai;;\n;;\nCode;Libellé;Date\n1;a;2022-01-01\n2;b;2022-01-02\n"),
    });
    const bare = inspectFile({ bytes: utf8("1;2022-01-01\n2;2022-01-02\n") });

    expect([titled.sheets[0]?.headerLine, bare.sheets[0]?.headerLine]).toEqual([3, null]);
    expect(bare.sheets[0]?.columns.map((column) => column.name)).toEqual(["A", "B"]);
  });

  it("[F6] names columns without a title and repeated ones", () => {
    expect(inspectFile({ bytes: utf8("Nom; Nom ;;D\nx;y;z;t\n") }).sheets[0]?.columns).toEqual([
      { index: 0, letter: "A", name: "Nom" },
      { index: 1, letter: "B", name: "Nom (2)" },
      { index: 2, letter: "C", name: "C" },
      { index: 3, letter: "D", name: "D" },
    ]);
  });

  it("[F7] leaves remarks out and counts them", () => {
    const table = readWholeTable(
      utf8("#LETTRE;LIBELLE\n# Vient de Y\n# Généré\nA;a\n#B;retiré\nC;c\n"),
    );

    expect(table.columns.map((column) => column.name)).toEqual(["LETTRE", "LIBELLE"]);
    expect(cellsOf(table)).toEqual([
      ["A", "a"],
      ["C", "c"],
    ]);
    expect(table.summary.commentRowCount).toBe(3);
  });

  it("[F13] keeps blanks, counts blank rows and warns of uneven ones", () => {
    const table = readWholeTable(utf8("code;libellé\nAA.1 ; x \n;\n \nB;b;trop\nC\n"));

    expect(cellsOf(table)).toEqual([["AA.1 ", " x "], ["B", "b", "trop"], ["C"]]);
    expect(table.summary).toEqual({
      rowCount: 3,
      blankRowCount: 2,
      commentRowCount: 0,
      merges: [],
      warnings: [
        { kind: "row-too-wide", line: 5, expected: 2, found: 3 },
        { kind: "row-too-narrow", line: 6, expected: 2, found: 1 },
      ],
      warningCount: 2,
    });
  });

  it("[F14] makes a table of JSON", () => {
    const text =
      '{"results":[{"id":1,"nom":{"fr":"Été","court":null},"uai":["0932066R","0780412Z"],"liens":[{"a":1}]},{"id":1e-7,"__proto__":"x","ok":true}]}';
    const table = readWholeTable(utf8(text));

    expect(table.overview.format.kind).toBe("json");
    expect(table.columns.map((column) => column.name)).toEqual([
      "id",
      "nom.fr",
      "nom.court",
      "uai",
      "liens",
      "__proto__",
      "ok",
    ]);
    expect(table.rows).toEqual([
      {
        line: 1,
        cells: ["1", "Été", "", "0932066R;0780412Z", '[{"a":1}]'],
        marks: { 3: { kind: "list" }, 4: { kind: "json" } },
      },
      { line: 2, cells: ["0.0000001", "", "", "", "", "x", "true"] },
    ]);
  });

  it("[F14] reads one object per line, with the file's lines", () => {
    const table = readWholeTable(utf8('{"a":"1"}\n\n{"b":"2"}\n'));

    expect(table.overview.format.kind).toBe("ndjson");
    expect(table.rows).toEqual([
      { line: 1, cells: ["1"] },
      { line: 3, cells: ["", "2"] },
    ]);
  });

  it("[F14] says where JSON is wrong", () => {
    expect(faultOf(() => inspectFile({ bytes: utf8('[{"a":1},\n{"b":}]') }))).toEqual({
      code: "FILE_UNREADABLE",
      reason: "json",
      line: 2,
      column: 6,
    });
    expect(faultOf(() => inspectFile({ bytes: utf8("[[1,2],[3]]") }))).toEqual({
      code: "FILE_UNREADABLE",
      reason: "json-shape",
      line: 1,
    });
  });

  it("[F16] a header named __proto__ pollutes nothing", () => {
    const table = readWholeTable(utf8("__proto__;constructor\nx;y\n"));

    expect(table.columns.map((column) => column.name)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});
