import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeNamed, sample } from "../../tests/fixtures/model-cases.ts";
import { compareSpecAndTests } from "../../tests/fixtures/untested-rules.ts";
import type { JsonObject, JsonValue, RecordId } from "../base/index.ts";
import type { RecordData } from "../record/index.ts";
import {
  blocks,
  createRuleContext,
  createSetIndex,
  findingsOf,
  highestSeverity,
  loadRecords,
  putRecord,
  recordsWithKey,
  referrersOf,
  removeRecord,
  SEVERITIES,
  severityOf,
  validateAll,
  validateRecord,
  waiverCovers,
} from "./index.ts";
import type { Finding, RuleContext, RuleId, ValidationStage, Waiver } from "./index.ts";

const id = (name: string): RecordId => `id-${name}` as RecordId;
type Rows = readonly (readonly [string, RecordData, { keptId?: RecordId }?])[];

/** A context holding these records of the sample, by code; a record has a label unless it says otherwise. */
function contextOf(rows: Rows): RuleContext {
  const context = emptyContext();
  loadRecords(
    context.index,
    sample.id,
    rows.map(([name, data, withdrawn]) => [id(name), full(name, data), withdrawn] as const),
  );
  return context;
}

/** Shapes are compiled once: only the index of a context holds state. */
const { shapes } = createRuleContext([sample]);
const emptyContext = (): RuleContext => ({ shapes, index: createSetIndex([sample]) });

const full = (name: string, data: RecordData): RecordData => ({
  code: name,
  libelle: `Libellé ${name}`,
  ...data,
});
const brief = ({ rule, severity, attribute, index }: Finding) =>
  [
    rule,
    severity,
    ...(attribute === undefined ? [] : [attribute]),
    ...(index === undefined ? [] : [index]),
  ].join(" ");
const findings = (context: RuleContext, name: string, stage: ValidationStage = "submit") =>
  findingsOf(context, sample.id, id(name), stage);
const briefs = (context: RuleContext, name: string, stage: ValidationStage = "submit") =>
  findings(context, name, stage).map(brief);
/** Findings about one attribute given to a record alone in its référentiel. */
const about = (data: RecordData, stage: ValidationStage = "submit") =>
  validateRecord(sample, full("A", data), id("A"), contextOf([]), stage);

describe("shape", () => {
  it.each<[RecordData, string, JsonObject]>([
    [{ effectif: "douze" }, "type fatale effectif", { keyword: "type", type: "integer" }],
    [{ debut: "2026-02-30" }, "format erreur debut", { keyword: "format", format: "date" }],
    [{ annee: "2022-" }, "format erreur annee", { keyword: "format", format: "partial-date" }],
    [
      { courriel: "pas un courriel" },
      "format avertissement courriel",
      { keyword: "format", format: "email" },
    ],
    [{ libelle: "x".repeat(201) }, "length erreur libelle", { keyword: "maxLength", limit: 200 }],
    [{ effectif: -1 }, "range erreur effectif", { keyword: "minimum", limit: 0 }],
    [
      { nature: "autre" },
      "choice erreur nature",
      { keyword: "enum", allowed: ["public", "prive"] },
    ],
    [{ absent: 1 }, "unknown-attribute erreur absent", { keyword: "additionalProperties" }],
    [{ mots: ["un", 2] }, "type fatale mots 1", { keyword: "type", type: "string" }],
    [
      { parents: [{ target: "key:X", extra: 1 }] },
      "shape fatale parents 0",
      { keyword: "additionalProperties" },
    ],
    [{ origines: [{ target: "key:X" }] }, "required erreur origines 0", { keyword: "required" }],
    [{ nature: "prive" }, "required erreur siret", { keyword: "required" }],
  ])("[RU2] %j", (data, expected, details) => {
    const found = about(data).filter(({ rule }) => rule !== "reference-unresolved");

    expect(found.map(brief)).toEqual([expected]);
    expect(found[0]!.details).toEqual(details);
  });

  it("[RU2] names the key attribute that is missing, and reports a hundred findings at most", () => {
    expect(
      validateRecord(sample, { libelle: "x" }, id("A"), contextOf([]), "submit").map(brief),
    ).toEqual(["key-missing fatale code"]);
    expect(
      about(Object.fromEntries(Array.from({ length: 500 }, (_, rank) => [`x${String(rank)}`, 1]))),
    ).toHaveLength(100);
  });

  it("[RU1] reads own properties only, and counts UTF-16 units", () => {
    const hostile = JSON.parse(
      '{"code": "A", "libelle": "x", "__proto__": {"nature": "autre"}, "constructor": 1}',
    ) as RecordData;

    expect(validateRecord(sample, hostile, id("A"), contextOf([]), "submit").map(brief)).toEqual([
      "unknown-attribute erreur __proto__",
      "unknown-attribute erreur constructor",
    ]);
    expect(about({ libelle: "😀".repeat(101) }).map(brief)).toEqual(["length erreur libelle"]);
  });

  it("[RU1] set-level rules do not read a misshapen value", () => {
    expect(
      about({ debut: "demain", fin: "2020-01-01", parents: "key:X", siret: 12 })
        .map(brief)
        .toSorted(),
    ).toEqual(["format erreur debut", "type fatale parents", "type fatale siret"]);
  });
});

