import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInFormat, formatNumber, parseNumberFormat } from "./number-format.ts";
import { numberText } from "./number-text.ts";
import { isoFromSerial, serialFromIso } from "./serial-date.ts";

const shown = (value: number, code: string, date1904 = false) =>
  formatNumber(value, parseNumberFormat(code), date1904);

describe("formatNumber", () => {
  it("[F8] writes numbers as a person reads them", () => {
    expect(
      [
        60_680_000.0,
        0.1 + 0.2,
        1e21,
        1e-7,
        -0,
        -12.5,
        123_456_789_012_345,
        1.5e300,
        12_345.678e-9,
      ].map(numberText),
    ).toEqual([
      "60680000",
      "0.3",
      "1000000000000000000000",
      "0.0000001",
      "0",
      "-12.5",
      "123456789012345",
      BigInt(1.5e300).toString(),
      "0.000012345678",
    ]);
  });

  it("[F8] says when a spreadsheet has lost the last digits", () => {
    expect(shown(1234567890123456, "0")).toEqual({
      text: "1234567890123456",
      mark: { kind: "imprecise" },
    });
    expect(shown(123456789012345, "0")).toEqual({ text: "123456789012345" });
  });

  it("[F8] ignores formats that only change looks", () => {
    expect(
      ["General", "0.00", "#,##0.00", '# ##0" €"', "0%", "[Red]0", "@", "0E+00"].map(
        (code) => shown(12.5, code).text,
      ),
    ).toEqual(Array.from({ length: 8 }, () => "12.5"));
  });

  it.each([
    [42452, "dd/mm/yyyy", "2016-03-23"],
    [42452, "yyyy-mm-dd h:mm:ss", "2016-03-23"],
    [42452.5, "dd/mm/yyyy hh:mm", "2016-03-23T12:00"],
    [42452.5, "dd/mm/yyyy", "2016-03-23"],
    [42452.9999, "dd/mm/yyyy", "2016-03-23"],
    [0.25, "hh:mm", "06:00"],
    [0.75001157, "hh:mm:ss", "18:00:01"],
    [1.5, "[h]:mm", "36:00"],
    [1, "d mmm yyyy", "1900-01-01"],
    [59, "dd/mm/yyyy", "1900-02-28"],
    [61, "dd/mm/yyyy", "1900-03-01"],
    [2_958_465, "dd/mm/yyyy", "9999-12-31"],
    [44562, "[$-40C]d mmmm yyyy;@", "2022-01-01"],
    [44562, "mmm\\-yy", "2022-01-01"],
  ])("[F9] %d shown as %s is %s", (value, code, text) => {
    expect(shown(value, code)).toEqual({ text, mark: { kind: "date" } });
  });

  it("[F9] counts from 1904 where the workbook does", () => {
    expect(shown(0, "dd/mm/yyyy", true).text).toBe("1904-01-01");
    expect(shown(42452 - 1462, "dd/mm/yyyy", true).text).toBe("2016-03-23");
  });

  it("[F9] leaves a number that is no date as it is", () => {
    expect(shown(-5, "dd/mm/yyyy")).toEqual({ text: "-5" });
    expect(shown(3e6, "dd/mm/yyyy")).toEqual({ text: "3000000" });
  });

  it("[F9] knows the formats that have a number only", () => {
    expect([0, 1, 9, 14, 17, 18, 22, 45, 46, 49].map((id) => builtInFormat(id).kind)).toEqual([
      "plain",
      "plain",
      "plain",
      "date",
      "date",
      "time",
      "both",
      "time",
      "elapsed",
      "plain",
    ]);
  });

  it("[F9] days and serials undo each other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        const day = isoFromSerial(serial, false, "date");
        expect(day).not.toBeNull();
        expect(serialFromIso(day ?? "")).toBe(serial);
      }),
    );
    expect(["2022-02-30", "1899-12-31", "2022", ""].map(serialFromIso)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    [1000, "00000", "01000"],
    [7, "000", "007"],
    [12345, "000", "12345"],
    [123456789, '0#" "##" "##" "##" "##', "01 23 45 67 89"],
    [5, "0", "5"],
    [5.5, "00000", "5.5"],
    [-5, "00000", "-5"],
  ])("[F10] %d shown as %s is %s", (value, code, text) => {
    expect(shown(value, code)).toEqual({ text });
  });
});
