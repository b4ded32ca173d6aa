import {
  CELL,
  joined,
  LAUGHS,
  MAIN,
  MB,
  OUTSIDE,
  repeated,
  SHEET,
  sheetWith,
  spaces,
  utf8,
  word,
  workbookWith,
  written,
  XML,
  type Bomb,
} from "./bomb-content.ts";
import { honestPart, streamedPart, writeZip, type PartToWrite } from "./write-zip.ts";

const bomb = (
  what: string,
  parts: () => readonly PartToWrite[],
  ends: Bomb["ends"],
  everyday: { readonly everyday?: true } = {},
): Bomb => ({ what, name: "classeur.xlsx", pieces: () => writeZip(parts()), ends, ...everyday });
const code = (named: string) => ({ code: named });
const EVERYDAY = { everyday: true } as const;
const HEAD = `<worksheet xmlns="${MAIN}">${CELL}`;
const sheetOfSpaces = (megabytes: number): PartToWrite => spaces(SHEET, megabytes, HEAD);
const packedSize = (part: PartToWrite): number =>
  part.packed.reduce((sum, piece) => sum + piece.length, 0);
/** A part of texts that pack badly, between a beginning and an end. */
const filled = (
  name: string,
  head: string,
  megabytes: number,
  write: () => string,
  tail = "",
): PartToWrite => streamedPart(name, joined(head, written(megabytes * MB, write), tail), 1);
/** Nothing, under the name it is given. */
const EMPTY = honestPart("", "", 0);
const STRINGS = "xl/sharedStrings.xml";
const row = (number: string, cell: string): string =>
  `<row r="${number}"><c${cell}><v>1</v></c></row>`;

