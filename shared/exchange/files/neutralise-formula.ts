/**
 * Spreadsheet formulas hidden in data (SPEC F20, F21; OWASP "CSV injection").
 *
 * A text is looked at piece by piece, cut where a reader with another separator, or a confused one,
 * could begin a new cell: `,` `;` `|` tab, line ends and quotes. A piece that a spreadsheet could take
 * for a formula gets an apostrophe before it. So does a piece that already looks like one so treated,
 * which is what makes `restoreFormula` exact. Plain numbers and telephone numbers are left alone.
 */
export const neutraliseFormula = (text: string): string =>
  mapPieces(text, (piece, isDangerous) => (isDangerous ? `'${piece}` : piece));

/** Undoes `neutraliseFormula`: `restoreFormula(neutraliseFormula(text)) === text`. */
export const restoreFormula = (text: string): string =>
  text.includes("'")
    ? mapPieces(text, (piece, isDangerous) =>
        isDangerous && piece.startsWith("'") ? piece.slice(1) : piece,
      )
    : text;

/** The least an .xlsx needs, whose text cells are never computed: only what `restoreFormula` would spoil. */
export const protectApostrophes = (text: string): string =>
  text.includes("'")
    ? mapPieces(text, (piece, isDangerous) =>
        isDangerous && piece.startsWith("'") ? `'${piece}` : piece,
      )
    : text;

const CUT = /([,;|\t\r\n"])/;
const BLANK = "[\\s\\u0000-\\u001f\\u007f\\u200b-\\u200f\\u2060\\ufeff]*";
const FORMULA = new RegExp(`^${BLANK}[=+\\-@＝＋－＠﹢﹣﹦﹫]`);
const CONTROL = /^[\u0000-\u0008\u000b-\u001f]/;
const PLAIN_NUMBER = /^[+-](?:\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)?$/i;
const TELEPHONE = /^\+\d{1,4}(?:[ .\u00a0\u202f]?(?:\(\d+\)|\d+))*$/;

const isFormula = (piece: string): boolean =>
  CONTROL.test(piece) ||
  (FORMULA.test(piece) && !PLAIN_NUMBER.test(piece) && !TELEPHONE.test(piece));

/** Dangerous or not is told of the piece without the apostrophes before it, so that both ways agree. */
function mapPieces(text: string, change: (piece: string, isDangerous: boolean) => string): string {
  const pieces = text.split(CUT);
  for (let rank = 0; rank < pieces.length; rank += 2) {
    const piece = pieces[rank] ?? "";
    const bare = piece.replace(/^'+/, "");
    const leadsBlank = rank === 0 && bare === "" && /^[\t\r]$/.test(pieces[1] ?? "");
    pieces[rank] = change(piece, leadsBlank || isFormula(bare));
  }
  return pieces.join("");
}
