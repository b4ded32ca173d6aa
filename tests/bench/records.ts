import { makeUuidV7 } from "../../shared/base/index.ts";
import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import type { MasterRecord } from "../../shared/record/index.ts";

/** Repeatable chance in [0, 1) (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const BENCH_REFERENTIAL = "banc-structures" as ReferentialId;

const label = (fr: string) => ({ fr, en: fr });
const text = (name: string, maxLength: number, more: object = {}) => ({
  type: "string",
  minLength: 1,
  maxLength,
  "x-label": label(name),
  ...more,
});

/** A référentiel of 20 attributes with patterns, formats, identifiers, a reference, dated links and set-level rules. */
export const benchDocument = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: `urn:intendance:referential:${BENCH_REFERENTIAL}`,
  type: "object",
  "x-referential": {
    id: BENCH_REFERENTIAL,
    version: 1,
    metaModel: 1,
    label: label("Structures du banc"),
    singular: label("Structure"),
    description: label("Données de mesure"),
    group: "structures",
    personal: false,
    key: ["code"],
    title: "libelle",
    period: { from: "debut", to: "fin" },
    unique: [
      { id: "siret", attributes: ["siret"], comparison: "exact", severity: "avertissement" },
    ],
    hierarchies: [
      { id: "hierarchie", label: label("Hiérarchie"), attribute: "parents", multiParent: false },
    ],
    layout: {
      list: [
        "code",
        "libelle",
        "sigle",
        "type",
        "siret",
        "commune",
        "debut",
        "fin",
        "parents",
        "courriel",
        "site",
        "niveau",
      ],
      form: [{ label: label("Structure"), attributes: ["code", "libelle"] }],
      search: ["code", "libelle", "sigle", "commune"],
    },
    workflow: "accreditation-simple",
  },
  properties: {
    code: text("Code", 12, { pattern: "^S[0-9]{6}$", "x-kind": "code" }),
    libelle: text("Libellé", 200),
    sigle: text("Sigle", 30, { pattern: "^[A-Z0-9 ]{1,30}$" }),
    type: {
      type: "string",
      "x-label": label("Type"),
      "x-choices": ["UMR", "UR", "UAR", "FR"].map((value) => ({ value, label: label(value) })),
    },
    siret: text("SIRET", 14, { "x-identifier": "siret", pattern: "^[0-9]{14}$" }),
    uai: text("UAI", 8, { "x-identifier": "uai", pattern: "^[0-9]{7}[A-Z]$" }),
    commune: text("Commune", 100),
    codePostal: text("Code postal", 5, { pattern: "^[0-9]{5}$" }),
    adresse: text("Adresse", 300),
    pays: text("Pays", 2, { pattern: "^[A-Z]{2}$" }),
    telephone: text("Téléphone", 20, { pattern: "^[+0-9 ]{6,20}$" }),
    courriel: text("Courriel", 120, { format: "email" }),
    site: text("Site", 200, { pattern: "^https?://" }),
    debut: { type: "string", format: "date", "x-label": label("Début") },
    fin: { type: "string", format: "date", "x-label": label("Fin"), "x-kind": "period-end" },
    niveau: { type: "integer", minimum: 1, maximum: 4, "x-label": label("Niveau") },
    effectif: { type: "integer", minimum: 0, maximum: 5000, "x-label": label("Effectif") },
    publique: { type: "boolean", "x-label": label("Publique") },
    domaines: {
      type: "array",
      maxItems: 10,
      items: { type: "string", maxLength: 40 },
      "x-label": label("Domaines"),
    },
    parents: {
      type: "array",
      maxItems: 20,
      "x-label": label("Parents"),
      "x-dated-link": {
        referential: BENCH_REFERENTIAL,
        unresolved: "avertissement",
        inverseLabel: label("Enfants"),
      },
    },
  },
  required: ["code", "libelle", "debut"],
  additionalProperties: false,
} as const;

const TOPICS = [
  "chimie",
  "physique théorique",
  "génétique",
  "géosciences",
  "mathématiques appliquées",
  "informatique",
  "écologie",
  "économie",
  "linguistique",
  "archéologie",
  "énergie",
  "mécanique des fluides",
  "neurosciences",
  "océanographie",
  "droit comparé",
  "santé publique",
];
const TOWNS = [
  "Valmoncel",
  "Port-Élise",
  "Saint-Aubry",
  "Brévannes-le-Haut",
  "Lormont-sur-Orge",
  "Chantecôte",
];
const pad = (value: number, width: number): string => String(value).padStart(width, "0");
const pick = <T>(next: () => number, from: readonly T[]): T =>
  from[Math.floor(next() * from.length)] as T;

/** Complete a 13-digit text with the digit that makes Luhn hold. */
function withLuhn(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits + String((10 - (sum % 10)) % 10);
}

/** `count` invented records; about 4 % carry something to find. The same seed gives the same records. */
export function makeRecords(count: number, seed = 42): readonly MasterRecord[] {
  const next = chance(seed);
  const ids = Array.from(
    { length: count },
    (_, index) =>
      makeUuidV7(
        1_700_000_000_000 + index,
        Uint8Array.from({ length: 10 }, () => Math.floor(next() * 256)),
      ) as RecordId,
  );
  return ids.map((id, index) => {
    const town = pick(next, TOWNS);
    const parent = index < 10 ? null : ids[Math.floor(next() * Math.min(index, 5000))];
    const siren = withLuhn(`9${pad(index, 7)}`);
    const number = pad(index % 9_000_000, 7);
    return {
      id,
      referential: BENCH_REFERENTIAL,
      version: 1,
      data: {
        code: `S${pad(index, 6)}`,
        libelle: `Laboratoire de ${pick(next, TOPICS)} et de ${pick(next, TOPICS)} ${pad(index, 6)}`,
        sigle: next() < 0.02 ? "sigle faux" : `L${pad(index % 9999, 4)}`,
        type: pick(next, ["UMR", "UR", "UAR", "FR"]),
        siret: next() < 0.01 ? `${siren}00000` : withLuhn(`${siren}0001`),
        uai: `${number}${"ABCDEFGHJKLMNPRSTUVWXYZ"[Number(number) % 23]}`,
        commune: town,
        codePostal: pad(Math.floor(next() * 95_000) + 1000, 5),
        adresse: `${1 + Math.floor(next() * 200)} rue des Essais`,
        pays: "FR",
        telephone: `+33 5 ${pad(index % 100_000_000, 8)}`,
        courriel: `contact${index}@structure.example`,
        site: `https://structure${index}.example`,
        debut: `${1980 + Math.floor(next() * 40)}-01-01`,
        ...(next() < 0.1 ? { fin: "2025-09-01" } : {}),
        niveau: 1 + Math.floor(next() * 4),
        effectif: Math.floor(next() * 400),
        publique: next() < 0.9,
        domaines: [pick(next, TOPICS)],
        ...(parent ? { parents: [{ target: parent, from: "2020-01-01", to: "2025-09-01" }] } : {}),
      },
    };
  });
}

/** The same records without the values that would stop a submission, for benches that go through accreditation. */
export const accreditable = (records: readonly MasterRecord[]): readonly MasterRecord[] =>
  records.map((record) => {
    if (record.data["sigle"] !== "sigle faux") return record;
    const { sigle: _wrong, ...data } = record.data;
    return { ...record, data };
  });
