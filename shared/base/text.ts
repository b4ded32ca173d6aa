/**
 * Folded text for search and comparison: no accents, lower case, œ→oe, apostrophes and dashes unified, single spaces, trimmed.
 * Ordinary French is folded letter by letter from a table made by the general rule: this runs on every value of every
 * référentiel, and normalising a whole text costs ten times more.
 */
export function foldText(text: string): string {
  if (!NOT_PLAIN.test(text)) return spaced(text.toLowerCase());
  let isCommon = true;
  const folded = text.replace(NOT_PLAIN_ALL, (character) => {
    const common = COMMON.get(character);
    if (common === undefined) isCommon = false;
    return common ?? "";
  });
  return isCommon ? spaced(folded.toLowerCase()) : foldAnyText(text);
}

/** The general rule, for any script. */
function foldAnyText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[‐‑‒–—−]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** Anything but the plain ASCII that folding only lowers: from space to `_`, from `a` to `~`. */
const NOT_PLAIN = /[^ -_a-~]/;
const NOT_PLAIN_ALL = /[^ -_a-~]/g;
/** Letters of French and its neighbours, typographic signs and blanks, each with what it folds to. */
const COMMON: ReadonlyMap<string, string> = new Map(
  [
    ..."àâäáãåçéèêëíìîïñóòôöõúùûüýÿœæÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸŒÆß’‘`‐‑–—−«»…°·€№\u00a0\u202f\u2009\t\n\r",
  ].map((character) => {
    const folded = foldAnyText(character);
    return [character, folded === "" ? " " : folded];
  }),
);

const spaced = (text: string): string =>
  text.includes("  ") || text.startsWith(" ") || text.endsWith(" ")
    ? text.replace(/ +/g, " ").trim()
    : text;

/** Tokens of folded text, split at everything that is neither letter nor digit. */
export function tokensOf(text: string): readonly string[] {
  const folded = foldText(text);
  return NOT_PLAIN.test(folded)
    ? folded.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== "")
    : (folded.match(/[a-z0-9]+/g) ?? []);
}

/** Visible tidying of a typed or imported value: NFC, no control characters but line feeds, no-break spaces to spaces, runs of blanks to one, ends trimmed. */
export function tidyText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\ufeff]/g, " ")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ *\n */g, "\n")
    .trim();
}

/** Tidied code: every blank removed (`XB. 09` → `XB.09`, `AA.1 ` → `AA.1`). */
export const tidyCode = (text: string): string => tidyText(text).replace(/\s+/g, "");
