/** A calendar day `yyyy-mm-dd` (proleptic Gregorian, years 0001–9999). */
export type IsoDate = string;
/** A day, a month or a year: `2022-03-25`, `2022-03`, `2022` (D4). */
export type PartialDate = string;
/** An instant in UTC: `2026-11-22T09:00:00.000Z`. */
export type IsoInstant = string;
/** Half-open interval of days [from, to); `to` absent = still open (D1). */
export type Period = { readonly from?: IsoDate; readonly to?: IsoDate };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
const pad = (value: number, width: number): string => String(value).padStart(width, "0");
const format = (year: number, month: number, day: number): IsoDate =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** True for an existing calendar day in ISO form. Read character by character: validation asks it for every date of a file. */
export const isIsoDate = (text: string): boolean => text.length === 10 && isPartialDate(text);

/** True for a day, month or year that exists (D4: `2022-` is not valid). */
export function isPartialDate(text: string): boolean {
  const { length } = text;
  if (length !== 4 && length !== 7 && length !== 10) return false;
  const year = numberAt(text, 0, 4);
  if (!(year >= 1)) return false;
  if (length === 4) return true;
  const month = numberAt(text, 5, 7);
  if (text.charCodeAt(4) !== HYPHEN || !(month >= 1 && month <= 12)) return false;
  if (length === 7) return true;
  const day = numberAt(text, 8, 10);
  return text.charCodeAt(7) === HYPHEN && day >= 1 && day <= daysInMonth(year, month);
}

const HYPHEN = 45;

/** The number written by the digits from `start` to `end` (excluded); NaN when one of them is no digit. */
function numberAt(text: string, start: number, end: number): number {
  let number = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** The day after; day and result are ISO days. Used to store the French "dernier jour valide" as an exclusive end (D2). */
export function nextDay(date: IsoDate): IsoDate {
  const [year, month, day] = parts(date);
  if (day < daysInMonth(year, month)) return format(year, month, day + 1);
  return month < 12 ? format(year, month + 1, 1) : format(year + 1, 1, 1);
}

/** The day before: the last valid day of an exclusive end (D2). */
export function previousDay(date: IsoDate): IsoDate {
  const [year, month, day] = parts(date);
  if (day > 1) return format(year, month, day - 1);
  return month > 1
    ? format(year, month - 1, daysInMonth(year, month - 1))
    : format(year - 1, 12, 31);
}

/** First day that a partial date may mean: how a start is ordered (D4). */
export function firstDay(date: PartialDate): IsoDate {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}

/** Last day that a partial date may mean: how an end is ordered (D4). */
export function lastDay(date: PartialDate): IsoDate {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length !== 7) return date;
  return `${date}-${pad(daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5))), 2)}`;
}

/** True when the day lies in [from, to) (D1). */
export const inPeriod = (period: Period, day: IsoDate): boolean =>
  (period.from === undefined || period.from <= day) && (period.to === undefined || day < period.to);

/** True when the two half-open periods share at least one day (D1: meeting on a date is not overlapping). */
export const periodsOverlap = (left: Period, right: Period): boolean =>
  (left.to === undefined || right.from === undefined || right.from < left.to) &&
  (right.to === undefined || left.from === undefined || left.from < right.to);

/** The day part of an instant, in UTC. */
export const dayOf = (instant: IsoInstant): IsoDate => instant.slice(0, 10);

function parts(date: IsoDate): readonly [number, number, number] {
  const match = DAY.exec(date);
  if (!match) throw new RangeError(`not an ISO day: ${date}`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}
