import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeNamed, sample, sampleDocument } from "../../tests/fixtures/model-cases.ts";
import { isIsoDate, nextDay, previousDay } from "../base/index.ts";
import type { JsonValue } from "../base/index.ts";
import {
  compileReferential,
  daysOf,
  deriveValues,
  displayValue,
  emptyValue,
  formSchemaOf,
  keyOf,
  periodOf,
  readDate,
  shownEnd,
  storedEnd,
  tidyIdentifier,
  tidyValue,
  titleOf,
  withoutEmptyValues,
} from "./index.ts";
import type { Attribute } from "./index.ts";
import { dayOfSerial } from "./french-date.ts";

const two = (most: number) =>
  fc.integer({ min: 1, max: most }).map((number) => String(number).padStart(2, "0"));
const date = fc
  .tuple(fc.integer({ min: 1000, max: 2999 }), two(12), two(31))
  .map((parts) => parts.join("-"))
  .filter(isIsoDate);
const partialDate = fc.oneof(
  date,
  date.map((day) => day.slice(0, 7)),
  date.map((day) => day.slice(0, 4)),
);
/** Text as it is kept: tidied, and free of the separator of lists. */
const word = fc.stringMatching(/^[A-Za-zÉéàçœ0-9][A-Za-zÉéàçœ0-9'-]{0,12}$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
const key = fc.stringMatching(/^[A-Z][A-Z0-9.-]{0,8}$/);
const link = fc.record(
  { target: key.map((code) => `key:${code}`), from: partialDate, to: partialDate },
  { requiredKeys: ["target"] },
);

/** Values as they are stored, by attribute of the sample. */
const STORED: { readonly [name: string]: fc.Arbitrary<JsonValue> } = {
  code: key,
  libelle: words,
  note: fc.array(words, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n")),
  nature: fc.constantFrom("public", "prive"),
  natures: fc.array(fc.constantFrom("a", "b"), { minLength: 1 }),
  effectif: fc.integer({ min: -1e9, max: 1e9 }),
  taux: fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
    .map((number) => (Object.is(number, -0) ? 0 : number)),
  actif: fc.boolean(),
  debut: date,
  fin: date,
  annee: partialDate,
  finApprochee: partialDate,
  mots: fc.array(words, { minLength: 1 }),
  numeros: fc
    .array(fc.oneof(words, fc.constant("")), { minLength: 1 })
    .filter((list) => list.some((element) => element !== "")),
  superieur: key.map((code) => `key:${code}`),
  voisins: fc.array(
    key.map((code) => `key:${code}`),
    { minLength: 1 },
  ),
  parents: fc.array(link, { minLength: 1, maxLength: 4 }),
  origines: fc.array(
    fc.tuple(link, fc.constantFrom("fusion", "scission")).map(([one, type]) => ({ ...one, type })),
    { minLength: 1, maxLength: 4 },
  ),
};

const tidied = (attribute: Attribute, raw: JsonValue): JsonValue | undefined => {
  const result = tidyValue(attribute, raw);
  return result.ok ? result.value.value : { refused: result.error.rule };
};

describe("tidyValue and displayValue", () => {
  it.each(Object.keys(STORED))(
    "[MM12] a displayed %s reads back to the same value, in both languages",
    (name) => {
      const attribute = attributeNamed(name as "code");
      fc.assert(
        fc.property(
          STORED[name]!,
          fc.constantFrom("fr" as const, "en" as const),
          (value, language) => {
            expect(tidyValue(attribute, displayValue(attribute, value, language))).toMatchObject({
              ok: true,
              value: { value },
            });
          },
        ),
      );
    },
  );

  it.each<[keyof (typeof sampleDocument)["properties"], JsonValue, JsonValue | undefined]>([
    ["debut", "31/08/2026", "2026-08-31"],
    ["debut", "1/9/2026", "2026-09-01"],
    ["debut", "31.08.2026", "2026-08-31"],
    ["debut", "2026-08-31T00:00:00.000Z", "2026-08-31"],
    ["debut", 46265, "2026-08-31"],
    ["debut", "30/02/2026", { refused: "format" }],
    ["debut", "08/2026", { refused: "format" }],
    ["debut", "hier", { refused: "format" }],
    ["fin", "31/08/2026", "2026-09-01"],
    ["fin", "31/12/2026", "2027-01-01"],
    ["annee", 2004, "2004"],
    ["annee", "03/2022", "2022-03"],
    ["annee", "2022-", { refused: "format" }],
    ["finApprochee", "2022", "2023"],
    ["finApprochee", "12/2022", "2023-01"],
    ["taux", "2 005,5", 2005.5],
    ["taux", "2 005", 2005],
    ["taux", "1,234.5", { refused: "type" }],
    ["effectif", "12,5", { refused: "type" }],
    ["effectif", "  42 ", 42],
    ["actif", "Oui", true],
    ["actif", "faux", false],
    ["actif", "peut-être", { refused: "type" }],
    ["nature", "PRIVÉ", "prive"],
    ["nature", "Public body", "public"],
    ["nature", "autre", { refused: "choice" }],
    ["libelle", "  Institut   de\u00a0chimie ", "Institut de chimie"],
    ["note", "une ligne\r\nune autre", "une ligne\nune autre"],
    ["brut", "  tel quel ", "  tel quel "],
    ["code", "XB. 09", "XB.09"],
    ["mots", "un; deux ;;trois", ["un", "deux", "trois"]],
    ["numeros", "FR 2962;FR 2962;FR 2962;;;", ["FR 2962", "FR 2962", "FR 2962", "", "", ""]],
    ["numeros", ";;;", undefined],
    ["superieur", " ABC ", "key:ABC"],
    ["superieur", "0190a3c0-0000-7000-8000-000000000000", "0190a3c0-0000-7000-8000-000000000000"],
    [
      "parents",
      "A;B (2015 →);C (01/09/2015 → 31/08/2020);D (-> 2019)",
      [
        { target: "key:A" },
        { target: "key:B", from: "2015" },
        { target: "key:C", from: "2015-09-01", to: "2020-09-01" },
        { target: "key:D", to: "2020" },
      ],
    ],
    ["parents", "Institut (Paris)", [{ target: "key:Institut (Paris)" }]],
    ["origines", "A (Fusion, 2004 →)", [{ target: "key:A", from: "2004", type: "fusion" }]],
    ["libelle", "   ", undefined],
  ])("[MM12] reads %s from %j", (name, raw, expected) => {
    expect(tidied(attributeNamed(name), raw)).toEqual(expected);
  });

  it("[MM12] says that it tidied, and where it refused", () => {
    expect(tidyValue(attributeNamed("code"), "AA.1 ")).toEqual({
      ok: true,
      value: { value: "AA.1", tidied: true },
    });
    expect(tidyValue(attributeNamed("code"), "AA.1")).toEqual({
      ok: true,
      value: { value: "AA.1", tidied: false },
    });
    expect(tidyValue(attributeNamed("natures"), "a;z")).toEqual({
      ok: false,
      error: { rule: "choice", expected: "a, b", text: "z", index: 1 },
    });
  });

  it("[MM12] a reference is written and read by the key its target has", () => {
    const resolve = (_: string, text: string) =>
      text === "DRH" ? "0190a3c0-0000-7000-8000-000000000000" : undefined;
    const show = (_: string, reference: string) =>
      reference.startsWith("0190a3c0") ? "DRH" : undefined;
    const attribute = attributeNamed("superieur");

    expect(tidyValue(attribute, "DRH", resolve)).toMatchObject({
      value: { value: "0190a3c0-0000-7000-8000-000000000000" },
    });
    expect(displayValue(attribute, "0190a3c0-0000-7000-8000-000000000000", "fr", show)).toBe("DRH");
    expect(displayValue(attribute, "key:AUTRE", "fr", show)).toBe("AUTRE");
  });

  it("[MM12] reads every day of four centuries from its serial number as the calendar counts them", () => {
    let day = "1900-03-01";
    const wrong: string[] = [];
    for (let serial = 61; serial < 61 + 146_097; serial += 1) {
      if (dayOfSerial(serial) !== day) wrong.push(`${String(serial)}: ${day}`);
      day = nextDay(day);
    }
    expect(wrong).toEqual([]);
    expect([
      dayOfSerial(60),
      dayOfSerial(2_958_465),
      dayOfSerial(2_958_466),
      dayOfSerial(Number.NaN),
    ]).toEqual([undefined, "9999-12-31", undefined, undefined]);
  });

  it("[MM18] writes malformed values without failing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...sample.attributes), fc.jsonValue(), (attribute, value) => {
        expect(typeof displayValue(attribute, value as JsonValue, "fr")).toBe("string");
      }),
    );
  });

  it.each([
    ["siret", "189 200 123 00013", "18920012300013"],
    ["ror", "https://ror.org/05BN3M307", "05bn3m307"],
    ["isni", "http://isni.org/isni/0000000104726341", "0000000104726341"],
    ["isni", "0000 0001 2297 4066", "0000000122974066"],
    ["orcid", "https://orcid.org/0000000218250097", "0000-0002-1825-0097"],
    ["uai", "0932066r", "0932066R"],
    ["nacres", "XB. 09", "XB.09"],
    ["idref", "https://www.idref.fr/026370921", "026370921"],
  ] as const)("[MM13] keeps %s %s as %s", (kind, text, kept) => {
    expect(tidyIdentifier(kind, text)).toBe(kept);
    expect(tidyIdentifier(kind, kept)).toBe(kept);
  });
});

