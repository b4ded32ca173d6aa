import { columnLetter } from "./column-letter.ts";
import { tooLarge, unreadable } from "./file-fault.ts";
import { findJsonError } from "./find-json-error.ts";
import type { FileLimits } from "./limits.ts";
import { numberText } from "./number-text.ts";
import { RowCells } from "./row-cells.ts";
import type { RowReader } from "./row-reader.ts";
import { placeOf } from "./scan-csv.ts";
import type { CellMark, FileColumn, FileRow } from "./table.ts";

/** Nested objects become columns `a.b.c` down to this depth, JSON text below. */
const DEPTH = 4;

export type JsonTable = {
  readonly columns: readonly FileColumn[];
  readonly rows: readonly FileRow[];
};

/**
 * A JSON list of objects, or objects one per line (NDJSON), as a table: members become columns in order
 * of appearance. Lists of plain values are joined by `;`, other lists given as JSON text, both marked.
 * Names are kept in a Map, so `__proto__` is a column like another.
 *
 * Faults: FILE_UNREADABLE (json, json-shape) with line and column, FILE_TOO_LARGE.
 */
export function readJsonTable(
  text: string,
  kind: "json" | "ndjson",
  limits: FileLimits,
): JsonTable {
  const elements = kind === "json" ? parseList(text) : parseLines(text);
  const columns = new Map<string, number>();
  const rows = elements.map(({ value, line }) => {
    const row = new RowCells(line, undefined, limits);
    const put = (name: string, cell: string, mark?: CellMark): void => {
      let column = columns.get(name);
      if (column === undefined) columns.set(name, (column = columns.size));
      row.set(column, cell, mark);
    };
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw unreadable("json-shape", { line });
    }
    flatten(value, "", 1, put);
    return row.finish();
  });
  if (columns.size > limits.columns) throw tooLarge("columns", limits.columns);
  return {
    columns: [...columns.keys()].map((name, index) => ({
      index,
      letter: columnLetter(index),
      name,
    })),
    rows,
  };
}

/** The rows of a JSON table in the shape of every other reader. */
export function* jsonRows(table: JsonTable): RowReader {
  for (let at = 0; at < table.rows.length; at += 500) {
    const rows = table.rows.slice(at, at + 500);
    yield { rows, done: at + rows.length };
  }
  return { merges: [], warnings: [] };
}

type Element = { readonly value: unknown; readonly line: number };

function parseList(text: string): readonly Element[] {
  const root = parse(text, 1);
  const list = Array.isArray(root) ? root : listInside(root);
  return list.map((value, rank) => ({ value, line: rank + 1 }));
}

/** An export often wraps its list: `{ "results": [ … ] }`; a lone object is a list of one. */
function listInside(root: unknown): readonly unknown[] {
  if (typeof root !== "object" || root === null) throw unreadable("json-shape", { line: 1 });
  const lists = Object.values(root).filter(
    (value) =>
      Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "object"),
  );
  return lists.length === 1 ? (lists[0] as readonly unknown[]) : [root];
}

function parseLines(text: string): readonly Element[] {
  const elements: Element[] = [];
  text.split("\n").forEach((line, rank) => {
    if (line.trim() !== "") elements.push({ value: parse(line, rank + 1), line: rank + 1 });
  });
  return elements;
}

function parse(text: string, firstLine: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    const place = placeOf(text, findJsonError(text));
    throw unreadable("json", { line: firstLine + place.line - 1, column: place.column }, thrown);
  }
}

function flatten(
  object: object,
  path: string,
  depth: number,
  put: (name: string, cell: string, mark?: CellMark) => void,
): void {
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    const name = path + key;
    if (value === null || value === undefined) put(name, "");
    else if (Array.isArray(value)) putList(name, value, put);
    else if (typeof value !== "object") put(name, scalarText(value));
    else if (depth < DEPTH) flatten(value, `${name}.`, depth + 1, put);
    else put(name, jsonText(value), { kind: "json" });
  }
}

function putList(
  name: string,
  list: readonly unknown[],
  put: (name: string, cell: string, mark?: CellMark) => void,
): void {
  if (list.length === 0) return put(name, "");
  const texts = list.map((value) => (typeof value === "object" ? null : scalarText(value)));
  const joins = texts.every((text) => text !== null && text !== "" && !text.includes(";"));
  if (joins) put(name, texts.join(";"), { kind: "list" });
  else put(name, jsonText(list), { kind: "json" });
}

const scalarText = (value: unknown): string =>
  typeof value === "number" ? numberText(value) : String(value);

function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (thrown) {
    throw unreadable("json-shape", {}, thrown);
  }
}