describe("severity", () => {
  it("[RU3] a draft may be incomplete, and what would break the base is fatal at every stage", () => {
    expect(about({ nature: "prive" }, "draft").map(brief)).toEqual(["required info siret"]);
    expect(validateRecord(sample, {}, id("A"), contextOf([]), "draft").map(brief)).toEqual([
      "key-missing info code",
      "required info libelle",
    ]);
    expect((["type", "key-duplicate", "cycle"] as const).map((rule) => SEVERITIES[rule])).toEqual(
      Array.from({ length: 3 }, () => ["fatale", "fatale", "fatale", "fatale"]),
    );
    expect(SEVERITIES["identifier-key"]).toEqual([
      "avertissement",
      "avertissement",
      "avertissement",
      "avertissement",
    ]);
  });

  it("[RU4] the document may declare a severity; a gentler draft stays gentle", () => {
    expect(severityOf("unique", "submit", "avertissement")).toBe("avertissement");
    expect(severityOf("unique", "draft", "fatale")).toBe("fatale");
    expect(severityOf("required", "draft", "erreur")).toBe("info");
    expect(severityOf("required", "submit", "avertissement")).toBe("avertissement");
    expect(about({ courriel: "faux" }, "draft").map(brief)).toEqual([
      "format avertissement courriel",
    ]);
  });

  it("[RU5] [RU6] what is fatal always blocks, an error blocks after the draft unless waived", () => {
    const error: Finding = {
      severity: "erreur",
      rule: "format",
      referential: sample.id,
      recordId: id("A"),
      attribute: "debut",
      value: "x",
      details: {},
    };
    const waiver: Waiver = {
      referential: sample.id,
      recordId: id("A"),
      rule: "format",
      attribute: "debut",
      value: "x",
      reason: "registre",
      author: "moi",
      expires: "2026-09-01",
    };
    const stages: ValidationStage[] = ["draft", "submit", "accredit", "diffuse"];
    const table = (finding: Finding, waivers: readonly Waiver[]) =>
      stages.map((stage) => blocks(finding, stage, waivers, "2026-08-31"));

    expect(table(error, [])).toEqual([false, true, true, true]);
    expect(table(error, [waiver])).toEqual([false, false, false, false]);
    expect(table({ ...error, severity: "fatale" }, [waiver])).toEqual([true, true, true, true]);
    expect(table({ ...error, severity: "avertissement" }, [])).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([
      waiverCovers(waiver, error, "2026-08-31"),
      waiverCovers(waiver, error, "2026-09-01"),
    ]).toEqual([true, false]);
    expect(waiverCovers(waiver, { ...error, value: "y" }, "2026-08-31")).toBe(false);
    expect(waiverCovers(waiver, { ...error, attribute: "fin" }, "2026-08-31")).toBe(false);
    expect(waiverCovers(waiver, { ...error, recordId: id("B") }, "2026-08-31")).toBe(false);
  });

  it("[RU7] keeps the highest severity", () => {
    expect(highestSeverity(["info", "erreur", "avertissement"])).toBe("erreur");
    expect(highestSeverity([])).toBeNull();
  });
});

