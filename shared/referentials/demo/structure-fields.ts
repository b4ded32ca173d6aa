import { keyReference, storedEnd } from "../../model/index.ts";
import type { DatedLink } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";
import type { Chance } from "./seeded-chance.ts";
import { STREETS, TOWNS } from "./vocabulary.ts";

/** The invented SIREN of the establishment. */
export const SIREN_ORDER = 42;

export const day = (year: number, month = 1, date = 1): string =>
  `${String(year)}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
/** A dated attachment to the structure of this code. */
export const under = (code: string, from: string, lastDay?: string): DatedLink => ({
  target: keyReference(code),
  from,
  ...(lastDay === undefined ? {} : { to: storedEnd(lastDay) }),
});
export const textOf = (data: RecordData, name: string): string => {
  const value = data[name];
  return typeof value === "string" ? value : "";
};
/** A short label, as short as the documents want it. */
export const cut = (text: string): string => text.slice(0, 20).trim();
export const withDe = (word: string): string =>
  /^[aeiouyéèêh]/i.test(word) ? `d’${word}` : `de ${word}`;

/** The same structure with an invented address. */
export function place(chance: Chance, data: RecordData): RecordData {
  const town = chance.pick(TOWNS);
  return {
    ...data,
    adresse: `${String(chance.between(1, 90))} ${chance.pick(STREETS)}`,
    codePostal: town.postcode,
    commune: town.name,
    pays: keyReference("FR"),
  };
}
