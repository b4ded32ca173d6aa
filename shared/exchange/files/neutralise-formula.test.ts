import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutraliseFormula, protectApostrophes, restoreFormula } from "./neutralise-formula.ts";

const tricky = fc.string({
  unit: fc.constantFrom(
    "'",
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    ";",
    ",",
    '"',
    "|",
    " ",
    "1",
    "a",
    "＝",
    "\u0000",
  ),
  maxLength: 10,
});

describe("neutraliseFormula", () => {
  it.each([
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\rx",
    "\u0000=1",
    "＝1+1",
    "＋1+1",
    "－1-1",
    "＠SUM(1)",
    " =1+1",
    "\u00a0=1+1",
    "'=1+1",
    "+33-1-cmd",
  ])("[F20] %j is not left as it is", (text) => {
    const safe = neutraliseFormula(text);

    expect(safe.startsWith("'") || safe.includes("'=") || safe.includes("'@")).toBe(true);
    expect(restoreFormula(safe)).toBe(text);
  });

  it.each(["a,=cmd()", "a;+cmd()", "a\t@x", 'x"=1+1', "l1\n=1+1", "a|-1+1"])(
    "[F20] %j: no cell that another separator would start is a formula",
    (text) => {
      const safe = neutraliseFormula(text);

      expect(safe.split(/[,;|\t\r\n"]/).some((piece) => /^[=+\-@]/.test(piece))).toBe(false);
      expect(restoreFormula(safe)).toBe(text);
    },
  );

  it.each([
    "+33 1 23 45 67 89",
    "+33123456789",
    "+33 (0)1 23 45 67 89",
    "+33.1.23.45.67.89",
    "-12",
    "-12,5",
    "+3.14",
    "-1e5",
    "-",
    "",
    "007",
    "l'eau d'en face",
    "'quoted'",
    "48.85, 2.35",
    "a-b",
    "nom@univ.fr",
  ])("[F20] %j is not spoilt", (text) => {
    expect([neutraliseFormula(text), restoreFormula(text)]).toEqual([text, text]);
  });

  it("[F20] coordinates and lists of negative numbers are not spoilt", () => {
    expect(neutraliseFormula("48.85,-1.55;-2,3")).toBe("48.85,-1.55;-2,3");
  });

  it("[F21] comes back exactly, whatever the text", () => {
    fc.assert(
      fc.property(tricky, (text) => {
        expect(restoreFormula(neutraliseFormula(text))).toBe(text);
        expect(restoreFormula(protectApostrophes(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("[F20] leaves no piece that begins a formula", () => {
    fc.assert(
      fc.property(tricky, (text) => {
        for (const piece of neutraliseFormula(text).split(/[,;|\t\r\n"]/)) {
          expect(piece).not.toMatch(/^\s*(?:[=@＝]|[+-](?![\d .]*$))/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
