import { describe, expect, it } from "vitest";
import { compileReferential } from "../../model/index.ts";
import structures from "../../referentials/documents/structures-externes.json" with { type: "json" };
import { guessMapping } from "./guess-mapping.ts";

const referential = compileReferential(structures as never);
const guess = (headers: readonly string[], ...samples: readonly (readonly string[])[]) =>
  guessMapping(referential, headers, samples).map(({ attribute }) => attribute);

describe("guessMapping", () => {
  it("[I1] takes a column for the attribute whose very name it bears, even over wrong identifiers", () => {
    expect(guess(["Code", "Libellé"], ["GR1", "Essai"], ["GR2", "Essai"])).toEqual([
      "code",
      "libelle",
    ]);
  });

  it("[I1] prefers the column whose values are the identifier", () => {
    expect(guess(["Code", "numero_national_de_structure"], ["1", "201923466D"])).toEqual([
      null,
      "code",
    ]);
  });
});
