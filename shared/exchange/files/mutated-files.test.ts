import fc from "fast-check";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { utils, write } from "xlsx";
import { makeXlsx, sheetOf, zipText } from "../../../tests/fixtures/make-xlsx.ts";
import { readWholeTable } from "../../../tests/fixtures/read-whole-table.ts";
import { timed } from "../../../tests/fixtures/timed.ts";
import { isFaultData } from "../../base/index.ts";

const ROWS = Array.from({ length: 40 }, (_, rank) => [
  `A${rank}`,
  `Libellé "n° ${rank}"\nsuite; fin`,
  `${rank * 7919}`,
]);
const TEXT = `code;libellé;n\r\n${ROWS.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";")).join("\r\n")}`;
const SHEET = utils.aoa_to_sheet([["code", "libellé", "n"], ...ROWS]);
const office = (bookType: "xlsx" | "xls" | "ods" | "xlsb") =>
  new Uint8Array(
    write({ SheetNames: ["S"], Sheets: { S: SHEET } }, { type: "array", bookType }) as ArrayBuffer,
  );

const FILES: Readonly<Record<string, Uint8Array>> = {
  csv: new TextEncoder().encode(TEXT),
  "csv in Windows-1252": Uint8Array.from(TEXT, (char) => char.charCodeAt(0)),
  "csv in UTF-16": Uint8Array.from(
    Array.from(`\ufeff${TEXT}`, (char) => [
      char.charCodeAt(0) & 255,
      char.charCodeAt(0) >> 8,
    ]).flat(),
  ),
  json: new TextEncoder().encode(
    JSON.stringify(ROWS.map(([code, label, n]) => ({ code, label, more: { n, list: [n, code] } }))),
  ),
  xlsx: office("xlsx"),
  "xlsx, shared strings": new Uint8Array(
    write(
      { SheetNames: ["S"], Sheets: { S: SHEET } },
      { type: "array", bookType: "xlsx", bookSST: true },
    ) as ArrayBuffer,
  ),
  "xlsx, stored": makeXlsx({
    sheets: [
      {
        body: sheetOf([
          ["code", "n"],
          ["A", "1"],
          ["B", "2"],
        ]),
      },
    ],
    level: 0,
  }),
  xls: office("xls"),
  ods: office("ods"),
  xlsb: office("xlsb"),
};

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom("flip", "set", "insert", "remove", "repeat", "cut"),
  byte: fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom(0, 0x22, 0x3c, 0x3e, 0x50, 0xff),
  ),
  length: fc.integer({ min: 1, max: 64 }),
});

function mutate(
  bytes: Uint8Array,
  changes: readonly { at: number; kind: string; byte: number; length: number }[],
): Uint8Array {
  let list = [...bytes];
  for (const { at, kind, byte, length } of changes) {
    const index = Math.floor(at * list.length);
    if (kind === "flip") list[index] = (list[index] ?? 0) ^ (1 << (byte & 7));
    else if (kind === "set") list[index] = byte;
    else if (kind === "insert") list.splice(index, 0, ...Array.from({ length }, () => byte));
    else if (kind === "remove") list.splice(index, length);
    else if (kind === "repeat") list.splice(index, 0, ...list.slice(index, index + length));
    else list = list.slice(0, index);
  }
  return Uint8Array.from(list);
}

/** `rows`, or the code of the fault; anything else thrown goes through, and so does slowness. */
function outcomeOf(bytes: Uint8Array): string {
  const { value, milliseconds } = timed(() => {
    try {
      readWholeTable(bytes);
      return "rows";
    } catch (thrown) {
      if (!isFaultData(thrown)) throw thrown;
      return thrown.code;
    }
  });
  expect(milliseconds).toBeLessThan(5_000);
  return value;
}

describe("mutated files (I-6, reduced)", () => {
  it.each(Object.keys(FILES))(
    "[F18] %s: rows or a fault, quickly, and no polluted prototype",
    (name) => {
      const original = FILES[name] ?? new Uint8Array();
      expect(readWholeTable(original).rows.length).toBeGreaterThan(1);
      fc.assert(
        fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (changes) => {
          expect(outcomeOf(mutate(original, changes))).toMatch(/^(?:rows|FILE_.*)$/);
          expect(Object.keys(Object.prototype)).toEqual([]);
          expect(Object.keys(Array.prototype)).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])(
    "[F18] %s changed before it was packed",
    (part) => {
      const parts = unzipSync(FILES["xlsx, shared strings"] ?? new Uint8Array());
      fc.assert(
        fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (changes) => {
          const bytes = zipText({
            ...parts,
            [part]: mutate(parts[part] ?? new Uint8Array(), changes),
          });
          expect(outcomeOf(bytes)).toMatch(/^(?:rows|FILE_.*)$/);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(["xlsx", "ods"] as const)(
    "[F16] %s: a header, a value and a sheet named __proto__",
    (bookType) => {
      const sheet = utils.aoa_to_sheet([
        ["__proto__", "constructor"],
        ["__proto__", "polluted"],
      ]);
      const workbook = utils.book_new();
      utils.book_append_sheet(workbook, sheet, "prototype");
      const table = readWholeTable(
        new Uint8Array(write(workbook, { type: "array", bookType }) as ArrayBuffer),
      );

      expect(table.columns.map((column) => column.name)).toEqual(["__proto__", "constructor"]);
      expect(table.rows[0]?.cells).toEqual(["__proto__", "polluted"]);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    },
  );
});
