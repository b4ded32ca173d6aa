import { chooseLanguage, localeOf } from "./languages.ts";

/**
 * Dates and numbers in the user's form. All are total: what cannot be read
 * comes back as it was, because a wrong value must stay visible.
 */

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO_MONTH = /^(\d{4})-(\d{2})$/;
const numberFormats = new Map<string, Intl.NumberFormat>();

/** `2026-08-31` → 31/08/2026, in both languages. No time zone is involved. */
export function formatDate(iso: string): string {
  const day = ISO_DATE.exec(iso);
  if (day) return `${day[3]}/${day[2]}/${day[1]}`;
  const month = ISO_MONTH.exec(iso);
  return month ? `${month[2]}/${month[1]}` : iso;
}

/** An instant (ISO string or epoch ms) → 31/08/2026 14:05, in the reader's time zone. */
export function formatDateTime(instant: string | number, language: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return String(instant);
  return new Intl.DateTimeFormat(localeOf(language), {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  })
    .format(date)
    .replace(",", "");
}

/** 2005 → « 2 005 » with the narrow no-break space of French typography. */
export function formatNumber(
  value: number,
  language: string,
  options: Intl.NumberFormatOptions = {},
): string {
  const key = `${language}${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(localeOf(language), options);
    numberFormats.set(key, format);
  }
  return format.format(value);
}

/** A share between 0 and 1 → « 42 % ». */
export function formatShare(share: number, language: string): string {
  return formatNumber(share, language, { style: "percent", maximumFractionDigits: 0 });
}

/** Milliseconds → « 2 min 5 s », « 40 s », « 1 h 12 min ». */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    const rest = seconds % 60;
    return rest === 0 ? `${minutes}\u00a0min` : `${minutes}\u00a0min ${rest}\u00a0s`;
  }
  const rest = minutes % 60;
  const hours = Math.floor(minutes / 60);
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h ${rest}\u00a0min`;
}

/** Bytes → « 3,2 Mo » (octets in French, bytes in English). */
export function formatBytes(bytes: number, language: string): string {
  const units =
    localeOf(language) === "fr-FR" ? ["o", "Ko", "Mo", "Go", "To"] : ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${formatNumber(value, language, { maximumFractionDigits: digits })}\u00a0${units[unit]}`;
}

/** Texts in one sentence: « A, B et C », "A, B and C". */
export const formatList = (texts: readonly string[], language: string): string =>
  new Intl.ListFormat(localeOf(language), { type: "conjunction" }).format(texts);

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** Less than a minute ago: Intl only has « maintenant » for it. */
const JUST_NOW = { fr: "à l’instant", en: "just now" };

/** How long ago (or in how long): « il y a 2 min », « dans 3 j », « à l’instant ». Both in epoch ms. */
export function formatRelativeTime(instant: number, now: number, language: string): string {
  const seconds = Math.round((instant - now) / 1000);
  const format = new Intl.RelativeTimeFormat(localeOf(language), {
    numeric: "auto",
    style: "short",
  });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return JUST_NOW[chooseLanguage(language)];
}
