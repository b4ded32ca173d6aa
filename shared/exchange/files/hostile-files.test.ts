import { describe, expect, it } from "vitest";
import { utils, write } from "xlsx";
import { makeXlsx, sheetOf, zipText } from "../../../tests/fixtures/make-xlsx.ts";
import { faultOf, readWholeTable } from "../../../tests/fixtures/read-whole-table.ts";
import { timed } from "../../../tests/fixtures/timed.ts";
import { addToCrc } from "./crc.ts";

const MB = 1024 * 1024;
const utf8 = (text: string) => new TextEncoder().encode(text);
const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const SHEET = "xl/worksheets/sheet1.xml";
const CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>';

/** The fault of reading everything, and proof that it came fast. */
function refusalOf(bytes: Uint8Array): unknown {
  const { value, milliseconds } = timed(() => faultOf(() => readWholeTable(bytes)));
  expect(milliseconds).toBeLessThan(2_000);
  return value;
}

/** A sheet followed by so many megabytes of spaces. */
function spaces(megabytes: number): Uint8Array {
  const head = utf8(`<worksheet>${CELL}`);
  const sheet = new Uint8Array(megabytes * MB).fill(32);
  sheet.set(head);
  return makeXlsx({ sheets: [{ body: "" }], level: 6, more: { [SHEET]: sheet } });
}

/** Where the central directory describes a part. */
function directoryLine(bytes: Uint8Array, name: string): number {
  const data = view(bytes);
  let at = data.getUint32(bytes.length - 22 + 16, true);
  for (;;) {
    const length = data.getUint16(at + 28, true);
    if (new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)) === name) return at;
    at += 46 + length + data.getUint16(at + 30, true) + data.getUint16(at + 32, true);
  }
}

