import { unreadable, tooLarge } from "./file-fault.ts";
import type { InflatedChunk } from "./inflate-entry.ts";
import { HEAD_ROWS, type FileLimits } from "./limits.ts";
import { formatNumber } from "./number-format.ts";
import { restoreMarkedText } from "./mark-text.ts";
import { RowCells } from "./row-cells.ts";
import type { RowReader } from "./row-reader.ts";
import { findTag, isTagAt, joinTexts } from "./find-tag.ts";
import type { FileRow } from "./table.ts";
import type { XlsxWorkbook } from "./xlsx-workbook.ts";
import { decodeCellText, elementsOf, refuseDoctype } from "./xml-text.ts";

/**
 * Rows of one .xlsx sheet, straight from its XML as it is inflated, so that a sheet of any length costs
 * the memory of a few rows. SheetJS reads the same sheets three times slower and holds them whole
 * (docs/decisions/0004); it still reads the other kinds of workbook.
 *
 * Faults: FILE_UNREADABLE (xml-…), FILE_TOO_LARGE (columns, row, cell).
 */
export function* scanSheet(
  chunks: Iterable<InflatedChunk<string>>,
  sheetName: string,
  part: string,
  workbook: XlsxWorkbook,
  limits: FileLimits,
): RowReader {
  let state: "head" | "rows" | "tail" = "head";
  let rest = "";
  let prefix = "";
  let line = 0;
  let headLength = 0;
  let rowCount = 0;
  let searchFrom = 0;
  const merges: string[] = [];

  for (const { content, consumed } of chunks) {
    const xml = rest + content;
    const rows: FileRow[] = [];
    let at = 0;
    if (state === "head") {
      refuseDoctype(xml, part);
      const open = /<(?:([\w.-]{1,100}):)?sheetData(\s[^>]{0,1000})?(\/?)>/.exec(xml);
      if (!open) {
        headLength += content.length;
        if (headLength > limits.rowCharacters)
          throw unreadable("xml-damaged", { sheet: sheetName, part });
        rest = xml.slice(-HEAD_KEPT);
        continue;
      }
      prefix = open[1] === undefined ? "" : `${open[1]}:`;
      at = open.index + open[0].length;
      state = open[3] === "/" ? "tail" : "rows";
    }
    if (state === "rows") {
      const rowOpen = `<${prefix}row`;
      const rowClose = `</${prefix}row>`;
      const dataClose = `</${prefix}sheetData`;
      for (;;) {
        const tag = xml.indexOf("<", at);
        if (tag < 0 || xml.length - tag < dataClose.length + 1) {
          at = tag < 0 ? xml.length : tag;
          break;
        }
        if (!isTagAt(xml, rowOpen, tag)) {
          if (xml.startsWith(dataClose, tag)) {
            state = "tail";
            at = tag + dataClose.length;
            break;
          }
          at = tag + 1;
          continue;
        }
        const tagEnd = xml.indexOf(">", tag);
        const isEmpty = tagEnd > 0 && xml.charCodeAt(tagEnd - 1) === SLASH;
        const close =
          tagEnd < 0 || isEmpty
            ? tagEnd
            : xml.indexOf(rowClose, Math.max(tagEnd, tag + searchFrom));
        if (close < 0) {
          if (xml.length - tag > limits.rowCharacters) {
            throw tooLarge("row", limits.rowCharacters, { sheet: sheetName, line: line + 1 });
          }
          searchFrom = Math.max(0, xml.length - tag - rowClose.length);
          at = tag;
          break;
        }
        searchFrom = 0;
        rowCount += 1;
        const attributes = xml.slice(tag, tagEnd);
        const number = /\sr=["'](\d+)["']/.exec(attributes);
        line = number ? Number(number[1]) : line + 1;
        if (Math.max(line, rowCount) > limits.rows + HEAD_ROWS)
          throw tooLarge("rows", limits.rows, { sheet: sheetName });
        if (!isEmpty) {
          const row = new RowCells(line, sheetName, limits);
          scanCells(xml, tagEnd + 1, close, prefix, workbook, row);
          rows.push(row.finish(/\shidden=["'](?:1|true)["']/.test(attributes)));
          at = close + rowClose.length;
        } else at = tagEnd + 1;
      }
    }
    if (state === "tail") {
      const lastTag = Math.max(at, xml.lastIndexOf("<"));
      if (merges.length < MAX_MERGES)
        for (const merge of elementsOf(xml.slice(at, lastTag), "mergeCell")) {
          merges.push(merge.get("ref") ?? "");
          if (merges.length >= MAX_MERGES) break;
        }
      at = lastTag;
      if (xml.length - at > 1_000_000) at = xml.length;
    }
    rest = xml.slice(at);
    if (rows.length > 0) yield { rows, done: consumed };
  }
  if (state === "rows") throw unreadable("xml-damaged", { sheet: sheetName, part, line });
  return { merges, warnings: [] };
}

function scanCells(
  xml: string,
  from: number,
  to: number,
  prefix: string,
  workbook: XlsxWorkbook,
  row: RowCells,
): void {
  const cellOpen = `<${prefix}c`;
  const cellClose = `</${prefix}c>`;
  let column = -1;
  for (let at = from; ;) {
    at = findTag(xml, cellOpen, at);
    if (at < 0 || at >= to) return;
    const tagEnd = xml.indexOf(">", at);
    if (tagEnd < 0 || tagEnd > to) throw unreadable("xml-damaged", row.place(column + 1));

    let style = 0;
    let type = "n";
    column += 1;
    for (let name = at + cellOpen.length; name < tagEnd;) {
      const equals = xml.indexOf("=", name);
      if (equals < 0 || equals > tagEnd) break;
      const end = xml.indexOf(xml.charAt(equals + 1), equals + 2);
      if (end < 0 || end > tagEnd) break;
      if (xml.charCodeAt(equals - 2) <= 0x20) {
        const attribute = xml.charCodeAt(equals - 1);
        if (attribute === 0x72) column = columnOf(xml, equals + 2, end, column);
        else if (attribute === 0x73) style = Number(xml.slice(equals + 2, end));
        else if (attribute === 0x74) type = xml.slice(equals + 2, end);
      }
      name = end + 1;
    }
    if (xml.charCodeAt(tagEnd - 1) === SLASH) {
      at = tagEnd + 1;
      continue;
    }
    const close = xml.indexOf(cellClose, tagEnd);
    if (close < 0 || close > to) throw unreadable("xml-damaged", row.place(column));
    if (close > tagEnd + 1) {
      readCell(xml.slice(tagEnd + 1, close), prefix, type, style, column, workbook, row);
    }
    at = close + cellClose.length;
  }
}

function readCell(
  xml: string,
  prefix: string,
  type: string,
  style: number,
  column: number,
  workbook: XlsxWorkbook,
  row: RowCells,
): void {
  if (type === "inlineStr") return setText(row, column, joinTexts(xml, prefix));
  const open = findTag(xml, `<${prefix}v`, 0);
  const start = open < 0 ? 0 : xml.indexOf(">", open) + 1;
  const end = start === 0 ? -1 : xml.indexOf(`</${prefix}v>`, start);
  if (end < 0) {
    if (findTag(xml, `<${prefix}f`, 0) >= 0) row.set(column, "", { kind: "uncomputed" });
    return;
  }
  const value = xml.slice(start, end);
  switch (type) {
    case "s": {
      const text = workbook.sharedStrings.at(Number(value));
      if (text === undefined) throw unreadable("xml-damaged", row.place(column));
      return setText(row, column, text);
    }
    case "str":
      return setText(row, column, decodeCellText(value));
    case "b":
      return row.set(column, value.trim() === "1" || value.trim() === "true" ? "true" : "false");
    case "e":
      return row.set(column, decodeCellText(value), { kind: "error" });
    case "d":
      return row.set(column, value.trim().replace(/T00:00:00(\.0+)?Z?$/, ""), { kind: "date" });
  }
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number))
    return setText(row, column, decodeCellText(value));
  const format = workbook.formats[style];
  if (format !== undefined && format.kind !== "plain") {
    const shown = formatNumber(number, format, workbook.date1904);
    return row.set(column, shown.text, shown.mark);
  }
  if (/^[1-9]\d{0,14}$/.test(value)) return row.set(column, value);
  const shown = formatNumber(number, { kind: "plain" }, false);
  row.set(column, shown.text, shown.mark);
}

function setText(row: RowCells, column: number, raw: string): void {
  const restored = restoreMarkedText(raw);
  row.set(column, restored.text, restored.mark);
}

function columnOf(xml: string, from: number, to: number, previous: number): number {
  let column = 0;
  for (let at = from; at < to; at++) {
    const letter = xml.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > 100_000) break;
  }
  return column === 0 ? previous : column - 1;
}

/** Ranges listed; a sheet with more is read all the same. */
const MAX_MERGES = 10_000;
/** More than the longest opening tag of `sheetData`: one cut in two is found whole. */
const HEAD_KEPT = 2000;
const SLASH = 0x2f;
