import { describe, expect, it } from "vitest";
import { changed, sample, sampleDocument } from "../../tests/fixtures/model-cases.ts";
import { compareSpecAndTests } from "../../tests/fixtures/untested-rules.ts";
import { referentialDocuments, workflowDocuments } from "../referentials/index.ts";
import { checkModelSet, checkReferential, checkReferentialText } from "./index.ts";
import type { ModelProblem } from "./index.ts";

/** The problems of a document, without the wording of what is expected. */
function problemsOf(document: unknown): readonly Omit<ModelProblem, "expected">[] {
  const checked = checkReferential(document);
  if (checked.ok) return [];
  return checked.error.map(({ expected, ...rest }) => {
    expect(expected.length).toBeGreaterThan(3);
    return rest;
  });
}

describe("checkReferential", () => {
  it("[MM1] compiles every default and keeps plain JSON Schema apart from our vocabulary", () => {
    const checked = checkReferential(sampleDocument);

    expect(checked).toEqual({ ok: true, value: sample });
    expect(sample.personal).toBe(false);
    expect(
      sample.hierarchies.map(({ id, multiParent, cycle }) => ({ id, multiParent, cycle })),
    ).toEqual([
      { id: "arbre", multiParent: false, cycle: "fatale" },
      { id: "graphe", multiParent: true, cycle: "fatale" },
    ]);
    expect(
      sample.attributes.map(({ name, kind, many }) => `${name} ${kind}${many ? "[]" : ""}`),
    ).toEqual([
      "code code",
      "libelle text",
      "note multiline",
      "brut text",
      "nature choice",
      "natures choice[]",
      "effectif integer",
      "taux number",
      "actif boolean",
      "debut date",
      "fin period-end",
      "annee partial-date",
      "finApprochee period-end",
      "courriel text",
      "mots text[]",
      "numeros text[]",
      "siret code",
      "sirets code[]",
      "superieur reference",
      "voisins reference[]",
      "parents dated-links[]",
      "tutelles dated-links[]",
      "origines dated-links[]",
    ]);
    expect(JSON.stringify(sample.schema)).not.toContain('"x-');
    expect(sample.attributes.find(({ name }) => name === "parents")?.reference).toEqual({
      referential: "essais",
      unresolved: "avertissement",
      inverseLabel: { fr: "Enfants", en: "Enfants (en)" },
      governing: true,
      startRequired: false,
    });
  });

  it("[MM2] refuses hostile content before reading it", () => {
    let deep: unknown = {};
    for (let depth = 0; depth < 10_000; depth += 1) deep = { deep };
    const wide = { "x-referential": Array.from({ length: 60_000 }, () => 0) };

    expect(problemsOf(deep)).toMatchObject([{ keyword: "depth" }]);
    expect(problemsOf(wide)).toMatchObject([{ keyword: "size", pointer: "" }]);
    expect(
      problemsOf(changed(["x-referential", "description", "fr"], "x".repeat(5000))),
    ).toMatchObject([{ keyword: "size", pointer: "/x-referential/description/fr" }]);
    expect(problemsOf(JSON.parse('{"__proto__": {"polluted": true}}'))).toEqual([
      { pointer: "/__proto__", keyword: "name-forbidden", found: "__proto__" },
    ]);
    expect(problemsOf(changed(["properties", "constructor"], { type: "string" }))).toMatchObject([
      { pointer: "/properties/constructor", keyword: "name-forbidden" },
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(checkReferentialText(" ".repeat(5_000_000))).toMatchObject({
      ok: false,
      error: [{ keyword: "size" }],
    });
    expect(checkReferentialText("{ truncated")).toMatchObject({
      ok: false,
      error: [{ keyword: "json" }],
    });
    expect(checkReferentialText(JSON.stringify(sampleDocument))).toEqual({
      ok: true,
      value: sample,
    });
  });

  it.each([null, 42, "text", [], true])("[MM2] refuses %j as a document", (document) => {
    expect(checkReferential(document).ok).toBe(false);
  });

  it.each<[string, (string | number)[], unknown, Partial<ModelProblem>]>([
    [
      "a misspelt keyword",
      ["properties", "libelle", "x-labell"],
      "Libellé",
      {
        pointer: "/properties/libelle/x-labell",
        keyword: "keyword-not-allowed",
        found: "x-labell",
      },
    ],
    [
      "a missing label",
      ["properties", "libelle", "x-label"],
      undefined,
      { pointer: "/properties/libelle", keyword: "required", expected: "a member x-label" },
    ],
    [
      "a label without English",
      ["properties", "libelle", "x-label"],
      { fr: "Libellé" },
      { pointer: "/properties/libelle/x-label", keyword: "required", expected: "a member en" },
    ],
    [
      "an unknown class",
      ["properties", "libelle", "x-class"],
      "secret",
      {
        pointer: "/properties/libelle/x-class",
        keyword: "enum",
        found: "secret",
        expected: "one of public, interne, confidentiel, personnel",
      },
    ],
    [
      "another meta-model",
      ["x-referential", "metaModel"],
      2,
      { pointer: "/x-referential/metaModel", keyword: "const", found: 2, expected: "exactly 1" },
    ],
    [
      "an attribute name with a dash",
      ["properties", "mot-cle"],
      { type: "string", "x-label": { fr: "a", en: "a" } },
      { pointer: "/properties", keyword: "pattern", found: "mot-cle" },
    ],
    [
      "a number for a version",
      ["x-referential", "version"],
      "1",
      { pointer: "/x-referential/version", keyword: "type", found: "1" },
    ],
    [
      "no closed object",
      ["additionalProperties"],
      true,
      { pointer: "/additionalProperties", keyword: "const", found: true },
    ],
  ])("[MM3] says precisely what is wrong: %s", (_, path, value, expected) => {
    const checked = checkReferential(changed(path, value as never));

    expect(checked).toMatchObject({ ok: false, error: [expected] });
  });

  it.each<[string, (string | number)[], unknown, Omit<ModelProblem, "expected">]>([
    [
      "key",
      ["x-referential", "key"],
      ["codeAbsent"],
      { pointer: "/x-referential/key/0", keyword: "unknown-attribute", found: "codeAbsent" },
    ],
    [
      "key kind",
      ["x-referential", "key"],
      ["mots"],
      { pointer: "/x-referential/key/0", keyword: "key-kind", found: "text" },
    ],
    [
      "title",
      ["x-referential", "title"],
      "actif",
      { pointer: "/x-referential/title", keyword: "title-kind", found: "boolean" },
    ],
    [
      "period start",
      ["x-referential", "period", "from"],
      "libelle",
      { pointer: "/x-referential/period/from", keyword: "attribute-kind", found: "text" },
    ],
    [
      "period end",
      ["x-referential", "period", "to"],
      "debut",
      { pointer: "/x-referential/period/to", keyword: "attribute-kind", found: "date" },
    ],
    [
      "hierarchy",
      ["x-referential", "hierarchies", 0, "attribute"],
      "mots",
      {
        pointer: "/x-referential/hierarchies/0/attribute",
        keyword: "attribute-kind",
        found: "text",
      },
    ],
    [
      "uniqueness",
      ["x-referential", "unique", 1, "attributes"],
      ["absent"],
      {
        pointer: "/x-referential/unique/1/attributes/0",
        keyword: "unknown-attribute",
        found: "absent",
      },
    ],
    [
      "list",
      ["x-referential", "layout", "list"],
      ["code", "absent"],
      { pointer: "/x-referential/layout/list/1", keyword: "unknown-attribute", found: "absent" },
    ],
    [
      "required",
      ["required"],
      ["code", "libelle", "absent"],
      { pointer: "/required/2", keyword: "unknown-attribute", found: "absent" },
    ],
    [
      "hierarchy elsewhere",
      ["properties", "tutelles", "x-dated-link", "referential"],
      "ailleurs",
      {
        pointer: "/x-referential/hierarchies/1/attribute",
        keyword: "hierarchy-target",
        found: "ailleurs",
      },
    ],
  ])("[MM4] names must exist and fit: %s", (_, path, value, expected) => {
    expect(problemsOf(changed(path, value as never))).toContainEqual(expected);
  });

  it("[MM4] a key attribute is required", () => {
    expect(problemsOf(changed(["required"], ["libelle"]))).toEqual([
      { pointer: "/required", keyword: "key-not-required" },
    ]);
  });

  it.each<[string, (string | number)[], unknown, Partial<ModelProblem>]>([
    [
      "two kinds",
      ["properties", "nature", "x-kind"],
      "code",
      { pointer: "/properties/nature", keyword: "several-kinds" },
    ],
    [
      "items outside an array",
      ["properties", "libelle", "items"],
      { type: "string" },
      { pointer: "/properties/libelle/items", keyword: "keyword-not-allowed" },
    ],
    [
      "an array without items",
      ["properties", "mots", "items"],
      undefined,
      { pointer: "/properties/mots", keyword: "required" },
    ],
    [
      "a single dated link",
      ["properties", "parents", "type"],
      "string",
      { pointer: "/properties/parents/type", keyword: "dated-link-type" },
    ],
    [
      "a period end without format",
      ["properties", "fin", "format"],
      undefined,
      { pointer: "/properties/fin", keyword: "period-end-format" },
    ],
    [
      "aligned with a text",
      ["properties", "numeros", "x-aligned"],
      "libelle",
      { pointer: "/properties/numeros/x-aligned", keyword: "aligned-kind" },
    ],
    [
      "a number as reference",
      ["properties", "superieur", "type"],
      "integer",
      { pointer: "/properties/superieur/type", keyword: "attribute-type" },
    ],
    [
      "a choice twice",
      ["properties", "nature", "x-choices", 1, "value"],
      "public",
      { pointer: "/properties/nature/x-choices", keyword: "duplicate", found: "public" },
    ],
    [
      "a derived text",
      ["properties", "libelle", "x-derive"],
      { from: "code", prefixLengths: [1] },
      { pointer: "/properties/libelle/x-derive", keyword: "derive-kind" },
    ],
    [
      "derived from nothing",
      ["properties", "superieur", "x-derive", "from"],
      "absent",
      { pointer: "/properties/superieur/x-derive/from", keyword: "unknown-attribute" },
    ],
  ])("[MM5] keywords of one attribute agree: %s", (_, path, value, expected) => {
    expect(problemsOf(changed(path, value as never))).toContainEqual(
      expect.objectContaining(expected),
    );
  });

  it.each([
    [["properties", "libelle", "$ref"], "https://example.org/remote.json"],
    [["properties", "libelle", "$ref"], "#/properties/libelle"],
    [["$defs"], { loop: { $ref: "#/$defs/loop" } }],
    [["properties", "libelle", "$dynamicRef"], "#x"],
    [["properties", "libelle", "not"], {}],
    [["properties", "libelle", "contentSchema"], {}],
    [["unevaluatedProperties"], false],
  ])("[MM6] refuses the keyword at %j", (path, value) => {
    expect(problemsOf(changed(path, value as never))).toMatchObject([
      { keyword: "keyword-not-allowed", pointer: `/${path.join("/")}` },
    ]);
  });

  it("[MM7] a pattern needs a maxLength", () => {
    expect(problemsOf(changed(["properties", "code", "maxLength"], undefined))).toEqual([
      { pointer: "/properties/code/maxLength", keyword: "pattern-unbounded" },
    ]);
    expect(problemsOf(changed(["properties", "code", "maxLength"], 5000))).toEqual([
      { pointer: "/properties/code/maxLength", keyword: "pattern-unbounded", found: 5000 },
    ]);
    expect(problemsOf(changed(["properties", "code", "pattern"], "^(a+)+$"))).toEqual([
      { pointer: "/properties/code/pattern", keyword: "pattern-unsafe", found: "^(a+)+$" },
    ]);
  });

  it("[MM8] conditions name existing attributes and hold safe patterns", () => {
    expect(problemsOf(changed(["allOf", 0, "then", "required"], ["absent"]))).toEqual([
      { pointer: "/allOf/0/then/required/0", keyword: "unknown-attribute", found: "absent" },
    ]);
    expect(
      problemsOf(
        changed(["allOf", 0, "if", "properties"], { code: { pattern: "(a|a)*$", maxLength: 50 } }),
      ),
    ).toMatchObject([
      { pointer: "/allOf/0/if/properties/code/pattern", keyword: "pattern-unsafe" },
    ]);
  });

  it("[MM9] documents that live together refer to each other only", () => {
    const other = changed(["properties", "superieur", "x-reference", "referential"], "absent");

    expect(checkModelSet([sampleDocument], ["accreditation-simple"])).toEqual({
      ok: true,
      value: [sample],
    });
    expect(checkModelSet([sampleDocument, sampleDocument])).toMatchObject({
      ok: false,
      error: [{ document: "essais", pointer: "/x-referential/id", keyword: "duplicate" }],
    });
    expect(checkModelSet([other])).toMatchObject({
      ok: false,
      error: [
        {
          document: "essais",
          pointer: "/properties/superieur/x-reference/referential",
          keyword: "unknown-referential",
          found: "absent",
        },
      ],
    });
    expect(checkModelSet([sampleDocument], ["autre"])).toMatchObject({
      ok: false,
      error: [{ document: "essais", keyword: "unknown-workflow", found: "accreditation-simple" }],
    });
    expect(checkModelSet([sampleDocument, 12])).toMatchObject({
      ok: false,
      error: [{ document: "#1", keyword: "type" }],
    });
  });

  it("[MM9] the shipped documents hold together", () => {
    const checked = checkModelSet(
      referentialDocuments,
      workflowDocuments.map((workflow) => workflow.id),
    );

    expect(checked.ok ? checked.value.map((referential) => referential.id) : checked.error).toEqual(
      [
        "structures-internes",
        "structures-externes",
        "nacres",
        "types-structures-internes",
        "types-structures-externes",
        "domaines-scientifiques",
        "pays",
      ],
    );
  });

  it("every rule of SPEC.md has its test, and no test names another rule", () => {
    expect(compareSpecAndTests("shared/model")).toEqual({ untested: [], unknown: [] });
  });
});