describe("dates of a period", () => {
  it("[MM16] the stored end is the day, month or year after the one shown", () => {
    fc.assert(
      fc.property(partialDate, (shown) => {
        expect(shownEnd(storedEnd(shown))).toBe(shown);
        expect(storedEnd(shown)).toHaveLength(shown.length);
        expect(daysOf(shown, storedEnd(shown)).from! < daysOf(shown, storedEnd(shown)).to!).toBe(
          true,
        );
      }),
    );
    expect(["2026-08-31", "2026-12", "2026", "2024-02-28"].map(storedEnd)).toEqual([
      "2026-09-01",
      "2027-01",
      "2027",
      "2024-02-29",
    ]);
    expect(previousDay("2026-09-01")).toBe("2026-08-31");
  });

  it("[MM16] orders partial dates by the days they cover, and leaves unknown bounds unknown", () => {
    expect(daysOf("2022", "2023")).toEqual({ from: "2022-01-01", to: "2023-01-01" });
    expect(daysOf("2022-03", undefined)).toEqual({ from: "2022-03-01" });
    expect(periodOf(sample, { fin: "2026-09-01" })).toEqual({ to: "2026-09-01" });
    expect(periodOf(sample, {})).toEqual({});
  });

  it("[MM16] reads dates of the calendar only", () => {
    expect(
      ["29/02/2024", "29/02/2023", "2022", "13/2022", "2022-13", "0000"].map(readDate),
    ).toEqual(["2024-02-29", undefined, "2022", undefined, undefined, undefined]);
  });
});

