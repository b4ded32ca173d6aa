import { describe, expect, it } from "vitest";
import type { RecordId, ReferentialId } from "../base/index.ts";
import { makeDemonstration, referentialDocuments } from "../referentials/index.ts";
import { createRuleContext, loadRecords, validateRecord } from "../rules/index.ts";
import {
  attributeOf,
  checkModelSet,
  checkReferential,
  displayValue,
  formSchemaOf,
  keyOf,
  tidyValue,
} from "./index.ts";

const words = (fr: string, en: string) => ({ fr, en });

/** A référentiel that the product has never heard of. */
const vehicles = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  "x-referential": {
    id: "vehicules",
    version: 1,
    metaModel: 1,
    label: words("Véhicules", "Vehicles"),
    singular: words("Véhicule", "Vehicle"),
    description: words("Le parc automobile.", "The fleet."),
    group: "locaux",
    key: ["immatriculation"],
    title: "modele",
    layout: {
      list: ["immatriculation", "modele"],
      form: [
        {
          label: words("Véhicule", "Vehicle"),
          attributes: ["immatriculation", "modele", "service"],
        },
      ],
      search: ["modele"],
    },
    workflow: "accreditation-simple",
  },
  type: "object",
  additionalProperties: false,
  required: ["immatriculation", "modele"],
  properties: {
    immatriculation: {
      type: "string",
      pattern: "^[A-Z]{2}-[0-9]{3}-[A-Z]{2}$",
      maxLength: 9,
      "x-kind": "code",
      "x-label": words("Immatriculation", "Plate"),
    },
    modele: { type: "string", minLength: 1, maxLength: 60, "x-label": words("Modèle", "Model") },
    miseEnService: {
      type: "string",
      format: "date",
      "x-label": words("Mise en service", "In service since"),
    },
    service: {
      type: "string",
      "x-label": words("Service", "Department"),
      "x-reference": {
        referential: "structures-internes",
        unresolved: "avertissement",
        inverseLabel: words("Véhicules", "Vehicles"),
      },
    },
  },
};

describe("a document that nobody knew", () => {
  it("[MM17] is checked, compiled, validated and drawn without being named anywhere", () => {
    const alone = checkReferential(vehicles);
    const set = checkModelSet([...referentialDocuments, vehicles]);
    if (!alone.ok || !set.ok) throw new Error("refused");
    const referential = alone.value;
    const context = createRuleContext(set.value);
    for (const { referential: id, records } of makeDemonstration(7).records)
      loadRecords(
        context.index,
        id,
        records.map((record) => [record.id, record.data] as const),
      );
    const raw = {
      immatriculation: "ab-123-cd",
      modele: " Kangoo ",
      miseEnService: "01/09/2024",
      service: "DPIL",
    };
    const data = Object.fromEntries(
      Object.entries(raw).flatMap(([name, cell]) => {
        const read = tidyValue(attributeOf(referential, name)!, cell);
        return read.ok && read.value.value !== undefined ? [[name, read.value.value]] : [];
      }),
    );

    expect(keyOf(referential, data)).toBe("ab-123-cd");
    expect(
      displayValue(attributeOf(referential, "miseEnService")!, data["miseEnService"], "fr"),
    ).toBe("01/09/2024");
    expect(
      validateRecord(referential, data, "r1" as RecordId, context, "submit").map(
        ({ rule, attribute, severity }) => ({ rule, attribute, severity }),
      ),
    ).toEqual([{ rule: "pattern", attribute: "immatriculation", severity: "erreur" }]);
    expect(
      validateRecord(
        referential,
        { ...data, immatriculation: "AB-123-CD", service: "key:NULLE-PART" },
        "r1" as RecordId,
        context,
        "submit",
      ),
    ).toEqual([
      {
        severity: "avertissement",
        rule: "reference-unresolved",
        referential: "vehicules" as ReferentialId,
        recordId: "r1",
        attribute: "service",
        value: "key:NULLE-PART",
        details: { target: "key:NULLE-PART", referential: "structures-internes" },
      },
    ]);
    expect(formSchemaOf(referential, "en").sections).toEqual([
      { title: "Vehicle", attributes: ["immatriculation", "modele", "service"] },
      { title: "", attributes: ["miseEnService"] },
    ]);
  });
});
