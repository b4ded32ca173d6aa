import { firstDay, lastDay, nextDay, previousDay } from "../base/index.ts";
import type { JsonObject, JsonValue, PartialDate, Period } from "../base/index.ts";
import type { Referential } from "./referential.ts";

/**
 * From the last valid day, month or year that a person reads to the exclusive end that is stored, with the same precision
 * (D1, D2, D4): `2026-08-31` → `2026-09-01`, `2026-08` → `2026-09`, `2026` → `2027`.
 */
export function storedEnd(lastValid: PartialDate): PartialDate {
  if (lastValid.length === 10) return nextDay(lastValid);
  return lastValid.length === 7
    ? nextDay(lastDay(lastValid)).slice(0, 7)
    : pad4(Number(lastValid) + 1);
}

/** The inverse of `storedEnd`: the last valid day, month or year to show for a stored exclusive end (D2). */
export function shownEnd(stored: PartialDate): PartialDate {
  if (stored.length === 10) return previousDay(stored);
  return stored.length === 7 ? previousDay(`${stored}-01`).slice(0, 7) : pad4(Number(stored) - 1);
}

/**
 * The days a stored period covers, [from, to), for ordering and comparing (D4): a partial start counts from its first
 * day, a partial exclusive end from its own first day, which is the day after the last one meant. An unknown bound stays absent (D5).
 */
export function daysOf(from: JsonValue | undefined, to: JsonValue | undefined): Period {
  if (typeof from === "string")
    return typeof to === "string"
      ? { from: firstDay(from), to: firstDay(to) }
      : { from: firstDay(from) };
  return typeof to === "string" ? { to: firstDay(to) } : {};
}

/** The validity of a record, [from, to); empty where the référentiel declares no period or nothing was recorded (D5). */
export function periodOf(referential: Referential, data: JsonObject): Period {
  return referential.period
    ? daysOf(data[referential.period.from], data[referential.period.to])
    : {};
}

const pad4 = (year: number): string => String(year).padStart(4, "0");
