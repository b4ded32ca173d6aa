import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { constants, gunzipSync, inflateRawSync } from "node:zlib";
import { readTableBlocks } from "./read-table-blocks.ts";

/** A planted text found in clear, and where. */
export interface Found {
  readonly text: string;
  readonly file: string;
  readonly as: string;
}

/** What a browser keeps for its own use (fields filled in, pages seen) and Electron has not: the double runs a whole browser. */
const BROWSER_ONLY = /chromium\/Default\/(Login Data|Web Data|History|Shortcuts|Sessions\/)/;

/**
 * Searches every file of a folder for the texts: as UTF-8, UTF-16LE and Latin-1, in the file as it is, in the uncompressed blocks
 * of LevelDB tables, and in whatever of both begins as gzip.
 */
export async function findPlanted(
  folder: string,
  texts: readonly string[],
): Promise<{ readonly found: readonly Found[]; readonly files: number; readonly bytes: number }> {
  const found: Found[] = [];
  const textsIn = searchFor(texts);
  let files = 0;
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const file = relative(folder, path);
    for (const text of texts) if (file.includes(text)) found.push({ text, file, as: "name" });
    if (!entry.isFile() || BROWSER_ONLY.test(file)) continue;
    const whole = await readFile(path);
    files += 1;
    bytes += whole.length;
    for (const { as, part } of readingsOf(whole, entry.name))
      for (const text of textsIn(part)) found.push({ text, file, as });
  }
  return { found, files, bytes };
}

function* readingsOf(
  whole: Buffer,
  name: string,
): Generator<{ readonly as: string; readonly part: Buffer }> {
  yield { as: "file", part: whole };
  for (const part of inflatedIn(whole)) yield { as: "gzip", part };
  if (!/[.](ldb|sst)$/.test(name)) return;
  for (const block of readTableBlocks(whole)) {
    yield { as: "table block", part: block };
    for (const part of inflatedIn(block)) yield { as: "gzip in a table block", part };
  }
}

/** Looks for all texts in one pass: their first two bytes tell where to look closer. */
function searchFor(texts: readonly string[]): (part: Buffer) => ReadonlySet<string> {
  const byStart = new Map<number, { readonly text: string; readonly bytes: Buffer }[]>();
  for (const text of texts)
    for (const encoding of ["utf8", "utf16le", "latin1"] as const) {
      const bytes = Buffer.from(text, encoding);
      const start = bytes.readUInt16LE(0);
      byStart.set(start, [...(byStart.get(start) ?? []), { text, bytes }]);
    }
  const starts = new Uint8Array(65_536);
  for (const start of byStart.keys()) starts[start] = 1;
  return (part) => {
    const found = new Set<string>();
    for (let at = 0; at + 1 < part.length; at += 1) {
      const start = (part[at] ?? 0) | ((part[at + 1] ?? 0) << 8);
      if (starts[start] !== 1) continue;
      for (const { text, bytes } of byStart.get(start) ?? [])
        if (part.subarray(at, at + bytes.length).equals(bytes)) found.add(text);
    }
    return found;
  };
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

/** Everything that begins as gzip and inflates, however it ends. */
function* inflatedIn(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) {
    for (const inflate of [
      () => gunzipSync(bytes.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH }),
      () => inflateRawSync(bytes.subarray(at + 10), { finishFlush: constants.Z_SYNC_FLUSH }),
    ])
      try {
        yield inflate();
        break;
      } catch {
        // Not gzip, or followed by something else: the raw reading is tried, then nothing.
      }
  }
}
