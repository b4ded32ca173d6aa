import { columnLetter } from "./column-letter.ts";
import { tooLarge, unreadable } from "./file-fault.ts";
import { findJsonElements, findJsonLines, parseJson, type JsonElement } from "./json-elements.ts";
import type { FileLimits } from "./limits.ts";
import { numberText } from "./number-text.ts";
import { RowCells } from "./row-cells.ts";
import type { RowReader } from "./row-reader.ts";
import type { CellMark, FileColumn, FileRow } from "./table.ts";

/** Nested objects become columns `a.b.c` down to this depth, JSON text below. */
const DEPTH = 4;

export type JsonTable = {
  readonly columns: readonly FileColumn[];
  readonly rowCount: number;
  /** The rows, read anew from the text at each call. */
  rows(): RowReader;
};

/**
 * A JSON list of objects, or objects one per line (NDJSON), as a table: members become columns in order
 * of appearance. Lists of plain values are joined by `;`, other lists given as JSON text, both marked.
 * Names are kept in a Map, so `__proto__` is a column like another. One object at a time is parsed, twice: once for the
 * columns, once for its row.
 *
 * Faults: FILE_UNREADABLE (json, json-shape) with line and column, FILE_TOO_LARGE.
 */
export function readJsonTable(
  text: string,
  kind: "json" | "ndjson",
  limits: FileLimits,
): JsonTable {
  const elements = (): Iterable<JsonElement> =>
    kind === "json" ? findJsonElements(text, limits) : findJsonLines(text);
  const columns = new Map<string, number>();
  let rowCount = 0;
  for (const element of elements()) {
    rowCount += 1;
    if (rowCount > limits.rows) throw tooLarge("rows", limits.rows);
    readRow(text, element, columns, limits);
  }
  return {
    columns: [...columns.keys()].map((name, index) => ({
      index,
      letter: columnLetter(index),
      name,
    })),
    rowCount,
    *rows() {
      let rows: FileRow[] = [];
      let done = 0;
      for (const element of elements()) {
        rows.push(readRow(text, element, columns, limits));
        done += 1;
        if (rows.length < BATCH) continue;
        yield { rows, done };
        rows = [];
      }
      if (rows.length > 0) yield { rows, done };
      return { merges: [], warnings: [] };
    },
  };
}

const BATCH = 500;

/** The row of one object; a column met for the first time is added. */
function readRow(
  text: string,
  { start, end, line }: JsonElement,
  columns: Map<string, number>,
  limits: FileLimits,
): FileRow {
  const row = new RowCells(line, undefined, limits);
  const value = parseJson(text, start, end, limits);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw unreadable("json-shape", { line });
  }
  flatten(value, "", 1, (name, cell, mark) => {
    let place = columns.get(name);
    if (place === undefined) columns.set(name, (place = columns.size));
    row.set(place, cell, mark);
  });
  return row.finish();
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
