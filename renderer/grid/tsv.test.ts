import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatHtmlTable, formatTsv, parseTsv } from "./tsv.ts";

describe("clipboard text", () => {
  it("[T1] reads what Excel writes: CRLF, quoted line feeds, doubled quotes, a last line end", () => {
    expect(parseTsv('A1\tB1\r\n"deux\r\nlignes"\t"dit ""oui"""\r\n')).toEqual([
      ["A1", "B1"],
      ["deux\nlignes", 'dit "oui"'],
    ]);
  });

  it("[T2] reads what LibreOffice writes: LF, quotes inside left alone", () => {
    expect(parseTsv('le "grand" tour\t"ouvert\n\t')).toEqual([
      ['le "grand" tour', '"ouvert'],
      ["", ""],
    ]);
  });

  it("[T3] keeps empty cells and empty rows between others", () => {
    expect([parseTsv(""), parseTsv("\t"), parseTsv("a\n\nb"), parseTsv("a\n")]).toEqual([
      [[""]],
      [["", ""]],
      [["a"], [""], ["b"]],
      [["a"]],
    ]);
  });

  it("[T4] what is written is read back the same", () => {
    const text = fc.string({ unit: fc.constantFrom("a", '"', "\t", "\n", " ", "é", ";") });
    const rows = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(rows, (cells) => {
        // A last row of one empty cell is a line end, and cannot be told from one.
        const last = cells.at(-1);
        fc.pre(cells.length === 1 || last?.length !== 1 || last[0] !== "");
        expect(parseTsv(formatTsv(cells))).toEqual(cells);
      }),
    );
  });

  it("[T5] the HTML form escapes, and asks spreadsheets for text", () => {
    expect(formatHtmlTable([["<b>&", "a\nb"]])).toBe(
      '<meta charset="utf-8"><table><tr><td style="mso-number-format:\'\\@\'">&lt;b&gt;&amp;</td>' +
        '<td style="mso-number-format:\'\\@\'">a<br style="mso-data-placement:same-cell">b</td></tr></table>',
    );
  });
});