/** Bombs in the clothes of an .xlsx (I-1). */
export const workbookBombs: readonly Bomb[] = [
  bomb("50 MB of spaces", () => workbookWith(sheetOfSpaces(52)), code("FILE_INFLATES_TOO_MUCH")),
  bomb(
    "500 MB of spaces",
    () => workbookWith(sheetOfSpaces(500)),
    code("FILE_INFLATES_TOO_MUCH"),
    EVERYDAY,
  ),
  bomb(
    "500 MB of spaces that the directory says are 1,000 bytes",
    () => workbookWith({ ...sheetOfSpaces(500), size: 1000 }),
    code("FILE_INFLATES_TOO_MUCH"),
    EVERYDAY,
  ),
  bomb(
    "500 MB of spaces that the directory says are no more than an honest sheet",
    () => {
      const part = sheetOfSpaces(500);
      return workbookWith({ ...part, size: packedSize(part) * 90 });
    },
    code("FILE_INFLATES_TOO_MUCH"),
    EVERYDAY,
  ),
  bomb(
    "500 MB of styles that the directory says are 1,000 bytes",
    () => workbookWith({ ...spaces("xl/styles.xml", 500), size: 1000 }),
    code("FILE_INFLATES_TOO_MUCH"),
  ),
  bomb(
    "500 MB of strings that the directory says are 1,000 bytes",
    () => workbookWith({ ...spaces(STRINGS, 500, "<sst>"), size: 1000 }),
    code("FILE_INFLATES_TOO_MUCH"),
  ),
  bomb(
    "a sheet that the directory says is larger than it is",
    () => workbookWith({ ...sheetWith(CELL), size: 100_000 }),
    code("FILE_UNREADABLE"),
  ),
  bomb(
    "archives six deep beside the sheet",
    () => {
      let inner: Uint8Array = Buffer.concat(writeZip([sheetOfSpaces(500)]));
      for (let level = 0; level < 6; level++)
        inner = Buffer.concat(
          writeZip(Array.from({ length: 16 }, (_, rank) => honestPart(`${rank}.zip`, inner))),
        );
      return workbookWith(honestPart("xl/embeddings/nested.zip", inner));
    },
    { rows: 1 },
  ),
  bomb(
    "an archive in an archive, and no workbook",
    () => [honestPart("a.zip", Buffer.concat(writeZip([sheetOfSpaces(500)])))],
    code("FILE_KIND_UNKNOWN"),
  ),
  bomb(
    "100,000 entries",
    () =>
      workbookWith(
        ...Array.from({ length: 100_000 }, (_, rank) => ({ ...EMPTY, name: `x/${rank}` })),
      ),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  {
    what: "200 entries that are the same bytes",
    name: "classeur.xlsx",
    pieces: () => {
      const part = sheetOfSpaces(8);
      const same = Array.from({ length: 200 }, (_, rank) => ({ ...part, name: `xl/s${rank}.xml` }));
      return writeZip(workbookWith(...same), { overlap: true });
    },
    ends: code("FILE_UNREADABLE"),
    everyday: true,
  },
  bomb(
    "a last cell XFD1048576",
    () =>
      workbookWith(
        sheetWith(
          `<dimension ref="A1:XFD1048576"/><sheetData>${row("1", ' r="A1"')}${row("1048576", ' r="XFD1048576"')}</sheetData>`,
        ),
      ),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  bomb(
    "a last cell A1048576, under a first",
    () =>
      workbookWith(
        sheetWith(
          `<sheetData>${row("1", ' r="A1"')}${row("1048576", ' r="A1048576"')}</sheetData>`,
        ),
      ),
    { rows: 2 },
  ),
  bomb(
    "a row whose number has thirty digits",
    () =>
      workbookWith(sheetWith(`<sheetData>${row("1", "")}${row("9".repeat(30), "")}</sheetData>`)),
    code("FILE_TOO_LARGE"),
  ),
  bomb(
    "ten million shared strings that pack well",
    () =>
      workbookWith(
        streamedPart(
          STRINGS,
          joined("<sst>", repeated(utf8("<si><t>x</t></si>".repeat(10_000)), 1000), "</sst>"),
        ),
      ),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  bomb(
    "ten million shared strings that pack badly",
    () => workbookWith(filled(STRINGS, "<sst>", 210, () => `<si><t>${word()}</t></si>`, "</sst>")),
    code("FILE_TOO_LARGE"),
  ),
  bomb(
    "ten million empty shared strings, blank bytes around them so that they pack badly",
    () =>
      workbookWith(
        filled(STRINGS, "<sst>", 150, () => `<si/><si/>${word().slice(0, 4)}`, "</sst>"),
      ),
    code("FILE_TOO_LARGE"),
  ),
  bomb(
    "580 MB of long shared strings, as packed as the ratio allows",
    () =>
      workbookWith(
        filled(
          STRINGS,
          "<sst>",
          580,
          () => `<si><t>${word().repeat(12)}${"x".repeat(4000)}</t></si>`,
          "</sst>",
        ),
      ),
    code("FILE_TOO_LARGE"),
  ),
  bomb(
    "XML a million levels deep after the rows",
    () => workbookWith(sheetWith(`${CELL}${"<a>".repeat(1_000_000)}`)),
    { rows: 1 },
  ),
  bomb(
    "XML two million levels deep in the workbook",
    () => workbookWith(honestPart("xl/workbook.xml", `<workbook>${"<sheets>".repeat(2_000_000)}`)),
    code("FILE_INFLATES_TOO_MUCH"),
    EVERYDAY,
  ),
  bomb(
    "an attribute of 31 MB in the workbook",
    () =>
      workbookWith(
        filled(
          "xl/workbook.xml",
          '<workbook><sheets><sheet name="',
          30,
          word,
          '"/></sheets></workbook>',
        ),
      ),
    code("FILE_UNREADABLE"),
  ),
  bomb(
    "31 MB of attributes in the workbook",
    () =>
      workbookWith(
        filled(
          "xl/workbook.xml",
          "<workbook><sheets><sheet ",
          30,
          () => `a${word()}="1" `,
          "/></sheets></workbook>",
        ),
      ),
    code("FILE_UNREADABLE"),
  ),
  bomb(
    "200 MB of styles",
    () =>
      workbookWith(
        filled(
          "xl/styles.xml",
          "<styleSheet><cellXfs>",
          200,
          () => `<xf a="${word()}"/>`,
          "</cellXfs></styleSheet>",
        ),
      ),
    code("FILE_TOO_LARGE"),
  ),
  bomb(
    "200 MB before the rows",
    () => workbookWith(filled(SHEET, "<worksheet>", 200, () => `<a${word()}`)),
    code("FILE_UNREADABLE"),
  ),
  bomb(
    "a row that never ends",
    () =>
      workbookWith(
        filled(SHEET, "<worksheet><sheetData><row>", 200, () => `<c><v>${word()}</v></c>`),
      ),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  bomb(
    "a string that never ends",
    () => workbookWith(filled(STRINGS, "<sst><si><t>", 150, word)),
    code("FILE_TOO_LARGE"),
  ),
  bomb(
    "two million rows of nothing",
    () => workbookWith(filled(SHEET, "<worksheet><sheetData>", 60, () => `<row a="${word()}"/>`)),
    code("FILE_TOO_LARGE"),
  ),
  bomb(
    "entities that laugh, in the sheet",
    () => workbookWith(honestPart(SHEET, `${XML}${LAUGHS}<worksheet>&a8;${CELL}</worksheet>`)),
    code("FILE_UNREADABLE"),
    EVERYDAY,
  ),
  bomb(
    "entities that laugh, in the strings, behind a long remark",
    () =>
      workbookWith(
        honestPart(
          STRINGS,
          `${XML}<!--${word().repeat(9000)}-->${LAUGHS}<sst><si><t>&a8;</t></si></sst>`,
        ),
      ),
    code("FILE_UNREADABLE"),
  ),
  bomb(
    "entities from outside, in the workbook",
    () =>
      workbookWith(
        honestPart(
          "xl/workbook.xml",
          `${XML}${OUTSIDE}<workbook><sheets><sheet name="&e;" r:id="a"/></sheets></workbook>`,
        ),
      ),
    code("FILE_UNREADABLE"),
  ),
];