describe("rules over the set", () => {
  it("[RU10] does not judge a reference into a référentiel that was not loaded", () => {
    const context = emptyContext();

    expect(
      validateRecord(sample, full("A", { superieur: "key:X" }), id("A"), context, "submit"),
    ).toEqual([]);
    loadRecords(context.index, sample.id, []);
    expect(
      validateRecord(sample, full("A", { superieur: "key:X" }), id("A"), context, "submit").map(
        brief,
      ),
    ).toEqual(["reference-unresolved erreur superieur"]);
  });

  it("[RU10] loading the same id again replaces the record", () => {
    const context = contextOf([
      ["A", {}],
      ["B", { libelle: "libellé a" }],
    ]);
    expect(briefs(context, "A")).toEqual(["unique avertissement libelle"]);

    loadRecords(context.index, sample.id, [[id("B"), full("B", { libelle: "Autre" })]]);

    expect(briefs(context, "A")).toEqual([]);
  });

  it("[RU11] two live records with one key", () => {
    const context = contextOf([
      ["A", {}],
      ["B", { code: "A" }],
      ["C", { code: "A" }, {}],
    ]);

    expect(findings(context, "A")).toEqual([
      {
        severity: "fatale",
        rule: "key-duplicate",
        referential: sample.id,
        recordId: id("A"),
        attribute: "code",
        value: "A",
        details: { key: "A", others: [id("B")], count: 1 },
      },
    ]);
    expect(briefs(context, "B")).toEqual(["key-duplicate fatale code"]);
    expect(findings(context, "C")).toEqual([]);
    expect(recordsWithKey(context.index, sample.id, "A").map((record) => record.id)).toEqual([
      id("A"),
      id("B"),
    ]);
  });

  it("[RU12] uniqueness on exact or folded values", () => {
    const context = contextOf([
      ["A", { libelle: "Œuvre  d’art", siret: "73282932000074" }],
      ["B", { libelle: "oeuvre d'ART" }],
      ["C", { siret: "73282932000074" }],
    ]);

    expect(briefs(context, "A")).toEqual(["unique avertissement libelle", "unique erreur siret"]);
    expect(findings(context, "B")[0]!.details).toEqual({
      unique: "libelle-unique",
      comparison: "plié",
      others: [id("A")],
      count: 1,
    });
    expect(briefs(context, "C")).toEqual(["unique erreur siret"]);
  });

  it("[RU13] a reference by id or by key, found when its target appears", () => {
    const context = contextOf([["A", { superieur: "key:B", voisins: ["key:C", id("D")] }]]);
    expect(briefs(context, "A")).toEqual([
      "reference-unresolved erreur superieur",
      "reference-unresolved info voisins 0",
      "reference-unresolved info voisins 1",
    ]);

    putRecord(context.index, sample.id, id("B"), full("B", {}));
    putRecord(context.index, sample.id, id("D"), full("D", {}));

    expect(briefs(context, "A")).toEqual(["reference-unresolved info voisins 0"]);
    expect(referrersOf(context.index, sample.id, id("D"))).toEqual([
      { referential: sample.id, recordId: id("A") },
    ]);
    expect(referrersOf(context.index, sample.id, id("B"))).toEqual([
      { referential: sample.id, recordId: id("A") },
    ]);
  });

  it("[RU14] a reference to a withdrawn record names the one kept, to a closed one its end", () => {
    const context = contextOf([
      ["A", { superieur: "key:W" }],
      ["W", {}, { keptId: id("K") }],
      ["B", { superieur: "key:F" }],
      ["F", { fin: "2020-01-01" }],
      ["C", { superieur: "key:F", fin: "2019-01-01" }],
    ]);

    expect(findings(context, "A")).toMatchObject([
      {
        rule: "reference-withdrawn",
        severity: "erreur",
        details: { target: id("W"), keptId: id("K") },
      },
    ]);
    expect(briefs(context, "A", "draft")).toEqual(["reference-withdrawn avertissement superieur"]);
    expect(findings(context, "B")).toMatchObject([
      {
        rule: "reference-closed",
        severity: "avertissement",
        details: { target: id("F"), closed: "2020-01-01" },
      },
    ]);
    expect(briefs(context, "C")).toEqual([]);
    expect(briefs(context, "W")).toEqual([]);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ["inside", { from: "2011", to: "2019" }, []],
    ["up to the last day", { from: "2010-01-01", to: "2020-01-01" }, []],
    ["before it", { from: "2009-12-31", to: "2012" }, ["link-outside-period erreur parents 0"]],
    ["beyond it", { from: "2011", to: "2020-01-02" }, ["link-outside-period erreur parents 0"]],
    ["open while it closed", { from: "2011" }, ["link-outside-period erreur parents 0"]],
    ["of unknown start", { to: "2012" }, []],
  ])("[RU15] a governing link %s", (_, period, expected) => {
    const context = contextOf([
      ["P", { debut: "2010-01-01", fin: "2020-01-01" }],
      ["A", { parents: [{ target: "key:P", ...period }] }],
      ["B", { origines: [{ target: "key:P", from: "2000" }] }],
    ]);

    expect(briefs(context, "A")).toEqual(expected);
    expect(briefs(context, "B")).toEqual([]);
  });

  it("[RU16] inverted periods, of the record and of a link", () => {
    expect(about({ debut: "2020-01-01", fin: "2020-01-01" }).map(brief)).toEqual([
      "period-inverted erreur fin",
    ]);
    expect(about({ debut: "2020-01-01", fin: "2020-01-02" })).toEqual([]);
    expect(
      about({ tutelles: [{ target: "key:X", from: "2020-06", to: "2020" }] }).map(brief),
    ).toEqual(["period-inverted erreur tutelles 0"]);
  });

  it.each<[string, readonly JsonObject[], readonly string[]]>([
    ["consecutive", [{ from: "2010", to: "2015" }, { from: "2015" }], []],
    ["in any order", [{ from: "2015" }, { from: "2010", to: "2015" }], []],
    [
      "overlapping",
      [{ from: "2010", to: "2016" }, { from: "2015" }],
      ["period-overlap erreur tutelles 1"],
    ],
    ["the same", [{ from: "2010" }, { from: "2010" }], ["link-duplicate erreur tutelles 1"]],
  ])("[RU17] links to one target, %s", (_, periods, expected) => {
    const context = contextOf([
      ["X", {}],
      ["A", { tutelles: periods.map((period) => ({ target: "key:X", ...period })) }],
    ]);

    expect(briefs(context, "A")).toEqual(expected);
  });

  it("[RU17] links of two types may overlap", () => {
    const context = contextOf([
      ["X", {}],
      [
        "A",
        {
          origines: [
            { target: "key:X", from: "2010", type: "fusion" },
            { target: "key:X", from: "2010", type: "scission" },
          ],
        },
      ],
    ]);

    expect(briefs(context, "A")).toEqual([]);
  });

  it("[RU18] one parent per day, unless the hierarchy has several", () => {
    const two = [
      { target: "key:X", from: "2010", to: "2016" },
      { target: "key:Y", from: "2015" },
    ];
    const turn = [
      { target: "key:X", from: "2010", to: "2015" },
      { target: "key:Y", from: "2015" },
    ];
    const context = contextOf([
      ["X", {}],
      ["Y", {}],
      ["A", { parents: two, tutelles: two }],
      ["B", { parents: turn }],
    ]);

    expect(findings(context, "A")).toMatchObject([
      {
        rule: "several-parents",
        severity: "erreur",
        attribute: "parents",
        index: 1,
        details: { hierarchy: "arbre", with: 0, targets: ["key:X", "key:Y"] },
      },
    ]);
    expect(briefs(context, "B")).toEqual([]);
  });

  it("[RU19] a cycle is said of every record on it, with its way and its days", () => {
    const context = contextOf([
      ["A", { parents: [{ target: "key:B", from: "2010" }] }],
      ["B", { parents: [{ target: "key:C", from: "2012", to: "2020" }] }],
      ["C", { parents: [{ target: "key:A", from: "2000" }] }],
      ["D", { parents: [{ target: "key:A", from: "2010" }] }],
      ["E", { parents: [{ target: "key:E", from: "2010" }] }],
    ]);

    expect(findings(context, "A")).toEqual([
      {
        severity: "fatale",
        rule: "cycle",
        referential: sample.id,
        recordId: id("A"),
        attribute: "parents",
        details: {
          hierarchy: "arbre",
          path: [id("A"), id("B"), id("C")],
          from: "2012-01-01",
          to: "2020-01-01",
        },
      },
    ]);
    expect(["B", "C", "D", "E"].map((name) => briefs(context, name, "draft"))).toEqual([
      ["cycle fatale parents"],
      ["cycle fatale parents"],
      [],
      ["cycle fatale parents"],
    ]);
  });

  it("[RU19] a key that two records share is not a cycle of the one that points to the other", () => {
    const context = contextOf([
      ["B", {}],
      ["C", { code: "B", parents: [{ target: "key:E" }, { target: "key:B" }] }],
      ["E", { parents: [{ target: "key:E" }] }],
    ]);

    expect(briefs(context, "C").filter((found) => found.startsWith("cycle"))).toEqual([]);
    expect(briefs(context, "E")).toEqual(["cycle fatale parents"]);
  });

  it("[RU19] links that never hold together close nothing", () => {
    const context = contextOf([
      ["A", { parents: [{ target: "key:B", from: "2010", to: "2015" }] }],
      ["B", { parents: [{ target: "key:A", from: "2015" }] }],
    ]);

    expect([briefs(context, "A"), briefs(context, "B")]).toEqual([[], []]);
  });

  it("[RU19] a chain of fifty thousand parents is judged in one pass", () => {
    const rows = Array.from({ length: 50_000 }, (_, rank): readonly [string, RecordData] => [
      `N${String(rank)}`,
      rank === 0 ? {} : { parents: [{ target: `key:N${String(rank - 1)}`, from: "2010" }] },
    ]);
    const context = contextOf(rows.toReversed());

    expect(
      [...validateAll(context, sample.id, "submit")].flatMap((batch) => batch.findings),
    ).toEqual([]);
  });

  it("[RU38] judges data that the index does not hold", () => {
    const context = contextOf([
      ["A", { parents: [{ target: "key:B", from: "2010" }] }],
      ["B", {}],
    ]);
    const inTheForm = full("B", {
      libelle: "LIBELLÉ A",
      parents: [{ target: id("A"), from: "2011" }],
    });

    expect(validateRecord(sample, inTheForm, id("B"), context, "submit").map(brief)).toEqual([
      "unique avertissement libelle",
      "cycle fatale parents",
    ]);
    expect(validateRecord(sample, full("A", {}), id("new"), context, "submit").map(brief)).toEqual([
      "key-duplicate fatale code",
      "unique avertissement libelle",
    ]);
    expect(
      validateRecord(
        sample,
        full("N", { parents: [{ target: "key:N", from: "2011" }] }),
        id("N"),
        context,
        "submit",
      ).map(brief),
    ).toContain("cycle fatale parents");
  });

  it("[RU37] validates everything in batches, with the findings of one by one", () => {
    const context = contextOf(
      Array.from({ length: 25 }, (_, rank): readonly [string, RecordData] => [
        `R${String(rank)}`,
        { libelle: rank % 5 === 0 ? "Même" : `Autre ${String(rank)}` },
      ]),
    );

    const batches = [...validateAll(context, sample.id, "submit", 10)];

    expect(batches.map(({ done, total }) => [done, total])).toEqual([
      [10, 25],
      [20, 25],
      [25, 25],
    ]);
    expect(batches.flatMap((batch) => batch.findings)).toEqual(
      Array.from({ length: 25 }, (_, rank) => findings(context, `R${String(rank)}`)).flat(),
    );
    expect([...validateAll(contextOf([]), sample.id, "submit")]).toEqual([
      { done: 0, total: 0, findings: [] },
    ]);
  });
});

