import { describe, expect, it } from "vitest";
import { holdsPersonalData } from "./index.ts";

describe("holdsPersonalData", () => {
  it.each([
    [{ "x-referential": { personal: true } }, true],
    [
      {
        "x-referential": { personal: false },
        properties: { a: {}, nom: { "x-class": "personnel" } },
      },
      true,
    ],
    [{ "x-referential": {}, properties: { code: { "x-class": "confidentiel" } } }, false],
    [{ "x-referential": null, properties: [{ "x-class": "personnel" }] }, false],
    [{}, false],
  ])("[S-12] %j → %j", (document, expected) => {
    expect(holdsPersonalData(document)).toBe(expected);
  });
});