describe("keys, absence and derived values", () => {
  it("[MM11] two different composite keys never give the same text", () => {
    const composite = { ...sample, key: ["code", "libelle"] };
    const part = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        const [left, right] = [
          keyOf(composite, { code: a, libelle: b }),
          keyOf(composite, { code: c, libelle: d }),
        ];
        expect(left === right).toBe(a === c && b === d);
      }),
    );
    expect(keyOf(composite, { code: "A" })).toBeUndefined();
  });

  it("[MM11] a record without a label is called by its key", () => {
    expect([
      titleOf(sample, { code: "A", libelle: "Label" }),
      titleOf(sample, { code: "A" }),
      titleOf(sample, {}),
    ]).toEqual(["Label", "A", ""]);
  });

  it("[MM10] absence is no property", () => {
    const data = { code: "A", libelle: "", mots: [], note: null, effectif: 0, actif: false };

    expect(withoutEmptyValues(data)).toEqual({ code: "A", effectif: 0, actif: false });
    expect([emptyValue(attributeNamed("mots")), emptyValue(attributeNamed("libelle"))]).toEqual([
      [],
      undefined,
    ]);
  });

  it("[MM14] a parent follows from the prefix of the code, unless one was entered", () => {
    const parentOf = (code: string) => deriveValues(sample, { code })["superieur"];

    expect(["A", "AA", "AA.0", "AA.01"].map(parentOf)).toEqual([
      undefined,
      "key:A",
      "key:AA",
      "key:AA.0",
    ]);
    expect(deriveValues(sample, { code: "AA.01", superieur: "key:Z" })).toEqual({
      code: "AA.01",
      superieur: "key:Z",
    });
  });

  it("[MM14] a code follows from the first identifier that is filled", () => {
    const document = structuredClone(sampleDocument) as unknown as {
      properties: { code: Record<string, JsonValue> };
    };
    document.properties.code["x-derive"] = { firstOf: ["siret", "brut"] };
    const referential = compileReferential(document as never);

    expect(deriveValues(referential, { brut: "B" })).toEqual({ brut: "B", code: "B" });
    expect(deriveValues(referential, { brut: "B", siret: "S" })).toEqual({
      brut: "B",
      siret: "S",
      code: "S",
    });
    expect(deriveValues(referential, { libelle: "x" })).toEqual({ libelle: "x" });
  });
});

describe("formSchemaOf", () => {
  it("[MM15] makes a form from the model alone, sections first, the rest after them", () => {
    const form = formSchemaOf(sample, "fr");

    expect(form.sections.map((section) => section.attributes.length)).toEqual([
      3,
      sample.attributes.length - 3,
    ]);
    expect(form.uiSchema["ui:order"]).toEqual([
      ...form.sections[0]!.attributes,
      ...form.sections[1]!.attributes,
    ]);
    expect(form.schema["required"]).toBeUndefined();
    expect((form.schema["properties"] as Record<string, JsonValue>)["nature"]).toEqual({
      type: "string",
      title: "Nature",
      oneOf: [
        { const: "public", title: "Public" },
        { const: "prive", title: "Privé" },
      ],
    });
    expect(form.uiSchema["fin"]).toEqual({
      "ui:widget": "period-end",
      "ui:options": { attribute: "fin", kind: "period-end", many: false, required: false },
    });
    expect(form.uiSchema["parents"]).toEqual({
      "ui:field": "dated-links",
      "ui:options": { attribute: "parents", kind: "dated-links", many: true, required: false },
    });
    expect(formSchemaOf(sample, "en").schema["title"]).toBe("Essai (en)");
  });
});
