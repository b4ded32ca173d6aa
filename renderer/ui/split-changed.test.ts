import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitChanged } from "./split-changed.ts";

describe("splitChanged", () => {
  it("[W1] shows the words that changed between what is common", () => {
    expect(splitChanged("Institut de chimie de Lyon", "Institut de physique de Lyon")).toEqual({
      start: "Institut de ",
      before: "chimie ",
      after: "physique ",
      end: "de Lyon",
    });
  });

  it("[W2] puts both texts together again, whatever they are", () => {
    const words = fc.array(fc.constantFrom("a ", "b ", "c", " ", "é\n"), { maxLength: 8 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [before, after] = [a.join(""), b.join("")];
        const parts = splitChanged(before, after);
        expect([
          parts.start + parts.before + parts.end,
          parts.start + parts.after + parts.end,
        ]).toEqual([before, after]);
      }),
    );
  });
});
