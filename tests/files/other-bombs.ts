import {
  joined,
  LAUGHS,
  MB,
  openDocument,
  openSheet,
  OUTSIDE,
  repeated,
  spaces,
  utf8,
  word,
  written,
  XML,
  type Bomb,
} from "./bomb-content.ts";
import { makeCompoundFile, record } from "./make-compound-file.ts";
import { honestPart, streamedPart, writeZip } from "./write-zip.ts";

const code = (named: string) => ({ code: named });
const EVERYDAY = { everyday: true } as const;
const ONE = 'office:value-type="float" office:value="1"';
const openCell = (inside: string): string =>
  openSheet(`<table:table-row><table:table-cell>${inside}`);

const ods = (
  what: string,
  content: () => Parameters<typeof openDocument>[0],
  ends: Bomb["ends"],
  everyday: { readonly everyday?: true } = {},
): Bomb => ({
  what,
  name: "classeur.ods",
  pieces: () => openDocument(content()),
  ends,
  ...everyday,
});

const repeatedCell = (
  rows: string,
  cell: string,
  names = ["table:table-row", "table:table-cell"],
) =>
  openSheet(
    `<${names[0]}${rows}><${names[1]}${cell} ${ONE}><text:p>1</text:p></${names[1]}></${names[0]}>`,
  );

