import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataFolder } from "../../../tests/fixtures/data-folder.ts";
import { tidyIdentifier } from "../../model/index.ts";
import type { IdentifierKind } from "../../model/index.ts";
import { checkIdentifier } from "./check-identifier.ts";

describe("checkIdentifier", () => {
  it.each<[string, IdentifierKind, string, ReturnType<typeof checkIdentifier>]>([
    ["[RU20]", "uai", "0000123P", "key"],
    ["[RU20]", "uai", "0932066R", "ok"],
    ["[RU20]", "uai", "0932066A", "key"],
    ["[RU20]", "uai", "059YNCRE", "form"],
    ["[RU20]", "uai", "932066R", "form"],
    ["[RU21]", "rnsr", "200810693T", "ok"],
    ["[RU21]", "rnsr", "200810693A", "key"],
    ["[RU21]", "rnsr", "20081069T", "form"],
    ["[RU22]", "siren", "000000000", "ok"],
    ["[RU22]", "siren", "404833048", "ok"],
    ["[RU22]", "siren", "404833047", "key"],
    ["[RU22]", "siren", "40483304", "form"],
    ["[RU22]", "siren", "4048330X8", "form"],
    ["[RU23]", "siret", "73282932000074", "ok"],
    ["[RU23]", "siret", "73282932000079", "key"],
    ["[RU23]", "siret", "18007003901804", "key"],
    ["[RU23]", "siret", "7842808360003", "form"],
    ["[RU23]", "siret", "35600000049837", "ok"],
    ["[RU23]", "siret", "35600000049838", "key"],
    ["[RU23]", "siret", "35600000000048", "ok"],
    ["[RU24]", "tva-fr", "FR40303265045", "ok"],
    ["[RU24]", "tva-fr", "FR84323140391", "key"],
    ["[RU24]", "tva-fr", "FR23334175221", "ok"],
    ["[RU24]", "tva-fr", "FRK7399859412", "ok"],
    ["[RU24]", "tva-fr", "FR4Z123456782", "ok"],
    ["[RU24]", "tva-fr", "FR53000005990", "key"],
    ["[RU24]", "tva-fr", "FRO1303265045", "form"],
    ["[RU24]", "tva-fr", "FR403032650", "form"],
    ["[RU25]", "orcid", "0000-0002-1825-0097", "ok"],
    ["[RU25]", "orcid", "0000-0002-1694-233X", "ok"],
    ["[RU25]", "orcid", "0000-0002-1825-0098", "key"],
    ["[RU25]", "orcid", "1234-5678-9123", "form"],
    ["[RU26]", "isni", "0000 0001 2297 4066", "ok"],
    ["[RU26]", "isni", "0000000122974066", "ok"],
    ["[RU26]", "isni", "0000 0001 1111 955X", "key"],
    ["[RU26]", "isni", "0000 0001 1111", "form"],
    ["[RU27]", "idref", "026370921", "ok"],
    ["[RU27]", "idref", "03082057X", "ok"],
    ["[RU27]", "idref", "03092057X", "key"],
    ["[RU27]", "idref", "2637092", "form"],
    ["[RU28]", "ror", "05bn3m307", "ok"],
    ["[RU28]", "ror", "05r1ccb59", "key"],
    ["[RU28]", "ror", "123456", "form"],
    ["[RU28]", "ror", "0ilou0000", "form"],
    ["[RU29]", "ine-bea", "1234567890V", "ok"],
    ["[RU29]", "ine-bea", "1234567890F", "key"],
    ["[RU29]", "ine-bea", "1111111111U", "form"],
    ["[RU30]", "ine-nne", "123W1K03024", "ok"],
    ["[RU30]", "ine-nne", "123W1K03025", "key"],
    ["[RU30]", "ine-nne", "AAAAAAAAAA1", "form"],
    ["[RU30]", "ine-nne", "ABCDEFGHIJ1", "form"],
    ["[RU31]", "ines", "123456789AB", "ok"],
    ["[RU31]", "ines", "12345678AB", "form"],
    ["[RU32]", "ine-apprenti", "1234A56789B", "ok"],
    ["[RU32]", "ine-apprenti", "1234B56789B", "form"],
    ["[RU34]", "nacres", "A", "ok"],
    ["[RU34]", "nacres", "AA", "ok"],
    ["[RU34]", "nacres", "AA.0", "ok"],
    ["[RU34]", "nacres", "AA.01", "ok"],
    ["[RU34]", "nacres", "XB. 09", "form"],
    ["[RU34]", "nacres", "AA.1 ", "form"],
    ["[RU34]", "nacres", "AA01", "form"],
    ["[RU35]", "structure-esr", "200810693T", "ok"],
    ["[RU35]", "structure-esr", "0932066R", "ok"],
    ["[RU35]", "structure-esr", "404833048", "ok"],
    ["[RU35]", "structure-esr", "73282932000074", "ok"],
    ["[RU35]", "structure-esr", "200810693A", "key"],
    ["[RU35]", "structure-esr", "0Mvk5", "form"],
  ])("%s %s %s is %s", (_, kind, value, expected) => {
    expect(checkIdentifier(kind, value)).toBe(expected);
  });

  it("[RU33] a NIR has a key modulo 97, Corsica counted 19 and 18", () => {
    const keyed = (thirteen: string, counted = thirteen) =>
      thirteen + String(97 - (Number(counted) % 97)).padStart(2, "0");

    expect(checkIdentifier("nir", keyed("2990399999999"))).toBe("ok");
    expect(checkIdentifier("nir", keyed("199032A999999", "1990319999999"))).toBe("ok");
    expect(checkIdentifier("nir", keyed("199032B999999", "1990318999999"))).toBe("ok");
    expect(checkIdentifier("nir", "299039999999900")).toBe("key");
    expect(checkIdentifier("nir", "99903999999990")).toBe("form");
  });

  it("[RU22] [RU20] never accepts a keyed identifier with one digit changed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          ["uai", "0932066R"],
          ["rnsr", "200810693T"],
          ["siren", "404833048"],
          ["siret", "73282932000074"],
          ["isni", "0000000122974066"],
          ["idref", "026370921"],
        ),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        ([kind, value], at, by) => {
          const position = at % (value!.length - 1);
          const digit = (Number(value![position]) + by) % 10;
          expect(
            checkIdentifier(
              kind as IdentifierKind,
              value!.slice(0, position) + String(digit) + value!.slice(position + 1),
            ),
          ).not.toBe("ok");
        },
      ),
    );
  });

  it("[RU35] answers for any text, whatever the kind", () => {
    const kinds: IdentifierKind[] = [
      "uai",
      "rnsr",
      "siren",
      "siret",
      "tva-fr",
      "orcid",
      "isni",
      "idref",
      "ror",
      "ine-bea",
      "ine-nne",
      "ines",
      "ine-apprenti",
      "nir",
      "nacres",
      "structure-esr",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string({ unit: "binary" }), (kind, text) => {
        expect(["ok", "form", "key"]).toContain(checkIdentifier(kind, text));
      }),
    );
  });
});

