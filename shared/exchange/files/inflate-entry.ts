import { Inflate } from "fflate";
import { addToCrc } from "./crc.ts";
import { inflatesTooMuch, tooLarge, unreadable } from "./file-fault.ts";
import type { FileLimits } from "./limits.ts";
import { makeTextDecoder } from "./text-decoder.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** Shared by the parts of one archive: all of them together stay under `limits.inflatedBytes`. */
export type InflateBudget = { left: number };

export type InflatedChunk<T> = {
  readonly content: T;
  /** Compressed bytes consumed so far, for progress. */
  readonly consumed: number;
};

/** Small enough that the worst compression (1032 to 1) makes 16 MB at a time. */
const INPUT_CHUNK = 16 * 1024;

/** Refuses a part by what its directory line declares, before a byte of it is inflated. */
export function checkDeclaredSize(
  entry: ZipEntry,
  budget: InflateBudget,
  limits: FileLimits,
): void {
  if (entry.size > budget.left) throw inflatesTooMuch(entry.name, entry.size, limits.inflatedBytes);
  if (entry.size > limits.ratioFloorBytes && entry.size > entry.compressedSize * limits.ratio) {
    throw inflatesTooMuch(entry.name, entry.size, entry.compressedSize * limits.ratio);
  }
}

/**
 * Inflates one part piece by piece, holding it to its declared size and checksum, so that neither a
 * bomb nor a flipped bit gets through unseen.
 *
 * Faults: FILE_INFLATES_TOO_MUCH, FILE_UNREADABLE (part-damaged).
 */
export function* inflateEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: InflateBudget,
  limits: FileLimits,
): Generator<InflatedChunk<Uint8Array>, void> {
  checkDeclaredSize(entry, budget, limits);
  const data = bytes.subarray(entry.start, entry.start + entry.compressedSize);
  let size = 0;
  let crc = 0;
  for (const chunk of entry.method === 0 ? slices(data) : inflated(data, entry.name)) {
    size += chunk.content.length;
    budget.left -= chunk.content.length;
    if (size > entry.size) throw inflatesTooMuch(entry.name, size, entry.size);
    crc = addToCrc(crc, chunk.content);
    yield chunk;
  }
  if (size !== entry.size || crc !== entry.crc)
    throw unreadable("part-damaged", { part: entry.name });
}

/** The same as text: UTF-8, or UTF-16 when a byte-order mark says so. */
export function* inflateText(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: InflateBudget,
  limits: FileLimits,
): Generator<InflatedChunk<string>, void> {
  let decoder: ReturnType<typeof makeTextDecoder> | null = null;
  try {
    for (const { content, consumed } of inflateEntry(bytes, entry, budget, limits)) {
      const isFirst = decoder === null;
      decoder ??= makeTextDecoder(encodingOf(content), true);
      const text = decoder.decode(content, { stream: true });
      yield { content: isFirst ? text.replace(/^\ufeff/, "") : text, consumed };
    }
    decoder?.decode();
  } catch (thrown) {
    if (thrown instanceof TypeError) throw unreadable("encoding", { part: entry.name }, thrown);
    throw thrown;
  }
}

/** A small part at once, of `limits.partBytes` at most. */
export function inflateWholeText(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: InflateBudget,
  limits: FileLimits,
): string {
  if (entry.size > limits.partBytes) throw tooLarge("part", limits.partBytes, { part: entry.name });
  let text = "";
  for (const { content } of inflateText(bytes, entry, budget, limits)) text += content;
  return text;
}

function encodingOf(first: Uint8Array): string {
  if (first[0] === 0xff && first[1] === 0xfe) return "utf-16le";
  return first[0] === 0xfe && first[1] === 0xff ? "utf-16be" : "utf-8";
}

function* slices(data: Uint8Array): Generator<InflatedChunk<Uint8Array>> {
  for (let at = 0; at < data.length; at += 64 * 1024) {
    const content = data.subarray(at, at + 64 * 1024);
    yield { content, consumed: at + content.length };
  }
}

function* inflated(data: Uint8Array, part: string): Generator<InflatedChunk<Uint8Array>> {
  const ready: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => ready.push(chunk));
  for (let at = 0; at < data.length || at === 0; at += INPUT_CHUNK) {
    const input = data.subarray(at, at + INPUT_CHUNK);
    try {
      inflate.push(input, at + INPUT_CHUNK >= data.length);
    } catch (thrown) {
      throw unreadable("part-damaged", { part }, thrown);
    }
    for (const content of ready.splice(0)) {
      if (content.length > 0) yield { content, consumed: at + input.length };
    }
  }
}
