/**
 * A spreadsheet's date number as ISO text, and back.
 *
 * Days count from 1899-12-31 = 0, with a 29 February 1900 that never was (serial 60), or from
 * 1904-01-01 = 0 in files born on old Macs. `part` says what the cell shows: time is given
 * only when it is shown and there is some. Returns null for a number that is no date there.
 */
export function isoFromSerial(
  serial: number,
  date1904: boolean,
  part: "date" | "time" | "both",
): string | null {
  if (!(serial >= 0) || serial >= 2_958_466) return null;
  const seconds = Math.round(serial * 86_400);
  const time = clock(seconds % 86_400);
  if (part === "time" && serial < 1) return time;
  const day = part === "date" ? Math.floor(serial + 1e-9) : Math.floor(seconds / 86_400);
  const iso = isoDay(
    date1904 ? day + DAYS_TO_1904 : day < 60 ? day + 1 + DAYS_TO_1900 : day + DAYS_TO_1900,
  );
  if (day === 0 && !date1904) return time;
  return part === "date" || seconds % 86_400 === 0 ? iso : `${iso}T${time}`;
}

/** Serial (1900 system) of an ISO day; null before March 1900, where spreadsheets do not agree. */
export function serialFromIso(day: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const serial = dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) - DAYS_TO_1900;
  return serial > 60 && isoDay(serial + DAYS_TO_1900) === day ? serial : null;
}

/** Hours over 24 kept, as the formats `[h]:mm` show them. */
export function elapsedText(serial: number): string {
  return clock(Math.round(serial * 86_400));
}

const two = (value: number): string => String(value).padStart(2, "0");

function clock(seconds: number): string {
  const rest = seconds % 60;
  const minutes = `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}`;
  return rest === 0 ? minutes : `${minutes}:${two(rest)}`;
}

/** Days since 0000-03-01 of the proleptic Gregorian calendar (Hinnant's algorithm). */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const m = month <= 2 ? month + 9 : month - 3;
  return (
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * m + 2) / 5) +
    day -
    1
  );
}

function isoDay(number: number): string {
  const era = Math.floor(number / 146_097);
  const dayOfEra = number - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * m + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

const DAYS_TO_1900 = dayNumber(1899, 12, 30);
const DAYS_TO_1904 = dayNumber(1904, 1, 1);
