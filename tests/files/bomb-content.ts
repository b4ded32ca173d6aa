import { honestPart, streamedPart, writeZip, type PartToWrite } from "./write-zip.ts";

/** A hostile file: what it is, the name it comes under, its bytes in pieces, and how reading it must end. */
export type Bomb = {
  readonly what: string;
  readonly name: string;
  readonly pieces: () => readonly Uint8Array[];
  /** The fault, or the number of rows where the file is harmless once read with care. */
  readonly ends: { readonly code: string } | { readonly rows: number };
  /** Tried in everyday runs too. */
  readonly everyday?: true;
};

export const MB = 1024 * 1024;
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const UTF8 = new TextEncoder();
export const utf8 = (text: string): Uint8Array => UTF8.encode(text);

/** Ten texts of fifty letters, each ten times the one before: a thousand million letters if anyone spelt them out. */
export const LAUGHS = `<!DOCTYPE x [<!ENTITY a "${"ha".repeat(25)}">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? "" : at - 1};`.repeat(10)}">`).join("")}]>`;
export const OUTSIDE =
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f SYSTEM "http://192.0.2.1/x">]>';

let state = 7;
/** Seven letters and digits, from a fixed seed: text that packs badly. */
export function word(): string {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state.toString(36).padStart(7, "0");
}

/** At least `total` bytes: a megabyte of such texts over and over, so that it is made and packed once. */
export function* written(total: number, write: () => string): Generator<Uint8Array> {
  const texts: string[] = [];
  for (let size = 0; size < MB; size += texts.at(-1)?.length ?? 1) texts.push(write());
  const piece = utf8(texts.join(""));
  for (let made = 0; made < total; made += piece.length) yield piece;
}

/** One after the other. */
export function* joined(
  ...parts: readonly (Iterable<Uint8Array> | string)[]
): Generator<Uint8Array> {
  for (const part of parts)
    if (typeof part === "string") yield utf8(part);
    else yield* part;
}

/** A part that begins so and goes on with so many megabytes of spaces. */
export const spaces = (name: string, megabytes: number, head = ""): PartToWrite =>
  streamedPart(name, joined(head, repeated(utf8(" ".repeat(4 * MB)), megabytes / 4)));

export function* repeated(piece: Uint8Array, times: number): Generator<Uint8Array> {
  for (let rank = 0; rank < times; rank++) yield piece;
}

export const SHEET = "xl/worksheets/sheet1.xml";
export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
export const CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>';
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

/** A workbook of one sheet and one cell; `instead` takes the place of the parts of the same name. */
export function workbookWith(...instead: readonly PartToWrite[]): readonly PartToWrite[] {
  const plain = [
    honestPart("[Content_Types].xml", "<Types/>"),
    honestPart(
      "_rels/.rels",
      `<Relationships xmlns="${PACKAGE}">${relation("r", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    ),
    honestPart(
      "xl/workbook.xml",
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>`,
    ),
    honestPart(
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${PACKAGE}">${relation("a", "worksheet", "worksheets/sheet1.xml")}${relation("s", "sharedStrings", "sharedStrings.xml")}${relation("t", "styles", "styles.xml")}</Relationships>`,
    ),
    honestPart("xl/styles.xml", `<styleSheet xmlns="${MAIN}"/>`),
    honestPart("xl/sharedStrings.xml", `<sst xmlns="${MAIN}"><si><t>x</t></si></sst>`),
    sheetWith(CELL),
  ];
  const names = new Set(instead.map((part) => part.name));
  return [...plain.filter((part) => !names.has(part.name)), ...instead];
}

export const sheetWith = (body: string): PartToWrite =>
  honestPart(SHEET, `${XML}<worksheet xmlns="${MAIN}">${body}</worksheet>`);

/** An OpenDocument workbook around its content. */
export const openDocument = (content: string | PartToWrite): Uint8Array[] =>
  writeZip([
    honestPart("mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0),
    honestPart("META-INF/manifest.xml", "<manifest/>"),
    honestPart("styles.xml", "<office:document-styles/>"),
    typeof content === "string" ? honestPart("content.xml", content) : content,
  ]);
export const openSheet = (rows: string): string =>
  `<office:document-content><office:body><office:spreadsheet><table:table table:name="S">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`;
