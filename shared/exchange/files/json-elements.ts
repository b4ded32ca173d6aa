import { tooLarge, unreadable } from "./file-fault.ts";
import { findJsonError } from "./find-json-error.ts";
import type { FileLimits } from "./limits.ts";
import { placeOf } from "./scan-csv.ts";

/** Where one object of a list lies in its text, and what a person calls its line. */
export type JsonElement = { readonly start: number; readonly end: number; readonly line: number };

/**
 * Finds the objects of a JSON list without parsing it, so that a text of any length costs the memory of one object: a list of
 * empty ones would otherwise cost thirty times its own size. An export often wraps its list, `{ "results": [ … ] }`; a lone
 * object is a list of one.
 *
 * Faults: FILE_UNREADABLE (json, json-shape) with line and column, FILE_TOO_LARGE (row).
 */
export function* findJsonElements(text: string, limits: FileLimits): Generator<JsonElement, void> {
  const open = skipBlanks(text, 0);
  const first = text[open];
  if (first === "[") {
    const end = yield* listElements(text, open, limits.rowCharacters);
    return refuseMore(text, end);
  }
  if (first !== "{") {
    parseJson(text, 0, text.length, limits);
    throw unreadable("json-shape", { line: 1 });
  }
  const { list, end } = listInside(text, open, limits);
  refuseMore(text, end);
  if (list === null) yield { start: open, end, line: 1 };
  else yield* listElements(text, list, limits.rowCharacters);
}

/** Objects one per line (NDJSON). */
export function* findJsonLines(text: string): Generator<JsonElement, void> {
  for (let start = 0, line = 1; start < text.length; line++) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    if (skipBlanks(text, start) < end) yield { start, end, line };
    start = end + 1;
  }
}

/** The value between two places of a text. Faults: FILE_UNREADABLE (json) where it stops being JSON, FILE_TOO_LARGE (row). */
export function parseJson(text: string, start: number, end: number, limits: FileLimits): unknown {
  if (end - start > limits.rowCharacters)
    throw tooLarge("row", limits.rowCharacters, placeOf(text, start));
  const slice = text.slice(start, end);
  try {
    return JSON.parse(slice) as unknown;
  } catch (thrown) {
    throw unreadable("json", placeOf(text, start + findJsonError(slice)), thrown);
  }
}

/** The elements of the list that opens at `open`; returns where it ends. */
function* listElements(
  text: string,
  open: number,
  longest: number,
): Generator<JsonElement, number, void> {
  let at = skipBlanks(text, open + 1);
  if (text.charCodeAt(at) === LIST_END) return at + 1;
  for (let line = 1; ; line++) {
    const end = skipValue(text, at, longest);
    yield { start: at, end, line };
    at = skipBlanks(text, end);
    const sign = text.charCodeAt(at);
    if (sign === LIST_END) return at + 1;
    if (sign !== COMMA) throw unreadable("json", placeOf(text, at));
    at = skipBlanks(text, at + 1);
  }
}

/** Where the only list of objects among the members of an object opens; null when there is none, or several. */
function listInside(
  text: string,
  open: number,
  limits: FileLimits,
): { readonly list: number | null; readonly end: number } {
  const lists = new Map<string, number>();
  const result = (end: number) => ({
    list: lists.size === 1 ? ([...lists.values()][0] ?? null) : null,
    end,
  });
  let at = skipBlanks(text, open + 1);
  if (text[at] === "}") return result(at + 1);
  for (;;) {
    if (text.charCodeAt(at) !== QUOTE) throw unreadable("json", placeOf(text, at));
    const nameEnd = skipString(text, at);
    const name = text.slice(at, nameEnd);
    parseJson(text, at, nameEnd, limits);
    at = skipBlanks(text, nameEnd);
    if (text[at] !== ":") throw unreadable("json", placeOf(text, at));
    at = skipBlanks(text, at + 1);
    let end: number;
    lists.delete(name);
    if (text[at] === "[") {
      const elements = listElements(text, at, limits.rowCharacters);
      let found = elements.next();
      let holdsObjects = found.done !== true;
      for (; found.done !== true; found = elements.next())
        if (!"{[n".includes(text.charAt(found.value.start))) holdsObjects = false;
      end = found.value;
      if (holdsObjects) lists.set(name, at);
      else parseJson(text, at, end, limits);
    } else {
      end = skipValue(text, at, limits.rowCharacters);
      parseJson(text, at, end, limits);
    }
    at = skipBlanks(text, end);
    if (text[at] === "}") return result(at + 1);
    if (text.charCodeAt(at) !== COMMA) throw unreadable("json", placeOf(text, at));
    at = skipBlanks(text, at + 1);
  }
}

function refuseMore(text: string, end: number): void {
  const at = skipBlanks(text, end);
  if (at < text.length) throw unreadable("json", placeOf(text, at));
}

/** Where the value that begins here ends: brackets are counted, strings passed over, nothing else is checked. */
function skipValue(text: string, start: number, longest: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return skipString(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) at = skipString(text, at) - 1;
    else if (char === LIST || char === OBJECT) depth += 1;
    else if (char === LIST_END || char === OBJECT_END) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (char === COMMA || isBlank(char))) return at;
    if (at - start > longest) throw tooLarge("row", longest, placeOf(text, start));
  }
  return text.length;
}

function skipString(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === ESCAPE) escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return text.length;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

const isBlank = (char: number): boolean =>
  char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;

const QUOTE = 0x22;
const COMMA = 0x2c;
const LIST = 0x5b;
const ESCAPE = 0x5c;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
