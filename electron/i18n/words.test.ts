import { describe, expect, it } from "vitest";
import en from "./en.json" with { type: "json" };
import fr from "./fr.json" with { type: "json" };
import { languageOf, wordsIn } from "./words.ts";

const holes = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([hole]) => hole).sort();

describe("the sentences of menus and dialogs", () => {
  it("[I5] both languages say the same things, with the same values", () => {
    const shapeOf = (sentences: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(sentences).map(([key, text]) => [key, holes(text)]));

    expect(shapeOf(en)).toEqual(shapeOf(fr));
  });

  it("[I8] French puts no-break spaces before double punctuation and inside « », and curls its apostrophes", () => {
    const faults = Object.entries(fr).filter(([, sentence]) =>
      /[^\s\u00a0\u202f][!?;»]| [:;!?»]|[\p{L})]:(?=\s|$)|«[^\u00a0\u202f]|'|\.\.\./u.test(
        sentence.replaceAll(/https?:\/\//g, ""),
      ),
    );

    expect(faults).toEqual([]);
  });

  it("puts values in their place and chooses French unless the system speaks English", () => {
    expect(wordsIn("en")("crash.happened", { count: 3 })).toBe(
      "The display of Intendance stopped 3 times within a minute.",
    );
    expect(["fr-FR", "en-GB", "EN", "de-DE", ""].map(languageOf)).toEqual([
      "fr",
      "en",
      "en",
      "fr",
      "fr",
    ]);
  });
});
