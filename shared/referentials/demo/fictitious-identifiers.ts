import { checkIdentifier } from "../../rules/index.ts";

/**
 * Identifiers with a right check key, in ranges that no registry gives out: SIREN beginning with 000, UAI of a département
 * 000, RNSR numbers of the year 9999. They pass the rules and belong to nobody.
 */
const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";
const DIGITS = "0123456789";

/** UAI number `order` (0–9999) of the département 000. */
export const fictitiousUai = (order: number): string =>
  completed("uai", `000${pad(order, 4)}`, LETTERS);

/** RNSR number `order` (0–99999) of the year 9999. */
export const fictitiousRnsr = (order: number): string =>
  completed("rnsr", `9999${pad(order, 5)}`, LETTERS);

/** SIREN number `order` (0–99999) beginning with 000. */
export const fictitiousSiren = (order: number): string =>
  completed("siren", `000${pad(order, 5)}`, DIGITS);

/** SIRET of the site `site` (0–9999) of a fictitious SIREN. */
export const fictitiousSiret = (order: number, site: number): string =>
  completed("siret", fictitiousSiren(order) + pad(site, 4), DIGITS);

/** The same identifier with its last digit moved by one: well formed, wrong key. */
export const withWrongKey = (identifier: string): string =>
  identifier.slice(0, -1) + String((Number(identifier.slice(-1)) + 1) % 10);

function completed(kind: "uai" | "rnsr" | "siren" | "siret", stem: string, keys: string): string {
  const key = Array.from(keys).find(
    (candidate) => checkIdentifier(kind, stem + candidate) === "ok",
  );
  if (key === undefined) throw new RangeError(`no ${kind} begins with ${stem}`);
  return stem + key;
}

const pad = (value: number, width: number): string => String(value).padStart(width, "0");