describe("bombs (I-1)", () => {
  const bomb = spaces(50);

  it("[F2] 50 MB of spaces", () => {
    expect(refusalOf(bomb)).toMatchObject({
      code: "FILE_INFLATES_TOO_MUCH",
      part: SHEET,
      size: 50 * MB,
    });
  });

  it("[F2] a directory that declares less than there is", () => {
    const bytes = bomb.slice();
    view(bytes).setUint32(directoryLine(bytes, SHEET) + 24, 1000, true);
    expect(refusalOf(bytes)).toMatchObject({
      code: "FILE_INFLATES_TOO_MUCH",
      part: SHEET,
      limit: 1000,
    });
  });

  it("[F2] a directory that declares more than there is", () => {
    const bytes = makeXlsx({ sheets: [{ body: CELL }] });
    view(bytes).setUint32(directoryLine(bytes, SHEET) + 24, 5000, true);
    expect(refusalOf(bytes)).toEqual({
      code: "FILE_UNREADABLE",
      reason: "part-damaged",
      part: SHEET,
    });
  });

  it("[F2] 100,000 entries", () => {
    const files = Object.fromEntries(Array.from({ length: 6_000 }, (_, rank) => [`f${rank}`, ""]));
    const bytes = zipText({ ...files, "xl/workbook.xml": "<workbook/>" });
    expect(refusalOf(bytes)).toEqual({ code: "FILE_TOO_LARGE", what: "zip-entries", limit: 5000 });
  });

  it("[F2] overlapping entries", () => {
    const bytes = makeXlsx({
      sheets: [{ body: CELL }],
      more: { "xl/worksheets/sheet2.xml": "<worksheet/>" },
    });
    const data = view(bytes);
    const first = directoryLine(bytes, "_rels/.rels");
    data.setUint32(first + 20, data.getUint32(first + 20, true) + 40, true);
    expect(refusalOf(bytes)).toMatchObject({ code: "FILE_UNREADABLE", reason: "zip-overlapping" });
  });

  it("[F2] an entry that points at another's bytes", () => {
    const bytes = makeXlsx({ sheets: [{ body: CELL }] });
    const data = view(bytes);
    data.setUint32(
      directoryLine(bytes, SHEET) + 42,
      data.getUint32(directoryLine(bytes, "xl/styles.xml") + 42, true),
      true,
    );
    expect(refusalOf(bytes)).toEqual({
      code: "FILE_UNREADABLE",
      reason: "zip-damaged",
      part: SHEET,
    });
  });

  it("[F2] an archive in the archive is not opened", () => {
    const bytes = zipText({ "a.zip": zipText({ "b.txt": "x" }) });
    expect(refusalOf(bytes)).toEqual({ code: "FILE_KIND_UNKNOWN", looksLike: "zip" });
  });

  it("[F12] ten million shared strings", () => {
    const strings = utf8(`<sst>${"<si/>".repeat(10_000_000)}</sst>`);
    const bytes = makeXlsx({ sheets: [{ body: CELL }], more: { "xl/sharedStrings.xml": strings } });
    expect(refusalOf(bytes)).toMatchObject({
      code: "FILE_INFLATES_TOO_MUCH",
      part: "xl/sharedStrings.xml",
    });
  });

  it("[F18] XML a hundred thousand levels deep", () => {
    const deep = "<a>".repeat(100_000);
    expect(
      refusalOf(makeXlsx({ sheets: [{ body: `<sheetData><row>${deep}</row></sheetData>` }] })),
    ).toBe("no fault");
    expect(refusalOf(makeXlsx({ sheets: [{ body: deep }] }))).toBe("no fault");
  });

  it.each([SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])(
    "[F2] entities declared in %s",
    (part) => {
      const laugh =
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>';
      expect(refusalOf(makeXlsx({ sheets: [{ body: CELL }], more: { [part]: laugh } }))).toEqual({
        code: "FILE_UNREADABLE",
        reason: "xml-doctype",
        part,
      });
    },
  );

  it("[F12] an OpenDocument row repeated a million times", () => {
    const ods = (cell: string) =>
      zipText({
        "META-INF/manifest.xml": "<manifest/>",
        "styles.xml": "<office:document-styles/>",
        "content.xml": `<office:document-content><office:body><office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
      });
    const value = 'office:value-type="float" office:value="1"';
    expect(
      refusalOf(ods(`<table:table-cell table:number-columns-repeated="16384" ${value}/>`)),
    ).toEqual({
      code: "FILE_TOO_LARGE",
      what: "columns",
      limit: 2000,
    });
    const wide = `<table:table-cell table:number-columns-repeated="1900" ${value}><text:p>1</text:p></table:table-cell>`;
    expect(refusalOf(ods(wide))).toEqual({
      code: "FILE_TOO_LARGE",
      what: "rows",
      limit: 1_048_576,
    });
  });

  it("[F12] one row of many megabytes", () => {
    const cells = Array.from(
      { length: 150_000 },
      (_, rank) => `<c><v>${(rank * 7919) % 99991}.${rank}</v></c>`,
    ).join("");
    const bytes = makeXlsx({
      sheets: [{ body: `<sheetData><row r="1">${cells}${cells}</row></sheetData>` }],
    });
    expect(refusalOf(bytes)).toMatchObject({ code: "FILE_TOO_LARGE", sheet: "Feuil1", line: 1 });
  });
});

describe("files of another kind (I-2)", () => {
  it.each([
    ["pdf", "%PDF-1.7\n..."],
    ["html", "<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>"],
    ["html", "\n<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body/></html>"],
    [
      "xml",
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
    ["rtf", "{\\rtf1 bonjour}"],
    ["gzip", "\u001f\u008b\b"],
    ["image", "\u0089PNG\r\n"],
    ["binary", "\u0001\u0002\u0003\u0004\u0005\u0006\u0007a\u0000b"],
  ])("[F1] %s", (looksLike, content) => {
    const bytes = Uint8Array.from(content, (char) => char.charCodeAt(0));
    expect(refusalOf(bytes)).toEqual({ code: "FILE_KIND_UNKNOWN", looksLike });
  });

  it("[F1] a letter and a presentation", () => {
    expect(refusalOf(zipText({ "[Content_Types].xml": "", "word/document.xml": "" }))).toEqual({
      code: "FILE_KIND_UNKNOWN",
      looksLike: "word",
    });
    expect(refusalOf(zipText({ "[Content_Types].xml": "", "ppt/presentation.xml": "" }))).toEqual({
      code: "FILE_KIND_UNKNOWN",
      looksLike: "presentation",
    });
  });

  it.each(["", "\ufeff", " \r\n \n"])("[F1] nothing in it: %j", (content) => {
    expect(refusalOf(utf8(content))).toEqual({ code: "FILE_EMPTY" });
  });

  it("[F1] the name does not matter", () => {
    const table = readWholeTable(
      makeXlsx({
        sheets: [
          {
            body: sheetOf([
              ["a", "b"],
              ["1", "2"],
            ]),
          },
        ],
      }),
      {},
      "liste.csv",
    );
    expect(table.overview.format.kind).toBe("xlsx");
  });

  it("[F5] NUL characters, with their place", () => {
    expect(refusalOf(utf8("code;libellé\n1;a\u0000b\n"))).toEqual({
      code: "FILE_UNREADABLE",
      reason: "nul",
      line: 2,
      column: 4,
    });
  });

  it("[F12] a cell of a megabyte, with its place", () => {
    expect(refusalOf(utf8(`code;libellé\n1;"${"x\n".repeat(MB / 2)}"\n`))).toMatchObject({
      code: "FILE_TOO_LARGE",
      what: "cell",
      line: 2,
      column: 2,
      letter: "B",
    });
  });

  it("[F4] mixed separators are told line by line", () => {
    expect(readWholeTable(utf8("a;b;c\n1;2;3\n4,5,6\n7;8;9\n")).summary.warnings).toEqual([
      { kind: "row-too-narrow", line: 3, expected: 3, found: 1 },
    ]);
  });

  it("[F2] password-protected workbooks", () => {
    const encrypted = zipText({
      "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>",
      "content.xml": "x",
    });
    expect(refusalOf(encrypted)).toEqual({ code: "FILE_ENCRYPTED" });
    const flagged = makeXlsx({ sheets: [{ body: CELL }] });
    view(flagged).setUint16(directoryLine(flagged, SHEET) + 8, 1, true);
    expect(refusalOf(flagged)).toEqual({ code: "FILE_ENCRYPTED", part: SHEET });
    expect(refusalOf(compoundFile("EncryptedPackage"))).toEqual({ code: "FILE_ENCRYPTED" });
    expect(refusalOf(compoundFile("WordDocument"))).toEqual({
      code: "FILE_KIND_UNKNOWN",
      looksLike: "old-office",
    });
  });

  it.each(["xlsx", "xls", "ods"] as const)("[F2] %s cut at 20 places", (bookType) => {
    const rows = Array.from({ length: 300 }, (_, rank) => [`code ${rank * 7919}`, rank / 7]);
    const sheet = utils.aoa_to_sheet([["Code", "Valeur"], ...rows]);
    const whole = new Uint8Array(
      write(
        { SheetNames: ["S"], Sheets: { S: sheet } },
        { type: "array", bookType, compression: true },
      ) as ArrayBuffer,
    );
    for (let place = 1; place <= 20; place++) {
      const cut = whole.slice(0, Math.floor((whole.length * place) / 21));
      expect([place, refusalOf(cut)]).toEqual([
        place,
        expect.objectContaining({ code: "FILE_TRUNCATED" }),
      ]);
    }
  });

  it("[F2] one flipped bit in a sheet is seen", () => {
    const bytes = makeXlsx({ sheets: [{ body: sheetOf([["Code"], ["AA.01"]]) }], level: 0 });
    const at = new TextDecoder("latin1").decode(bytes).indexOf("AA.01");
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(refusalOf(bytes)).toEqual({
      code: "FILE_UNREADABLE",
      reason: "part-damaged",
      part: SHEET,
    });
  });

  it("[F2] the checksum is the one of ZIP", () => {
    expect(addToCrc(addToCrc(0, utf8("1234")), utf8("56789"))).toBe(0xcbf43926);
  });
});

/** The smallest compound file with one stream of this name. */
function compoundFile(stream: string): Uint8Array {
  const bytes = new Uint8Array(512 * 3);
  const data = view(bytes);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  data.setUint16(30, 9, true);
  data.setUint32(44, 1, true);
  data.setUint32(48, 1, true);
  data.setUint32(68, 0xfffffffe, true);
  data.setUint32(76, 0, true);
  bytes.fill(0xff, 80, 512);
  bytes.fill(0xff, 512, 1024);
  data.setUint32(512, 0xfffffffd, true);
  data.setUint32(516, 0xfffffffe, true);
  Array.from(stream).forEach((char, index) =>
    data.setUint16(1024 + index * 2, char.charCodeAt(0), true),
  );
  data.setUint16(1024 + 64, stream.length * 2 + 2, true);
  return bytes;
}
