import { tooLarge, unreadable } from "./file-fault.ts";
import type { InflatedChunk } from "./inflate-entry.ts";
import type { FileLimits } from "./limits.ts";
import { findTag, joinTexts } from "./find-tag.ts";
import { refuseDoctype } from "./xml-text.ts";

/** The shared strings of an .xlsx, by number. */
export type SharedStrings = {
  readonly length: number;
  at(index: number): string | undefined;
};

export const NO_SHARED_STRINGS: SharedStrings = { length: 0, at: () => undefined };

/**
 * Finds the shared strings of an .xlsx, in order, and decodes each when a cell asks for it: where they lie costs eight bytes
 * each, a decoded string ten times that. Runs of rich text are joined, phonetic guides left out.
 */
export function readSharedStrings(
  chunks: Iterable<InflatedChunk<string>>,
  part: string,
  limits: FileLimits,
): SharedStrings {
  const places = new Places();
  const texts: string[] = [];
  let rest = "";
  let prefix: string | null = null;
  for (const { content } of chunks) {
    const xml = rest + content;
    if (prefix === null) {
      const root = /<(?:([\w.-]{1,100}):)?sst[\s/>]/.exec(xml);
      refuseDoctype(root ? xml.slice(0, root.index) : xml, part);
      if (!root) {
        if (xml.length > 65_536) throw unreadable("xml-damaged", { part });
        rest = xml;
        continue;
      }
      prefix = root[1] === undefined ? "" : `${root[1]}:`;
    }
    const before = places.length;
    let at = 0;
    for (;;) {
      const open = findTag(xml, `<${prefix}si`, at);
      if (open < 0) {
        at = Math.max(at, xml.lastIndexOf("<"));
        break;
      }
      const tagEnd = xml.indexOf(">", open);
      if (tagEnd < 0) {
        at = open;
        break;
      }
      const isEmpty = xml.charCodeAt(tagEnd - 1) === SLASH;
      const close = isEmpty ? tagEnd : xml.indexOf(`</${prefix}si>`, tagEnd);
      if (close < 0) {
        at = open;
        break;
      }
      if (places.length >= limits.sharedStrings)
        throw tooLarge("shared-strings", limits.sharedStrings);
      places.add(texts.length, isEmpty ? EMPTY : tagEnd + 1);
      at = isEmpty ? tagEnd + 1 : close + prefix.length + 5;
    }
    rest = at <= 0 ? xml : xml.slice(at);
    if (rest.length > limits.cellCharacters * 10)
      throw tooLarge("cell", limits.cellCharacters, { part });
    if (places.length > before) texts.push(xml);
  }
  return decodedWhenAsked(places, texts, prefix ?? "");
}

/** Strings decoded lately, so that one that comes back row after row is decoded once. */
const MAX_KEPT = 50_000;

function decodedWhenAsked(places: Places, texts: readonly string[], prefix: string): SharedStrings {
  const close = `</${prefix}si>`;
  const kept = new Map<number, string>();
  return {
    length: places.length,
    at(index) {
      const known = kept.get(index);
      if (known !== undefined) return known;
      const place = places.at(index);
      if (place === undefined) return undefined;
      const xml = texts[place.text] ?? "";
      const text =
        place.start === EMPTY
          ? ""
          : joinTexts(xml.slice(place.start, xml.indexOf(close, place.start)), prefix);
      if (kept.size >= MAX_KEPT) kept.clear();
      kept.set(index, text);
      return text;
    },
  };
}

/** Where each string lies: which text, and where it begins there. */
class Places {
  #numbers = new Uint32Array(2048);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(text: number, start: number): void {
    if (this.#length * 2 === this.#numbers.length) {
      const wider = new Uint32Array(this.#numbers.length * 2);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#length * 2] = text;
    this.#numbers[this.#length * 2 + 1] = start;
    this.#length += 1;
  }

  at(index: number): { readonly text: number; readonly start: number } | undefined {
    const text = this.#numbers[index * 2];
    const start = this.#numbers[index * 2 + 1];
    return index < this.#length && text !== undefined && start !== undefined
      ? { text, start }
      : undefined;
  }
}

/** No string begins at the very beginning of a text. */
const EMPTY = 0;
const SLASH = 0x2f;
