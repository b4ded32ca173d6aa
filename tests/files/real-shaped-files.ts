import { strToU8, unzipSync } from "fflate";
import { utils, write, type BookType, type WritingOptions } from "xlsx";
import { makeXlsx, sheetOf, zipText } from "../fixtures/make-xlsx.ts";

const ROWS: readonly (readonly string[])[] = Array.from({ length: 30 }, (_, rank) => [
  `A${rank}`,
  `Libellé « n° ${rank} »\nsuite; "fin"`,
  `${rank * 7919}`,
  `2024-0${(rank % 9) + 1}-15`,
]);
const TITLES = ["code", "libellé", "n", "début"];
const table = (separator: string, end: string): string =>
  [TITLES, ...ROWS]
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
    .join(end);
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !bigEndian);
  return bytes;
};
const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const objects = ROWS.map(([code, label, n, from]) => ({
  code,
  label,
  more: { n, list: [n, from] },
}));

const sheet = utils.aoa_to_sheet([TITLES, ...ROWS.map((row) => [...row])]);
sheet["C3"] = { t: "n", v: 45000.5, z: "dd/mm/yyyy hh:mm" };
sheet["C4"] = { t: "n", v: 7, z: "00000" };
sheet["C5"] = { t: "e", v: 42 };
sheet["!merges"] = [utils.decode_range("A6:A8")];
const office = (bookType: BookType, more: WritingOptions = {}): Uint8Array =>
  new Uint8Array(
    write(
      { SheetNames: ["Feuille", "Autre"], Sheets: { Feuille: sheet, Autre: sheet } },
      { type: "array", bookType, ...more },
    ) as ArrayBuffer,
  );
/** The same workbook with every element of its sheet under a prefix. */
function prefixed(): Uint8Array {
  const parts = unzipSync(office("xlsx"));
  const name = "xl/worksheets/sheet1.xml";
  const xml = new TextDecoder().decode(parts[name]);
  const renamed = xml
    .replaceAll(/<(\/?)(?=[a-zA-Z])/g, "<$1x:")
    .replace("<x:worksheet xmlns=", "<x:worksheet xmlns:x=");
  return zipText({ ...parts, [name]: strToU8(renamed) });
}

/** Twenty files as people have them, small: what is mutated (I-6). */
export const REAL_SHAPED_FILES: Readonly<Record<string, Uint8Array>> = {
  "csv.csv": strToU8(table(";", "\r\n")),
  "comma.csv": strToU8(table(",", "\n")),
  "tab.tsv": strToU8(table("\t", "\n")),
  "mark.csv": strToU8(`\ufeff${table(";", "\r\n")}`),
  "windows.csv": latin(table(";", "\r\n").replaceAll("’", "'")),
  "utf-16le.csv": utf16(`\ufeff${table("\t", "\r\n")}`, false),
  "utf-16be.csv": utf16(`\ufeff${table("\t", "\r\n")}`, true),
  "remarks.csv": strToU8(
    `# liste\n#code;libellé;n\n${ROWS.map((row) => row.join(";").replaceAll(/["\n]/g, " ")).join("\n")}`,
  ),
  "list.json": strToU8(JSON.stringify(objects)),
  "wrapped.json": strToU8(JSON.stringify({ total: 30, results: objects }, null, 2)),
  "lines.ndjson": strToU8(objects.map((object) => JSON.stringify(object)).join("\n")),
  "inline.xlsx": makeXlsx({
    sheets: [{ body: sheetOf([TITLES, ["A", "1"], ["B", "2"]]) }],
    level: 0,
  }),
  "plain.xlsx": office("xlsx", { compression: true }),
  "strings.xlsx": office("xlsx", { bookSST: true, compression: true }),
  "macros.xlsm": office("xlsm", { compression: true }),
  "prefixed.xlsx": prefixed(),
  "binary.xlsb": office("xlsb"),
  "old.xls": office("biff8"),
  "older.xls": office("biff5"),
  "open.ods": office("ods", { compression: true }),
};
