import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDuration,
  formatList,
  formatNumber,
  formatRelativeTime,
  formatShare,
} from "./format.ts";
import { chooseLanguage } from "./languages.ts";

const NARROW = "\u202f";
const HARD = "\u00a0";

describe("formats", () => {
  it("[I1] writes dates in French form in both languages, and leaves what is not a date", () => {
    expect(["2026-08-31", "2026-08", "31 août", ""].map(formatDate)).toEqual([
      "31/08/2026",
      "08/2026",
      "31 août",
      "",
    ]);
    expect(formatDateTime("not a date", "fr")).toBe("not a date");
    expect(formatDateTime("2026-08-31T12:00:00Z", "fr")).toMatch(/^31\/08\/2026 \d\d:00$/);
    expect(formatDateTime("2026-08-31T12:00:00Z", "en")).toMatch(/^31\/08\/2026 \d\d:00$/);
  });

  it("[I2] groups thousands with the narrow no-break space in French", () => {
    expect(formatNumber(2005, "fr")).toBe(`2${NARROW}005`);
    expect(formatNumber(1234567.5, "fr")).toBe(`1${NARROW}234${NARROW}567,5`);
    expect(formatNumber(2005, "en")).toBe("2,005");
    expect(formatShare(0.416, "fr")).toBe(`42${HARD}%`);
  });

  it("[I3] tells durations, sizes and ages in few words", () => {
    expect([400, 40_000, 125_000, 120_000, 3_600_000, 4_320_000].map(formatDuration)).toEqual([
      `0${HARD}s`,
      `40${HARD}s`,
      `2${HARD}min 5${HARD}s`,
      `2${HARD}min`,
      `1${HARD}h`,
      `1${HARD}h 12${HARD}min`,
    ]);
    expect([12, 3_200_000, 250_000].map((n) => formatBytes(n, "fr"))).toEqual([
      `12${HARD}o`,
      `3,2${HARD}Mo`,
      `250${HARD}Ko`,
    ]);
    expect(formatRelativeTime(0, 120_000, "fr")).toBe(`il y a 2${HARD}min`);
    expect(formatRelativeTime(0, 10_000, "en")).toBe("just now");
    expect(formatRelativeTime(0, 10_000, "fr")).toBe("à l’instant");
  });

  it("[I3] tells several names in one sentence", () => {
    expect(formatList(["Ana", "Bob", "Cyd"], "fr")).toBe("Ana, Bob et Cyd");
    expect(formatList(["Ana", "Bob"], "en")).toBe("Ana and Bob");
    expect(formatList([], "fr")).toBe("");
  });

  it("[I4] falls back to French for a language we do not have", () => {
    expect([chooseLanguage("en-GB"), chooseLanguage("de"), chooseLanguage(undefined)]).toEqual([
      "en",
      "fr",
      "fr",
    ]);
  });
});