/** Bombs in the clothes of an .ods, .xlsb or .xls (I-1). */
export const foreignBombs: readonly Bomb[] = [
  ods(
    "OpenDocument: entities that laugh",
    () => `${XML}${LAUGHS}${openCell("<text:p>&a8;</text:p>")}`,
    code("FILE_UNREADABLE"),
  ),
  ods(
    "OpenDocument: entities from outside, behind a remark",
    () => `${XML}<!--${word().repeat(2000)}-->${OUTSIDE}${openCell("<text:p>&e;</text:p>")}`,
    code("FILE_UNREADABLE"),
  ),
  ods(
    "OpenDocument: one cell repeated to XFD1048576",
    () =>
      repeatedCell(
        ' table:number-rows-repeated="1048576"',
        ' table:number-columns-repeated="16384"',
      ),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  ods(
    "OpenDocument: one row of a hundred cells, a million times",
    () =>
      repeatedCell(' table:number-rows-repeated="1048576"', ' table:number-columns-repeated="100"'),
    code("FILE_TOO_LARGE"),
  ),
  ods(
    "OpenDocument: a repetition behind a sign that looks like the end of its tag",
    () =>
      repeatedCell(
        ' a=">" table:number-rows-repeated="1048576"',
        ' a=">" table:number-columns-repeated="100"',
      ),
    code("FILE_TOO_LARGE"),
  ),
  ods(
    "OpenDocument: a repetition under the names of UOF",
    () =>
      repeatedCell(' 表:number-rows-repeated="1048576"', ' 表:number-columns-repeated="100"', [
        "表:行",
        "表:数据",
      ]),
    code("FILE_TOO_LARGE"),
  ),
  ods(
    "OpenDocument: a repetition under names with a tail",
    () =>
      repeatedCell(
        ' table:number-rows-repeated="1048576"',
        ' table:number-columns-repeated="100"',
        ["table:table-row_1", "table:table-cell_1"],
      ),
    code("FILE_TOO_LARGE"),
  ),
  ods(
    "OpenDocument: half a billion blanks in a cell",
    () =>
      openCell(
        '<text:p>a<text:s text:c="500000000"/>b</text:p></table:table-cell></table:table-row>',
      ),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  ods(
    "OpenDocument: half a billion blanks, a little at a time",
    () =>
      openCell(
        `<text:p>${'<text:s text:c="90000"/>'.repeat(5_555)}</text:p></table:table-cell></table:table-row>`,
      ),
    code("FILE_TOO_LARGE"),
  ),
  ods(
    "OpenDocument: XML a million levels deep",
    () => openCell("<text:p>".repeat(1_000_000)),
    code("FILE_INFLATES_TOO_MUCH"),
  ),
  ods(
    "OpenDocument: 580 MB of cells",
    () =>
      streamedPart(
        "content.xml",
        joined(
          "<office:document-content>",
          written(
            580 * MB,
            () => `<table:table-cell><text:p>${word()}</text:p></table:table-cell>`,
          ),
        ),
        1,
      ),
    code("FILE_INFLATES_TOO_MUCH"),
  ),
  ods(
    "OpenDocument: 500 MB of spaces that the directory says are 1,000 bytes",
    () => ({ ...spaces("content.xml", 500), size: 1000 }),
    code("FILE_INFLATES_TOO_MUCH"),
    EVERYDAY,
  ),
  {
    what: "binary workbook: 500 MB of spaces that the directory says are 1,000 bytes",
    name: "classeur.xlsb",
    pieces: () =>
      writeZip([
        honestPart("[Content_Types].xml", "<Types/>"),
        { ...spaces("xl/workbook.bin", 500), size: 1000 },
      ]),
    ends: code("FILE_INFLATES_TOO_MUCH"),
  },
  old("four billion strings announced", [strings(0xffffffff)], [], { rows: 0 }),
  old("dimensions as large as numbers go", [], () => [dimensions(0xffffffff)], { rows: 0 }),
  old(
    "two million records of blanks",
    [],
    () => repeatedRecords(record(0x00be, Uint8Array.of(0, 0, 0, 0, 0, 0, 255, 0))),
    code("FILE_TOO_LARGE"),
  ),
  {
    ...old(
      "two million cells at one place",
      [],
      () =>
        repeatedRecords(record(0x0203, Uint8Array.of(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 240, 63))),
      code("FILE_TOO_LARGE"),
    ),
    everyday: true,
  },
  {
    what: "old workbook of 190 MB",
    name: "classeur.xls",
    pieces: () => [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), ...repeated(new Uint8Array(MB), 190)],
    ends: code("FILE_TOO_LARGE"),
  },
];

const csv = (
  what: string,
  pieces: () => Iterable<Uint8Array>,
  ends: Bomb["ends"],
  everyday: { readonly everyday?: true } = {},
): Bomb => ({ what, name: "liste.csv", pieces: () => [...pieces()], ends, ...everyday });
const json = (
  what: string,
  pieces: () => Iterable<Uint8Array>,
  ends: Bomb["ends"],
  everyday: { readonly everyday?: true } = {},
): Bomb => ({ what, name: "liste.json", pieces: () => [...pieces()], ends, ...everyday });

/** Bombs in the clothes of text (I-1): the largest that is read at all, and larger. */
export const textBombs: readonly Bomb[] = [
  csv(
    "text: one line of 200 MB",
    () => written(199 * MB, () => `${word()};`),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  csv(
    "text: one line of 95 MB",
    () => written(94 * MB, () => `${word()};`),
    code("FILE_TOO_LARGE"),
  ),
  csv("text: one cell of 95 MB", () => written(94 * MB, word), code("FILE_TOO_LARGE"), EVERYDAY),
  csv(
    "text: one quoted cell of 95 MB that never closes",
    () =>
      joined(
        'a;b\n1;"',
        written(94 * MB, () => `${word().repeat(16)}\n`),
      ),
    code("FILE_QUOTE_UNCLOSED"),
  ),
  csv(
    "text: 95 MB of line feeds",
    () => joined("a;b\n", repeated(new Uint8Array(MB).fill(10), 94)),
    code("FILE_TOO_LARGE"),
  ),
  csv(
    "text: 95 MB of empty rows of two cells",
    () => joined("a;b\n", repeated(utf8(";\n".repeat(MB / 2)), 94)),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  csv(
    "text: 95 MB of quotes",
    () => joined("a;b\n", repeated(utf8('"'.repeat(MB)), 94)),
    code("FILE_TOO_LARGE"),
  ),
  json(
    "JSON a million levels deep",
    () => joined(`[{"a":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}]`),
    code("FILE_UNREADABLE"),
    EVERYDAY,
  ),
  json(
    "JSON ten thousand levels deep",
    () => joined(`[{"a":${'{"b":['.repeat(10_000)}1${"]}".repeat(10_000)}}]`),
    code("FILE_UNREADABLE"),
  ),
  json(
    "JSON 63 million levels deep, never closed",
    () => joined('[{"a":', repeated(utf8("[".repeat(MB)), 63)),
    code("FILE_TOO_LARGE"),
  ),
  json(
    "JSON whose cell is a list of a million",
    () => joined(`[{"a":[${"1,".repeat(1_000_000)}1]}]`),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  json(
    "JSON of 63 MB of empty lists",
    () => joined("[", repeated(utf8("[],".repeat(MB / 4)), 83), "[]]"),
    code("FILE_UNREADABLE"),
  ),
  json(
    "JSON of 63 MB of empty objects",
    () => joined('[{"a":1},', repeated(utf8("{},".repeat(MB / 4)), 83), "{}]"),
    code("FILE_TOO_LARGE"),
    EVERYDAY,
  ),
  json(
    "JSON of 190 MB",
    () =>
      joined(
        "[",
        written(190 * MB, () => `{"a":"${word()}"},`),
      ),
    code("FILE_TOO_LARGE"),
  ),
  json(
    "JSON of a million different members",
    () => joined(`[{${Array.from({ length: 1_000_000 }, (_, rank) => `"m${rank}":1`).join(",")}}]`),
    code("FILE_TOO_LARGE"),
  ),
  {
    what: "190 MB of GZIP",
    name: "liste.csv.gz",
    pieces: () => [Uint8Array.of(0x1f, 0x8b, 8), ...repeated(new Uint8Array(MB), 190)],
    ends: code("FILE_KIND_UNKNOWN"),
  },
];

const TWO_MILLION = 2_000_000;
const repeatedRecords = (one: Uint8Array): readonly Uint8Array[] => {
  const thousand = Buffer.concat(Array.from({ length: 1000 }, () => one));
  return [...repeated(thousand, TWO_MILLION / 1000)];
};

/** An .xls (Excel 97) of one sheet made of these records. */
function old(
  what: string,
  globals: readonly Uint8Array[],
  cells: readonly Uint8Array[] | (() => readonly Uint8Array[]),
  ends: Bomb["ends"],
): Bomb {
  const pieces = (): readonly Uint8Array[] => {
    const start = (kind: number): Uint8Array =>
      record(0x0809, Uint8Array.of(0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    const end = record(0x000a);
    const sheetAt = [start(5), bound(0), ...globals, end].reduce(
      (sum, piece) => sum + piece.length,
      0,
    );
    const stream = [start(5), bound(sheetAt), ...globals, end, start(16)];
    return [
      makeCompoundFile(
        "Workbook",
        Buffer.concat([...stream, ...(typeof cells === "function" ? cells() : cells), end]),
      ),
    ];
  };
  return { what: `old workbook: ${what}`, name: "classeur.xls", pieces, ends };
}

function bound(at: number): Uint8Array {
  return record(0x0085, littleEndian(at), Uint8Array.of(0, 0, 1, 0, 0x53));
}

function strings(count: number): Uint8Array {
  return record(0x00fc, littleEndian(count, count), Uint8Array.of(1, 0, 0, 97));
}

function dimensions(rows: number): Uint8Array {
  return record(0x0200, littleEndian(0, rows), Uint8Array.of(0, 0, 255, 255, 0, 0));
}

function littleEndian(...numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(numbers).buffer);
}
