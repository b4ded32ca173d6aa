import { describe, expect, it } from "vitest";
import type { TFunction } from "i18next";
import { findingWords } from "./finding-words.ts";

const t = ((key: string, values: { readonly value: string }) =>
  `${key} ${values.value}`) as unknown as TFunction;
const finding = (value: string) =>
  ({ rule: "length", attribute: "libelle", value, details: { limit: 200 } }) as const;

describe("findingWords", () => {
  it("quotes a value whole", () => {
    expect(findingWords(finding("Agence comptable"), undefined, "fr", t)).toBe(
      "findings:rule.length.sentence Agence comptable",
    );
  });

  it("quotes the beginning of a value that would hide the sentence", () => {
    expect(findingWords(finding("Direction ".repeat(40)), undefined, "fr", t)).toBe(
      `findings:rule.length.sentence ${"Direction ".repeat(8).trim()}…`,
    );
  });
});
