import { describe, expect, it } from "vitest";
import { showBlanks } from "./show-blanks.ts";

describe("showBlanks", () => {
  it("[I2] shows the blanks that were dropped, and no other", () => {
    expect(
      [
        ["AA.1 ", "AA.1"],
        ["XB. 09", "XB.09"],
        ["Pain  frais ", "Pain frais"],
        ["Rue A\r\nNantes", "Rue A Nantes"],
        ["Pain\tfrais", "Pain frais"],
      ].map(([value, kept]) => showBlanks(value ?? "", kept ?? "")),
    ).toEqual(["AA.1␣", "XB.␣09", "Pain ␣frais␣", "Rue A↵Nantes", "Pain⇥frais"]);
  });
});
