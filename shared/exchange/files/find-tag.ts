import { decodeCellText } from "./xml-text.ts";

const SLASH = 0x2f;

/** True when `open` (`<row`) begins a tag of exactly that name at this place. */
export function isTagAt(xml: string, open: string, at: number): boolean {
  if (!xml.startsWith(open, at)) return false;
  const after = xml.charCodeAt(at + open.length);
  return after === 0x3e || after === SLASH || after <= 0x20;
}

/** Where the next tag of exactly that name begins, from `at`; -1 when there is none. */
export function findTag(xml: string, open: string, at: number): number {
  for (let from = xml.indexOf(open, at); from >= 0; from = xml.indexOf(open, from + 1)) {
    if (isTagAt(xml, open, from)) return from;
  }
  return -1;
}

/** The `<t>` texts of one string of a spreadsheet, joined, but those of phonetic guides (`<rPh>`). */
export function joinTexts(xml: string, prefix: string): string {
  const open = `<${prefix}t`;
  const close = `</${prefix}t>`;
  const guide = xml.indexOf(`<${prefix}rPh`);
  let text = "";
  for (let at = findTag(xml, open, 0); at >= 0; at = findTag(xml, open, at)) {
    if (guide >= 0 && at > guide) break;
    const tagEnd = xml.indexOf(">", at);
    if (tagEnd < 0) break;
    at = tagEnd + 1;
    if (xml.charCodeAt(tagEnd - 1) === SLASH) continue;
    const end = xml.indexOf(close, at);
    if (end < 0) break;
    text += decodeCellText(xml.slice(at, end));
    at = end + close.length;
  }
  return text;
}
