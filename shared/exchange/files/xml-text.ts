import { unreadable } from "./file-fault.ts";

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Character data as an XML reader gives it; no entity but the five of XML exists here. */
export function decodeXmlText(raw: string): string {
  let text = raw;
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  if (text.includes("<![CDATA[")) {
    return text
      .split(/<!\[CDATA\[|\]\]>/)
      .map((piece, rank) => (rank % 2 === 0 ? decodeEntities(piece) : piece))
      .join("");
  }
  return decodeEntities(text);
}

/** Spreadsheet text: XML's entities, then `_x000D_` for what XML cannot hold. */
export function decodeCellText(raw: string): string {
  const text = decodeXmlText(raw);
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

/**
 * No office program writes one, and entities are how XML bombs are made. A `<` that is text is never written as such, so that
 * these words are found wherever they hide, behind a long remark for instance.
 */
export function refuseDoctype(xml: string, part: string): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw unreadable("xml-doctype", { part });
}

/** Beyond, a part is not what a program wrote: the rest of its elements is left unread. */
const MAX_ELEMENTS = 100_000;
/** Characters of the attributes of one element. */
const MAX_ATTRIBUTES = 100_000;

/** The attributes of every element of this local name, whatever its prefix, in document order; the first 100,000. */
export function* elementsOf(
  xml: string,
  localName: string,
): Generator<ReadonlyMap<string, string>> {
  const name = new RegExp(`<(?:[\\w.-]{1,100}:)?${localName}(?=[\\s/>])`, "g");
  for (let count = 0; count < MAX_ELEMENTS; count++) {
    const found = name.exec(xml);
    if (!found) return;
    const from = found.index + found[0].length;
    const end = findTagEnd(xml, from);
    if (end >= 0) yield readAttributes(xml.slice(from, end));
  }
}

/** Where the tag whose name ends at `from` closes; -1 when it does not, or is longer than any program writes. */
function findTagEnd(xml: string, from: number): number {
  for (let at = from; at < xml.length && at - from < MAX_ATTRIBUTES; at++) {
    const char = xml[at];
    if (char === ">") return at;
    if (char === "<") return -1;
    if (char !== '"' && char !== "'") continue;
    at = xml.indexOf(char, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

/** The text between the first opening and the last closing tag of this local name; '' when there is none. */
export function sectionOf(xml: string, localName: string): string {
  const open = new RegExp(`<(?:[\\w.-]+:)?${localName}[\\s/>]`).exec(xml);
  if (!open) return "";
  const close = xml.indexOf(`${localName}>`, open.index + open[0].length);
  return xml.slice(open.index, close < 0 ? xml.length : close);
}

/** Values by local name (`r:id` → `id` unless `id` stands there already). */
function readAttributes(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [, name = "", double, single] of text.matchAll(
    /(?<![\w.:-])([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    const value = decodeXmlText(double ?? single ?? "");
    values.set(name, value);
    const local = name.slice(name.indexOf(":") + 1);
    if (!values.has(local)) values.set(local, value);
  }
  return values;
}

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name as string] ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex as string, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
