/**
 * Tab-separated text as Excel and LibreOffice put it on the clipboard: a cell with a tab,
 * a line feed or a leading quote is quoted, quotes inside are doubled, rows end with CRLF.
 */

/** Rows of cells → text. Rows may differ in length. */
export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoteCell).join("\t")).join("\r\n");
}

function quoteCell(text: string): string {
  return /[\t\r\n]/.test(text) || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Text → rows of cells. A quote that never closes properly is plain text (LibreOffice
 * does not quote it), and the line end after the last row makes no further row.
 */
export function parseTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  for (;;) {
    const cell = readQuoted(text, at) ?? readPlain(text, at);
    row.push(cell.text);
    at = cell.end;
    if (text[at] === "\t") {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (at >= text.length) return rows;
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    if (at >= text.length) return rows;
  }
}

interface ReadCell {
  readonly text: string;
  readonly end: number;
}

function readPlain(text: string, from: number): ReadCell {
  let end = from;
  while (end < text.length && !isSeparator(text[end])) end += 1;
  return { text: text.slice(from, end), end };
}

function readQuoted(text: string, from: number): ReadCell | undefined {
  if (text[from] !== '"') return undefined;
  let close = from + 1;
  for (;;) {
    close = text.indexOf('"', close);
    if (close === -1) return undefined;
    if (text[close + 1] !== '"') break;
    close += 2;
  }
  const end = close + 1;
  if (end < text.length && !isSeparator(text[end])) return undefined;
  return {
    text: text
      .slice(from + 1, close)
      .replaceAll('""', '"')
      .replaceAll("\r\n", "\n"),
    end,
  };
}

const isSeparator = (character: string | undefined): boolean =>
  character === "\t" || character === "\n" || character === "\r";

/**
 * The same cells as an HTML table, which spreadsheets prefer: the text format keeps
 * leading zeros and never turns a value into a formula.
 */
export function formatHtmlTable(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]): string =>
    row.map((text) => `<td style="mso-number-format:'\\@'">${escapeHtml(text)}</td>`).join("");
  return `<meta charset="utf-8"><table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</table>`;
}

const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", '<br style="mso-data-placement:same-cell">');
