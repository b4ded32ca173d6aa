/** Folded text for search and comparison: no accents, lower case, œ→oe, apostrophes and dashes unified, single spaces, trimmed. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Tokens of folded text, split at everything that is neither letter nor digit. */
export const tokensOf = (text: string): readonly string[] => foldText(text).split(/[^\p{L}\p{N}]+/u).filter(token => token !== '')

/** Visible tidying of a typed or imported value: NFC, no control characters but line feeds, no-break spaces to spaces, runs of blanks to one, ends trimmed. */
export function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\ufeff]/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim()
}

/** Tidied code: every blank removed (`XB. 09` → `XB.09`, `AA.1 ` → `AA.1`). */
export const tidyCode = (text: string): string => tidyText(text).replace(/\s+/g, '')
