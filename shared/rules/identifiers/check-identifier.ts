import type { IdentifierKind } from "../../model/index.ts";
import {
  areDigits,
  digitSum,
  isLuhn,
  isVatKey,
  keyLetter23,
  mod11And2Key,
  nirKey,
  nneKey,
  ppnKey,
  rorKey,
} from "./check-digits.ts";

/** `form`: not written like one; `key`: written like one, but its check key is wrong (to be reported, never refused). */
export type IdentifierVerdict = "ok" | "form" | "key";

/**
 * Judges one identifier as it is kept, tidied (RU20–RU34). Never a repair, never a look-up: an identifier that passes may
 * still belong to nobody.
 */
export function checkIdentifier(kind: IdentifierKind, value: string): IdentifierVerdict {
  return CHECKS[kind](value);
}

const verdict = (form: boolean, key: () => boolean): IdentifierVerdict =>
  form ? (key() ? "ok" : "key") : "form";
const endsWithLetter = (value: string): boolean => {
  const code = value.charCodeAt(value.length - 1);
  return code >= 65 && code <= 90;
};
const LA_POSTE = "356000000";
const SAME_CHARACTERS = /^(.)\1{9}/;

function checkLetterKey(value: string, digits: number): IdentifierVerdict {
  if (value.length !== digits + 1 || !areDigits(value, 0, digits) || !endsWithLetter(value))
    return "form";
  return keyLetter23(value, digits) === value.charAt(digits) ? "ok" : "key";
}

function checkSiren(value: string): IdentifierVerdict {
  if (value.length !== 9 || !areDigits(value, 0, 9)) return "form";
  return isLuhn(value, 9) ? "ok" : "key";
}

function checkSiret(value: string): IdentifierVerdict {
  if (value.length !== 14 || !areDigits(value, 0, 14)) return "form";
  if (!isLuhn(value, 9)) return "key";
  if (isLuhn(value, 14)) return "ok";
  return value.startsWith(LA_POSTE) && digitSum(value) % 5 === 0 ? "ok" : "key";
}

function checkVat(value: string): IdentifierVerdict {
  const match = /^FR([0-9A-HJ-NP-Z]{2})(\d{9})$/.exec(value);
  if (!match) return "form";
  const [key, siren] = [match[1]!, match[2]!];
  return (siren.startsWith("000") || isLuhn(siren, 9)) && isVatKey(key, siren) ? "ok" : "key";
}

function checkSixteen(value: string, groups: RegExp, separator: string): IdentifierVerdict {
  if (!groups.test(value)) return "form";
  const bare = value.replaceAll(separator, "");
  return mod11And2Key(bare) === bare.charAt(15) ? "ok" : "key";
}

/** RNSR number, UAI, SIREN or SIRET: their lengths tell them apart. */
function checkStructure(value: string): IdentifierVerdict {
  switch (value.length) {
    case 8:
      return checkLetterKey(value, 7);
    case 9:
      return checkSiren(value);
    case 10:
      return checkLetterKey(value, 9);
    case 14:
      return checkSiret(value);
    default:
      return "form";
  }
}

const CHECKS: { readonly [kind in IdentifierKind]: (value: string) => IdentifierVerdict } = {
  uai: (value) => checkLetterKey(value, 7),
  rnsr: (value) => checkLetterKey(value, 9),
  siren: checkSiren,
  siret: checkSiret,
  "tva-fr": checkVat,
  orcid: (value) => checkSixteen(value, /^\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX]$/, "-"),
  isni: (value) => checkSixteen(value, /^\d{4} ?\d{4} ?\d{4} ?\d{3}[\dX]$/, " "),
  idref: (value) => verdict(/^\d{8}[\dX]$/.test(value), () => ppnKey(value) === value.charAt(8)),
  ror: (value) =>
    verdict(/^0[0-9a-hjkmnp-tv-z]{6}\d{2}$/.test(value), () => rorKey(value) === value.slice(7)),
  "ine-bea": (value) => (SAME_CHARACTERS.test(value) ? "form" : checkLetterKey(value, 10)),
  "ine-nne": (value) =>
    verdict(
      /^[0-9A-Z]{10}\d$/.test(value) && !SAME_CHARACTERS.test(value) && !/^[A-Z]{10}/.test(value),
      () => nneKey(value) === value.charAt(10),
    ),
  ines: (value) => verdict(/^\d{9}[A-Z]{2}$/.test(value), () => true),
  "ine-apprenti": (value) => verdict(/^\d{4}A\d{5}[A-Z]$/.test(value), () => true),
  nir: (value) =>
    verdict(
      /^[1-8]\d{4}(?:\d{2}|2[AB])\d{8}$/.test(value),
      () => nirKey(value) === value.slice(13),
    ),
  nacres: (value) => verdict(/^[A-Z](?:[A-Z](?:\.\d\d?)?)?$/.test(value), () => true),
  "structure-esr": checkStructure,
};
