import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText, tidyCode, tidyText, tokensOf } from "./index.ts";

describe("text", () => {
  it("[F1] folds accents, case, ligatures, apostrophes, dashes and blanks", () => {
    expect(["Éléments  de l’Œuvre", "ÆGIR – ÇA", "Straße", " a\u00a0b\tc "].map(foldText)).toEqual([
      "elements de l'oeuvre",
      "aegir - ca",
      "strasse",
      "a b c",
    ]);
    expect(foldText("e\u0301")).toBe(foldText("é"));
  });

  it("[F1] folding twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });

  it("[F1] folds the letters of its table as the general rule does", () => {
    const mixed = fc.array(
      fc.constantFrom(..."aZ9 -_'`’éÈçœÆßŸÿ№°·…«»€\u00a0\u202f\t\n\u0301İıΣЖ漢", "  ", "e\u0301"),
    );
    fc.assert(
      fc.property(mixed, (parts) => {
        const text = parts.join("");
        // A letter outside of the table sends the whole text through the general rule; both must agree on the rest.
        expect(foldText(text)).toBe(foldText(`${text} 漢`).replace(/ ?漢$/, ""));
        expect(tokensOf(text)).toEqual(tokensOf(`${text} 漢`).slice(0, -1));
      }),
    );
  });

  it("[F2] tidies blanks and controls, keeps accents, case and line feeds", () => {
    expect(
      ["AA.1 ", " Éa\u00a0\u00a0b ", "a \r\n  b", "a\u0000b\ufeff", "e\u0301"].map(tidyText),
    ).toEqual(["AA.1", "Éa b", "a\nb", "a b", "é"]);
  });

  it("[F2] tidying twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(tidyText(tidyText(text))).toBe(tidyText(text));
      }),
    );
  });

  it("[F3] a tidied code has no blank", () => {
    expect(["XB. 09", "AA.1 ", " 0 7\u00a05 "].map(tidyCode)).toEqual(["XB.09", "AA.1", "075"]);
  });

  it("[F4] tokens are letters and digits of the folded text", () => {
    expect(tokensOf("L'Université de Lyon-1 (UMR 5205)")).toEqual([
      "l",
      "universite",
      "de",
      "lyon",
      "1",
      "umr",
      "5205",
    ]);
    expect(tokensOf(" – ")).toEqual([]);
  });
});