const KINDS: { readonly [type: string]: IdentifierKind } = {
  IDREF: "idref",
  INES: "ines",
  INE_BEA23: "ine-bea",
  INE_NNE36: "ine-nne",
  ISNI: "isni",
  NIR: "nir",
  ORCID: "orcid",
  RNSR: "rnsr",
  ROR: "ror",
  SIREN: "siren",
  SIRET: "siret",
  TVA_FR: "tva-fr",
  UAI: "uai",
  NACRES: "nacres",
};

describe.skipIf(!dataFolder)("identifiers of the real registers (needs ../shared/data)", () => {
  const lines = (file: string) =>
    readFileSync(join(dataFolder!, "identifiants", file), "utf8")
      .split(/\r?\n/)
      .slice(1)
      .filter((line) => line !== "");

  it("[RU20] accepts every valid identifier of the test vectors", () => {
    const vectors = lines("valides.csv").map((line) => line.split(";"));
    const refused = vectors.filter(
      ([type, value]) =>
        checkIdentifier(KINDS[type!]!, tidyIdentifier(KINDS[type!]!, value!)) !== "ok",
    );

    expect(vectors.length).toBeGreaterThan(300);
    expect(refused).toEqual([]);
  });

  it("[RU20] refuses every invalid one as it was written", () => {
    const vectors = lines("invalides.tsv")
      .map((line) => line.split("\t"))
      .filter(([type]) => KINDS[type!] !== undefined);
    const accepted = vectors.filter(
      ([type, value]) => checkIdentifier(KINDS[type!]!, value!) === "ok",
    );

    expect(vectors.length).toBe(60);
    expect(accepted).toEqual([]);
  });
});
