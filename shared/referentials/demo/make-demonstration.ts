import { makeUuidV7 } from "../../base/index.ts";
import type { RecordId, ReferentialId } from "../../base/index.ts";
import type { Rights } from "../../ports/index.ts";
import type { RecordData } from "../../record/index.ts";
import { makeExternalStructures } from "./make-external-structures.ts";
import { makeInternalStructures } from "./make-internal-structures.ts";
import { makeNomenclatures } from "./make-nomenclatures.ts";
import { seededChance } from "./seeded-chance.ts";

/** An account to create with the demonstration; its password is made by central at first start and shown once. */
export type DemonstrationAccount = {
  readonly login: string;
  readonly name: string;
  readonly rights: Rights;
};

/** The demonstration establishment: everything in it is invented, no person is real, no identifier was ever given out. */
export type Demonstration = {
  readonly establishment: string;
  readonly records: readonly {
    readonly referential: ReferentialId;
    readonly records: readonly { readonly id: RecordId; readonly data: RecordData }[];
  }[];
  readonly accounts: readonly DemonstrationAccount[];
};

/** 5 January 2026, midday: the ids of the demonstration carry this moment whatever the day it is loaded. */
const MADE_AT = 1_767_614_400_000;

/**
 * Makes the demonstration establishment from a seed: the same seed gives the same records and ids. Nomenclatures come
 * first, so that loading in order never meets a reference that is not there yet, save the faults made on purpose.
 */
export function makeDemonstration(seed: number): Demonstration {
  const chance = seededChance(seed);
  const nomenclatures = makeNomenclatures();
  const content: { readonly [referential: string]: readonly RecordData[] } = {
    ...nomenclatures,
    "structures-externes": makeExternalStructures(chance),
    "structures-internes": makeInternalStructures(chance),
  };
  let made = 0;
  const nextId = (): RecordId => makeUuidV7(MADE_AT + made++, chance.bytes(10)) as RecordId;
  return {
    establishment: "Université de Valmorin",
    records: Object.entries(content).map(([referential, rows]) => ({
      referential: referential as ReferentialId,
      records: rows.map((data) => ({ id: nextId(), data })),
    })),
    accounts: ACCOUNTS,
  };
}

const ACCOUNTS: readonly DemonstrationAccount[] = [
  { login: "intendante", name: "Alix Fontvieille", rights: { "*": ["intendant"] } },
  {
    login: "intendant",
    name: "Sacha Bellorme",
    rights: {
      "structures-internes": ["intendant"],
      "structures-externes": ["intendant"],
      "*": ["lecteur"],
    },
  },
  { login: "accreditrice", name: "Camille Rochevert", rights: { "*": ["accrediteur"] } },
  {
    login: "accrediteur",
    name: "Noa Tréhorel",
    rights: { "structures-internes": ["accrediteur"], nacres: ["accrediteur"], "*": ["lecteur"] },
  },
  { login: "lectrice", name: "Charlie Vauclin", rights: { "*": ["lecteur"] } },
  {
    login: "administrateur",
    name: "Dominique Aubrelac",
    rights: { "*": ["administrateur", "accrediteur", "intendant", "lecteur"] },
  },
];
