import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dayOf,
  firstDay,
  inPeriod,
  isIsoDate,
  isPartialDate,
  lastDay,
  nextDay,
  periodsOverlap,
  previousDay,
} from "./index.ts";

const Calendar = Date;
const DAY = 86_400_000;
const anyDay = fc
  .integer({ min: Calendar.UTC(1000, 0, 2) / DAY, max: Calendar.UTC(9999, 11, 30) / DAY })
  .map((number) => new Calendar(number * DAY).toISOString().slice(0, 10));
const shifted = (day: string, by: number): string =>
  new Calendar(Calendar.parse(`${day}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10);

describe("dates", () => {
  it("[D1] the day of the end is outside, the day before inside", () => {
    const period = { from: "2020-03-01", to: "2020-04-01" };

    expect(
      ["2020-02-29", "2020-03-01", "2020-03-31", "2020-04-01"].map((day) => inPeriod(period, day)),
    ).toEqual([false, true, true, false]);
    expect(inPeriod({}, "2020-01-01")).toBe(true);
  });

  it("[D1] periods that meet on a date share no day", () => {
    expect(periodsOverlap({ to: "2020-01-01" }, { from: "2020-01-01" })).toBe(false);
    expect(periodsOverlap({ to: "2020-01-02" }, { from: "2020-01-01" })).toBe(true);
    expect(periodsOverlap({}, { from: "2020-01-01" })).toBe(true);
  });

  it("[D1] overlapping is sharing a day, and is symmetric", () => {
    const day = fc.integer({ min: 0, max: 9 }).map((number) => `2020-01-0${String(number || 1)}`);
    const period = fc
      .record({ from: day, to: day }, { requiredKeys: [] })
      .filter(({ from, to }) => from === undefined || to === undefined || from < to);
    const days = Array.from({ length: 12 }, (_, index) => shifted("2019-12-31", index));
    fc.assert(
      fc.property(period, period, (left, right) => {
        expect(periodsOverlap(left, right)).toBe(
          days.some((each) => inPeriod(left, each) && inPeriod(right, each)),
        );
        expect(periodsOverlap(left, right)).toBe(periodsOverlap(right, left));
      }),
    );
  });

  it("[D2] the last valid day is one day before the stored end, both ways", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(nextDay(day)).toBe(shifted(day, 1));
        expect(previousDay(day)).toBe(shifted(day, -1));
        expect(previousDay(nextDay(day))).toBe(day);
      }),
    );
    expect([
      nextDay("2026-08-31"),
      nextDay("2024-02-28"),
      nextDay("2025-02-28"),
      nextDay("1900-02-28"),
      nextDay("2000-02-28"),
      nextDay("2025-12-31"),
      previousDay("2026-09-01"),
    ]).toEqual([
      "2026-09-01",
      "2024-02-29",
      "2025-03-01",
      "1900-03-01",
      "2000-02-29",
      "2026-01-01",
      "2026-08-31",
    ]);
    expect(() => nextDay("2022-03")).toThrow(RangeError);
  });

  it("[D4] a day, a month and a year are dates; what does not exist is not", () => {
    expect(["2022", "2022-03", "2022-03-25", "2024-02-29"].map(isPartialDate)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      [
        "2022-",
        "2022-13",
        "2022-00",
        "2022-3",
        "2022-02-30",
        "2023-02-29",
        "0000",
        "22",
        "",
        "2022-03-25T00:00",
        " 2022",
      ].filter(isPartialDate),
    ).toEqual([]);
    expect(["2022", "2022-03", "2022-02-30", "0000-01-01", "2022-1-1"].filter(isIsoDate)).toEqual(
      [],
    );
    fc.assert(
      fc.property(
        anyDay,
        (day) =>
          isIsoDate(day) &&
          isPartialDate(day) &&
          isPartialDate(day.slice(0, 7)) &&
          isPartialDate(day.slice(0, 4)),
      ),
    );
  });

  it("[D4] a start is ordered by its first day, an end by its last", () => {
    expect(["2022", "2022-03", "2022-03-25"].map(firstDay)).toEqual([
      "2022-01-01",
      "2022-03-01",
      "2022-03-25",
    ]);
    expect(["2022", "2024-02", "2023-02", "2022-03-25"].map(lastDay)).toEqual([
      "2022-12-31",
      "2024-02-29",
      "2023-02-28",
      "2022-03-25",
    ]);
    expect(dayOf("2026-11-22T23:59:59.999Z")).toBe("2026-11-22");
  });
});
