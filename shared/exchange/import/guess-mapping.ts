import { foldText } from "../../base/index.ts";
import { tidyValue } from "../../model/index.ts";
import type { Attribute, Referential } from "../../model/index.ts";
import { checkIdentifier } from "../../rules/index.ts";
import type { ColumnMapping } from "./import-types.ts";

/** Below this a header and an attribute are not taken for the same thing. */
const ENOUGH = 0.55;
/** Of a column that bears the attribute's name over values that do not look like it: just enough, and behind any better one. */
const NAMED = 0.6;

/**
 * Proposes which column goes to which attribute (I1): by name, label in either language or alias of the model, accents and case aside,
 * then by common words, corrected by what sample values are (a wrong shape forbids, a valid identifier speaks for). Each attribute gets
 * one column at most; what is not sure is left out, for the person to choose.
 * @param samples the first rows of the file, cells by column
 */
export function guessMapping(
  referential: Referential,
  headers: readonly string[],
  samples: readonly (readonly string[])[],
): readonly ColumnMapping[] {
  const scores = headers.flatMap((header, column) =>
    referential.attributes.map((attribute) => ({
      column,
      attribute: attribute.name,
      score: scoreOf(
        attribute,
        header,
        samples.map((row) => row[column] ?? ""),
      ),
    })),
  );
  const taken = new Map<number, string>();
  const used = new Set<string>();
  for (const { column, attribute } of scores
    .filter(({ score }) => score >= ENOUGH)
    .toSorted((left, right) => right.score - left.score)) {
    if (taken.has(column) || used.has(attribute)) continue;
    taken.set(column, attribute);
    used.add(attribute);
  }
  return headers.map((header, column) => ({
    column,
    header,
    attribute: taken.get(column) ?? null,
  }));
}

function scoreOf(attribute: Attribute, header: string, values: readonly string[]): number {
  const names = [attribute.name, attribute.label.fr, attribute.label.en, ...attribute.aliases];
  const likeness = Math.max(...names.map((name) => alike(wordsOf(header), wordsOf(name))));
  const filled = values.filter((value) => value.trim() !== "");
  if (filled.length === 0) return likeness;
  const readable = filled.filter((value) => tidyValue(attribute, value).ok).length / filled.length;
  if (readable < 0.5) return 0;
  if (attribute.identifier === null) return likeness;
  const elements = filled
    .flatMap((value) => (attribute.many ? value.split(attribute.listSeparator) : [value]))
    .map((value) => value.trim())
    .filter((value) => value !== "");
  const valid =
    elements.filter((value) => checkIdentifier(attribute.identifier!, value) === "ok").length /
    Math.max(1, elements.length);
  if (valid >= 0.5) return likeness + 0.3 * valid;
  // the very name of the attribute is still meant for it, wrong as its values are: the check will say so
  return likeness === 1 ? NAMED : likeness * 0.5;
}

/** Small words that say nothing, and plural marks, are left out: "UAI des tutelles" = uai tutelle. */
const EMPTY_WORDS = new Set([
  "de",
  "des",
  "du",
  "la",
  "le",
  "les",
  "l",
  "d",
  "of",
  "the",
  "et",
  "a",
  "au",
  "aux",
  "en",
]);
const wordsOf = (text: string): readonly string[] =>
  foldText(text.replace(/([a-z])([A-Z])/g, "$1 $2"))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !EMPTY_WORDS.has(word))
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, "") : word));

/** 1 for the same words, else the share of words in common (Jaccard), a little less. */
function alike(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return 0;
  if (left.join(" ") === right.join(" ")) return 1;
  const common = left.filter((word) => right.includes(word)).length;
  return (0.9 * common) / new Set([...left, ...right]).size;
}
