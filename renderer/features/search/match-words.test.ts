import { describe, expect, it } from "vitest";
import { matchWords } from "./match-words.ts";

describe("matchWords", () => {
  it.each([
    ["Fermeture de l’équipe", "equ ferm", true],
    ["Fermeture de l’équipe", "quipe", false],
    ["Import NACRES 2026", "2026", true],
    ["n’importe quoi", "", true],
  ])("[SRC1] %j matches %j: %s", (text, wish, expected) => {
    expect(matchWords(text, wish)).toBe(expected);
  });
});
