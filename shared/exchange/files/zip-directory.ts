import { Fault } from "../../base/index.ts";
import { tooLarge, truncated, unreadable } from "./file-fault.ts";
import type { FileLimits } from "./limits.ts";
import { makeTextDecoder } from "./text-decoder.ts";

/** One file of a ZIP archive, its place already checked against the archive. */
export type ZipEntry = {
  readonly name: string;
  readonly method: 0 | 8;
  readonly crc: number;
  /** As declared, in bytes; `inflateEntry` holds the archive to it. */
  readonly size: number;
  readonly compressedSize: number;
  /** Where the compressed bytes begin in the archive. */
  readonly start: number;
};

export type ZipDirectory = {
  find(name: string): ZipEntry | undefined;
  readonly names: readonly string[];
};

const END = 0x06054b50;
const END_64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const CENTRAL_LENGTH = 46;
const LOCAL_LENGTH = 30;

/**
 * Reads the central directory of a ZIP archive and checks it before anything is inflated: number of
 * entries, every entry inside the archive, announced by a local header of the same name, and
 * overlapping no other. Names are looked up whatever their case, as office programs do.
 *
 * Faults: FILE_TRUNCATED (no end record), FILE_ENCRYPTED, FILE_TOO_LARGE, FILE_UNREADABLE (zip-…).
 */
export function readZipDirectory(bytes: Uint8Array, limits: FileLimits): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const { count, offset, size } = readEnd(view, end);
  if (count > limits.zipEntries) throw tooLarge("zip-entries", limits.zipEntries);
  if (offset + size > end) throw unreadable("zip-damaged");

  const entries: ZipEntry[] = [];
  let at = offset;
  for (let rank = 0; rank < count; rank++) {
    if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL) {
      throw unreadable("zip-damaged");
    }
    entries.push(readEntry(bytes, view, at, offset));
    at +=
      CENTRAL_LENGTH +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  checkOverlaps(entries, offset);

  const byName = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const key = entry.name.toLowerCase();
    if (byName.has(key)) throw unreadable("zip-overlapping", { part: entry.name });
    byName.set(key, entry);
  }
  return {
    find: (name) => byName.get(name.toLowerCase()),
    names: entries.map((entry) => entry.name),
  };
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_LENGTH - 0xffff);
  for (let at = view.byteLength - END_LENGTH; at >= lowest; at--) {
    if (
      view.getUint32(at, true) === END &&
      at + END_LENGTH + view.getUint16(at + 20, true) <= view.byteLength
    ) {
      return at;
    }
  }
  throw truncated();
}

function readEnd(view: DataView, end: number): { count: number; offset: number; size: number } {
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (count !== 0xffff && size !== 0xffffffff && offset !== 0xffffffff)
    return { count, offset, size };
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return { count, offset, size };
  const end64 = readUint64(view, locator + 8);
  if (end64 + 56 > end || view.getUint32(end64, true) !== END_64) throw unreadable("zip-damaged");
  return {
    count: readUint64(view, end64 + 32),
    size: readUint64(view, end64 + 40),
    offset: readUint64(view, end64 + 48),
  };
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, directory: number): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const nameLength = view.getUint16(at + 28, true);
  const nameBytes = bytes.subarray(at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + nameLength);
  const name = makeTextDecoder("utf-8").decode(nameBytes).replaceAll("\\", "/").replace(/^\/+/, "");
  if (flags & 1) throw new Fault("FILE_ENCRYPTED", "encrypted ZIP entry", { part: name });
  if (method !== 0 && method !== 8) throw unreadable("zip-method", { part: name });

  const sizes = {
    size: view.getUint32(at + 24, true),
    compressedSize: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  };
  readZip64Extra(view, at + CENTRAL_LENGTH + nameLength, view.getUint16(at + 30, true), sizes);

  const local = sizes.offset;
  if (local + LOCAL_LENGTH > directory || view.getUint32(local, true) !== LOCAL) {
    throw unreadable("zip-damaged", { part: name });
  }
  const localNameLength = view.getUint16(local + 26, true);
  const start = local + LOCAL_LENGTH + localNameLength + view.getUint16(local + 28, true);
  const sameName =
    localNameLength === nameLength &&
    nameBytes.every((byte, index) => byte === bytes[local + LOCAL_LENGTH + index]);
  if (!sameName || start + sizes.compressedSize > directory) {
    throw unreadable("zip-damaged", { part: name });
  }
  if (method === 0 && sizes.size !== sizes.compressedSize) {
    throw unreadable("zip-damaged", { part: name });
  }
  return {
    name,
    method,
    crc: view.getUint32(at + 16, true),
    size: sizes.size,
    compressedSize: sizes.compressedSize,
    start,
  };
}

/** Sizes of 0xFFFFFFFF stand in the ZIP64 extra field instead, in this order, only those. */
function readZip64Extra(
  view: DataView,
  from: number,
  length: number,
  sizes: { size: number; compressedSize: number; offset: number },
): void {
  const end = Math.min(from + length, view.byteLength);
  for (let at = from; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    for (const field of ["size", "compressedSize", "offset"] as const) {
      if (sizes[field] !== 0xffffffff || next + 8 > end) continue;
      sizes[field] = readUint64(view, next);
      next += 8;
    }
    return;
  }
}

function checkOverlaps(entries: readonly ZipEntry[], directory: number): void {
  const inOrder = [...entries].sort((left, right) => left.start - right.start);
  inOrder.forEach((entry, rank) => {
    const next = inOrder[rank + 1];
    const limit = next === undefined ? directory : next.start - LOCAL_LENGTH;
    if (entry.start + entry.compressedSize > limit) {
      throw unreadable("zip-overlapping", { part: entry.name });
    }
  });
}

const readUint64 = (view: DataView, at: number): number =>
  view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
