import { describe, expect, it } from "vitest";
import { DEFAULT_PREFERENCES, readPreferences } from "./read-preferences.ts";

describe("readPreferences", () => {
  it("[APP3] keeps what is known and drops what is not", () => {
    const text = JSON.stringify({
      language: "en",
      density: "vast",
      navCollapsed: true,
      panelWidth: 420,
      other: 1,
    });

    expect(readPreferences(text)).toEqual({
      language: "en",
      density: "normal",
      navCollapsed: true,
      panelWidth: 420,
    });
  });

  it.each([null, "", "{", "null", "3", "[]"])(
    "[APP4] falls back to the defaults for %j",
    (text) => {
      expect(readPreferences(text)).toEqual(DEFAULT_PREFERENCES);
    },
  );
});
