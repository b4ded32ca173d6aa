import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataFolder } from "../../../tests/fixtures/data-folder.ts";
import { dryRun, memoryReferential } from "../../../tests/fixtures/dry-run.ts";
import nacres from "../../referentials/documents/nacres.json" with { type: "json" };
import structures from "../../referentials/documents/structures-externes.json" with { type: "json" };

const file = (name: string): string => join(dataFolder ?? "", name);
const tally = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

describe.skipIf(dataFolder === null)("the real NACRES workbook (needs ../shared/data)", () => {
  for (const name of [
    "nacres/nacres-janvier-2022.xls",
    "nacres/nacres-janvier-2022.xlsx",
    "nacres/nacres-2022.tsv",
  ]) {
    it(`[I3] [I8] [I9] ${name}: 2005 codes on 4 levels, none lost, and nothing to do the second time`, () => {
      const memory = memoryReferential(nacres);

      const first = dryRun(memory, file(name), "upsert");
      memory.apply(first);

      expect(first.counts).toMatchObject({
        rows: 2005,
        created: 2005,
        updated: 0,
        unchanged: 0,
        refused: 0,
      });
      const codes = [...memory.records.values()].map((data) => data["code"] as string);
      expect(tally(codes.map((code) => String(code.length)))).toEqual({
        1: 24,
        2: 118,
        4: 411,
        5: 1452,
      });
      const parentOf = (id: unknown) => memory.records.get(id as never)?.["code"];
      expect(
        [...memory.records.values()].every(
          (data) => (data["code"] as string).length === 1 || parentOf(data["parent"]) !== undefined,
        ),
      ).toBe(true);
      expect(dryRun(memory, file(name), "upsert").counts).toMatchObject({
        rows: 2005,
        created: 0,
        updated: 0,
        unchanged: 2005,
        refused: 0,
      });
    });
  }

  it("[I2] reports the six codes with a trailing space and the one with a space inside, with what was kept", () => {
    const { remarks } = dryRun(
      memoryReferential(nacres),
      file("nacres/nacres-janvier-2022.xlsx"),
      "upsert",
    );

    const codes = remarks
      .filter((remark) => remark.attribute === "code")
      .map((remark) => [remark.rule, remark.value, remark.details["kept"]]);
    expect(codes).toEqual([
      ["tidied", "AA.1 ", "AA.1"],
      ["tidied", "AB.0 ", "AB.0"],
      ["tidied", "TB.0 ", "TB.0"],
      ["tidied", "TB.1 ", "TB.1"],
      ["tidied", "XB. 09", "XB.09"],
      ["tidied", "XC.1 ", "XC.1"],
      ["tidied", "XC.3 ", "XC.3"],
    ]);
  });
});

describe.skipIf(dataFolder === null)("the real RNSR file (needs ../shared/data)", () => {
  it("[I3] [I8] [I9] accounts for 4506 structures, keeps several parents, warns of what is wrong, and finds nothing to do the second time", () => {
    const name = file("rnsr/fr-esr-structures-recherche-publiques-actives_2022-02.csv");
    const memory = memoryReferential(structures);

    const first = dryRun(memory, name, "upsert");
    memory.apply(first);

    expect(first.counts).toMatchObject({ rows: 4506, created: 4506, refused: 0 });
    const records = [...memory.records.values()];
    expect(
      records.filter((data) => Array.isArray(data["parents"]) && data["parents"].length > 1),
    ).toHaveLength(274);
    expect(
      first.remarks.filter(
        (remark) => remark.rule === "reference-unresolved" && remark.attribute === "parents",
      ),
    ).toHaveLength(163);
    expect(
      first.remarks.filter(
        ({ rule, value }) => rule === "reference-unresolved" && /[{}"]|^key:/.test(value),
      ),
    ).toEqual([]);
    const wrongKeys = first.remarks
      .filter((remark) => remark.rule === "identifier-key")
      .map((remark) => `${remark.attribute} ${remark.value} ${remark.severity}`);
    expect(tally(wrongKeys)).toEqual({ "siretTutelles 18007003901804 avertissement": 2 });
    expect(
      first.remarks.filter(
        (remark) => remark.severity === "erreur" || remark.severity === "fatale",
      ),
    ).toEqual([]);
    expect(dryRun(memory, name, "upsert").counts).toMatchObject({
      rows: 4506,
      created: 0,
      updated: 0,
      unchanged: 4506,
      refused: 0,
    });
  });
});
