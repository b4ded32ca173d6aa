import { isIsoDate, isPartialDate } from "../base/index.ts";
import type { IsoDate, PartialDate } from "../base/index.ts";
import type { Language } from "./referential.ts";

const FRENCH_DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const FRENCH_MONTH = /^(\d{1,2})[/.-](\d{4})$/;
const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/;

/**
 * Reads a date as French people and files write it: `31/08/2026`, `31.08.2026`, `08/2026`, `2026`, or ISO forms with or
 * without an hour (D4: the precision is kept). Undefined when it is no date of the calendar.
 */
export function readDate(text: string): PartialDate | undefined {
  const day = FRENCH_DAY.exec(text);
  if (day) return existing(`${day[3]!}-${day[2]!.padStart(2, "0")}-${day[1]!.padStart(2, "0")}`);
  const month = FRENCH_MONTH.exec(text);
  if (month) return existing(`${month[2]!}-${month[1]!.padStart(2, "0")}`);
  return existing(ISO_INSTANT.exec(text)?.[1] ?? text);
}

/** Writes a day, month or year for people: `31/08/2026`, `08/2026`, `2026` in French; ISO in English. */
export function writeDate(date: PartialDate, language: Language): string {
  return language === "en" ? date : date.split("-").toReversed().join("/");
}

/** The day of a spreadsheet's serial number (1900 system; 1 = 1900-01-01, hours cut off); undefined outside 1900–9999. */
export function dayOfSerial(serial: number): IsoDate | undefined {
  const days = Math.floor(serial);
  if (!(days >= 61 && days <= 2_958_465)) return undefined;
  // civil-from-days on the proleptic Gregorian calendar; 25569 = 1970-01-01
  const z = days - 25_569 + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const iso = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isIsoDate(iso) ? iso : undefined;
}

const existing = (date: string): PartialDate | undefined =>
  isPartialDate(date) ? date : undefined;