const NAMES = ["A", "B", "C", "D", "E"] as const;
const target = fc
  .constantFrom(...NAMES)
  .chain((name) => fc.constantFrom(`key:${name}`, id(name) as string));
const year = fc.constantFrom("2010", "2012", "2015", "2020");
const links = fc.array(fc.record({ target, from: year, to: year }, { requiredKeys: ["target"] }), {
  maxLength: 3,
});
const anyData: fc.Arbitrary<RecordData> = fc.record(
  {
    code: fc.constantFrom(...NAMES),
    libelle: fc.constantFrom("Un", "un", "Deux"),
    superieur: target,
    parents: links,
    tutelles: links,
    debut: fc.constantFrom("2010-01-01", "2016-01-01"),
    fin: fc.constantFrom("2012-01-01", "2020-01-01"),
    siret: fc.constantFrom("73282932000074", "73282932000079"),
  },
  { requiredKeys: ["code"] },
) as fc.Arbitrary<RecordData>;
const step = fc.record({
  at: fc.constantFrom(...NAMES),
  data: fc.option(anyData),
  withdrawn: fc.boolean(),
});

describe("one change at a time", () => {
  it("[RU36] gives the findings of an index loaded afresh, and answers with every record whose findings changed", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const context = emptyContext();
        loadRecords(context.index, sample.id, []);
        const held = new Map<string, readonly [RecordData, object | undefined]>();
        for (const { at, data, withdrawn } of steps) {
          const before = everyFinding(context);
          const mark = withdrawn ? {} : undefined;
          const affected = new Set(
            (data
              ? putRecord(context.index, sample.id, id(at), data, mark)
              : removeRecord(context.index, sample.id, id(at))
            ).map((record) => record.recordId as string),
          );
          if (data) held.set(at, [data, mark]);
          else held.delete(at);
          const after = everyFinding(context);
          const untouched = NAMES.filter((name) => !affected.has(id(name)) && held.has(name));
          expect(untouched.map((name) => after[name])).toEqual(
            untouched.map((name) => before[name]),
          );
          const fresh = emptyContext();
          loadRecords(
            fresh.index,
            sample.id,
            [...held].map(([name, [kept, gone]]) => [id(name), kept, gone] as const),
          );
          expect(sorted(after)).toEqual(sorted(everyFinding(fresh)));
        }
      }),
      { numRuns: 300 },
    );
  });
});

function everyFinding(context: RuleContext): { readonly [name: string]: readonly Finding[] } {
  return Object.fromEntries(NAMES.map((name) => [name, findings(context, name)]));
}

/** Findings without what depends on the order of loading: which of several records is named first, which way a cycle goes. */
function sorted(all: { readonly [name: string]: readonly Finding[] }): JsonValue {
  return Object.fromEntries(
    Object.entries(all).map(([name, list]) => [
      name,
      list.map((finding) => [
        brief(finding),
        (finding.details["others"] as readonly string[] | undefined)?.toSorted() ?? null,
      ]),
    ]),
  ) as JsonValue;
}

describe("the SPEC", () => {
  it("every rule of SPEC.md has its test, and no test names another rule", () => {
    expect(compareSpecAndTests("shared/rules")).toEqual({ untested: [], unknown: [] });
  });

  it("every rule id has its severity and stands in SPEC.md", () => {
    const ids = Object.keys(SEVERITIES) as RuleId[];
    expect(ids).toHaveLength(24);
    expect(attributeNamed("courriel").severities).toEqual({ format: "avertissement" });
  });
});
