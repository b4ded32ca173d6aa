import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { dataFolder } from "../../tests/fixtures/data-folder.ts";
import { makeUuidV7 } from "../base/index.ts";
import type { JsonValue, RecordId } from "../base/index.ts";
import { checkModelSet, deriveValues, displayValue, keyOf, tidyValue } from "../model/index.ts";
import type { Attribute, Referential } from "../model/index.ts";
import type { RecordData } from "../record/index.ts";
import { createRuleContext, loadRecords, validateAll } from "../rules/index.ts";
import { makeDemonstration, referentialDocuments } from "./index.ts";

const models = checkModelSet(referentialDocuments);
const referentialNamed = (id: string): Referential =>
  (models.ok ? models.value : []).find((referential) => referential.id === id)!;

type Row = Readonly<Record<string, string>>;
type Read = { readonly data: RecordData; readonly refused: readonly string[] };

/** Reads a row by the aliases of the model alone, as a first guess of the mapping would. */
function readRow(referential: Referential, row: Row): Read {
  const data: Record<string, JsonValue> = {};
  const refused: string[] = [];
  for (const attribute of referential.attributes) {
    const header = headerOf(attribute, row);
    if (header === undefined) continue;
    const read = tidyValue(attribute, row[header]!);
    if (!read.ok) refused.push(`${attribute.name} ${read.error.rule} ${read.error.text}`);
    else if (read.value.value !== undefined) data[attribute.name] = read.value.value;
  }
  return { data: deriveValues(referential, data) as RecordData, refused };
}

const headerOf = (attribute: Attribute, row: Row): string | undefined =>
  [...attribute.aliases, attribute.name, attribute.label.fr].find(
    (header) => row[header] !== undefined,
  );

const parse = (path: string, options: Papa.ParseConfig): readonly Row[] =>
  Papa.parse<Row>(readFileSync(join(dataFolder!, path), "utf8").replace(/^\uFEFF/, ""), {
    ...options,
    header: true,
    skipEmptyLines: true,
  }).data;

/** Findings of every row, loaded with the demonstration's nomenclatures, counted by severity, rule and attribute. */
function countFindings(
  referential: Referential,
  rows: readonly Read[],
): { readonly [kind: string]: number } {
  const context = createRuleContext(models.ok ? models.value : []);
  for (const { referential: id, records } of makeDemonstration(1).records)
    if (id !== referential.id)
      loadRecords(
        context.index,
        id,
        records.map((record) => [record.id, record.data] as const),
      );
  loadRecords(
    context.index,
    referential.id,
    rows.map(
      ({ data }, order) => [makeUuidV7(order, new Uint8Array(10)) as RecordId, data] as const,
    ),
  );
  const counts: Record<string, number> = {};
  for (const { findings } of validateAll(context, referential.id, "submit"))
    for (const { severity, rule, attribute } of findings) {
      const kind = `${severity} ${rule} ${attribute ?? ""}`;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  return counts;
}

describe.skipIf(!dataFolder)("the real files (needs ../shared/data)", () => {
  let rnsr: readonly Read[];
  let nacres: readonly Read[];
  const external = referentialNamed("structures-externes");
  const nomenclature = referentialNamed("nacres");

  beforeAll(() => {
    rnsr = parse("rnsr/fr-esr-structures-recherche-publiques-actives_2022-02.csv", {
      delimiter: ";",
    }).map((row) => readRow(external, row));
    nacres = parse("nacres/nacres-2022.tsv", { delimiter: "\t", quoteChar: "\u0001" }).map((row) =>
      readRow(nomenclature, row),
    );
  });

  it("every structure of the RNSR is read, none refused, nothing blocks", () => {
    expect(rnsr.length).toBe(4506);
    expect(rnsr.flatMap(({ refused }) => refused)).toEqual([]);
    expect(new Set(rnsr.map(({ data }) => keyOf(external, data))).size).toBe(4506);
    expect(
      rnsr.filter(({ data }) => ((data["parents"] ?? []) as readonly unknown[]).length > 1).length,
    ).toBe(274);
  });

  it("its dangling parents, wrong SIRET key and shared labels are warnings", () => {
    const counts = countFindings(external, rnsr);

    expect(counts["avertissement reference-unresolved parents"]).toBe(163);
    expect(counts["avertissement identifier-key siretTutelles"]).toBeGreaterThan(0);
    expect(Object.keys(counts).filter((kind) => /^(erreur|fatale)/.test(kind))).toEqual([]);
    expect(counts["info reference-unresolved type"]).toBeUndefined();
  });

  it("parallel lists keep their places", () => {
    const lists = ["tutelles", "siglesTutelles", "uaiTutelles", "siretTutelles"];
    const lengths = rnsr.map(
      ({ data }) =>
        new Set(
          lists.flatMap((name) =>
            Array.isArray(data[name]) ? [(data[name] as readonly unknown[]).length] : [],
          ),
        ).size,
    );

    expect(lengths.filter((count) => count > 1).length).toBeLessThan(5);
  });

  it("every code of NACRES is read with its parent, in four levels", () => {
    const keys = new Set(nacres.map(({ data }) => keyOf(nomenclature, data)));
    const levels = nacres.map(({ data }) => (data["code"] as string).length);

    expect(keys.size).toBe(2005);
    expect([1, 2, 4, 5].map((length) => levels.filter((level) => level === length).length)).toEqual(
      [24, 118, 411, 1452],
    );
    expect(nacres.filter(({ data }) => data["parent"] === undefined).length).toBe(24);
    expect(countFindings(nomenclature, nacres)).toEqual({
      "avertissement pattern compteAchatsNonStockes": 2,
      "info unique libelle": 68,
    });
  });

  it("each value displayed reads back to itself", () => {
    const wrong = [
      ...rnsr.map(({ data }) => [external, data] as const),
      ...nacres.map(({ data }) => [nomenclature, data] as const),
    ].flatMap(([referential, data]) =>
      referential.attributes.flatMap((attribute) => {
        const value = data[attribute.name];
        const again =
          value === undefined
            ? undefined
            : tidyValue(attribute, displayValue(attribute, value, "fr"));
        return again === undefined ||
          (again.ok && JSON.stringify(again.value.value) === JSON.stringify(value))
          ? []
          : [`${attribute.name}: ${JSON.stringify(value)}`];
      }),
    );

    expect(wrong).toEqual([]);
  });

  it.each([
    ["principaux-etablissements_2019.csv", 339],
    ["principaux-etablissements_2020-10.csv", 266],
    ["principaux-etablissements_2023-10.csv", 250],
  ])("the establishments of %s are read, with what is wrong in them said", (file, count) => {
    const rows = parse(`etablissements/${file}`, { delimiter: ";" }).map((row) =>
      readRow(external, row),
    );
    const counts = countFindings(
      external,
      rows.filter(({ data }) => keyOf(external, data) !== undefined),
    );

    expect(rows.length).toBe(count);
    expect(rows.flatMap(({ refused }) => refused)).toEqual([]);
    expect(Object.keys(counts).filter((kind) => kind.startsWith("fatale"))).toEqual([]);
  });
});
