import { describe, expect, it } from "vitest";
import { spaceMood } from "./space-mood.ts";

describe("room on the disk", () => {
  it("[L-3] is told before it is refused, and refused below the reserve", () => {
    const moods = [99, 100, 399, 400].map((free) => spaceMood({ free, least: 100 }));
    expect(moods).toEqual(["full", "low", "low", "enough"]);
  });
});
