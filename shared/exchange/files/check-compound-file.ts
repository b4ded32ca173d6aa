import { Fault } from "../../base/index.ts";
import { lookAtRecords } from "./look-at-records.ts";
import { kindUnknown, tooLarge, truncated } from "./file-fault.ts";
import type { FileLimits } from "./limits.ts";

const HEADER_LENGTH = 512;
const LAST_SECTOR = 0xfffffffa;

/**
 * Checks the frame of an OLE compound file (Excel 97–2003 and, for encrypted files, every Excel since)
 * before a parser is let in: its directory is finite, it holds a workbook, and every sector of the workbook
 * lies in the file.
 *
 * Faults: FILE_TRUNCATED, FILE_ENCRYPTED, FILE_TOO_LARGE (rows), FILE_KIND_UNKNOWN (old-office: a letter, a message…).
 */
export function checkCompoundFile(bytes: Uint8Array, limits: FileLimits): void {
  if (bytes.length < HEADER_LENGTH) throw truncated();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorSize = 2 ** view.getUint16(30, true);
  if (sectorSize !== 512 && sectorSize !== 4096) throw kindUnknown("old-office");
  const table = allocationTable(view, sectorSize);
  const streams = readDirectory(view, table, view.getUint32(48, true), sectorSize);
  if (streams.has("EncryptedPackage") || streams.has("EncryptionInfo")) {
    throw new Fault("FILE_ENCRYPTED", "password-protected workbook");
  }
  const workbook = streams.get("Workbook") ?? streams.get("Book");
  if (workbook === undefined) throw kindUnknown("old-office");
  // streams under the cutoff live in the root's own stream
  const holder = workbook.size < view.getUint32(56, true) ? streams.get("Root Entry") : workbook;
  if (holder !== undefined) checkStream(view, table, holder, sectorSize);
  if (holder === workbook) checkRecords(bytes, table, workbook, sectorSize, limits);
}

/** The cells of a workbook under the cutoff of small streams are too few to look at. */
function checkRecords(
  bytes: Uint8Array,
  table: readonly number[],
  { start, size }: Stream,
  sectorSize: number,
  limits: FileLimits,
): void {
  const sectors: number[] = [];
  for (let sector = start; sectors.length * sectorSize < size;) {
    sectors.push(sector);
    sector = table[sector] ?? LAST_SECTOR;
  }
  const byteAt = (offset: number): number =>
    bytes[
      ((sectors[Math.floor(offset / sectorSize)] ?? 0) + 1) * sectorSize + (offset % sectorSize)
    ] ?? 0;
  const { cells, isEncrypted } = lookAtRecords(byteAt, size, limits.foreignCells);
  if (isEncrypted) throw new Fault("FILE_ENCRYPTED", "password-protected workbook");
  if (cells > limits.foreignCells) throw tooLarge("rows", limits.rows);
}

type Stream = { readonly start: number; readonly size: number };

/** Every sector of a stream must lie in the file; writers may leave the very last one short. */
function checkStream(
  view: DataView,
  table: readonly number[],
  stream: Stream,
  sectorSize: number,
): void {
  let sector = stream.start;
  for (let at = 0; at < stream.size; at += sectorSize) {
    const end = (sector + 1) * sectorSize + Math.min(sectorSize, stream.size - at);
    if (sector >= LAST_SECTOR || end > view.byteLength) throw truncated();
    sector = table[sector] ?? LAST_SECTOR;
  }
}

function allocationTable(view: DataView, sectorSize: number): number[] {
  const perSector = sectorSize / 4;
  const tableSectors: number[] = [];
  const declared = view.getUint32(44, true);
  for (let at = 76; at < HEADER_LENGTH && tableSectors.length < declared; at += 4) {
    tableSectors.push(view.getUint32(at, true));
  }
  let next = view.getUint32(68, true);
  for (let steps = 0; next < LAST_SECTOR && tableSectors.length < declared; steps++) {
    const start = (next + 1) * sectorSize;
    if (start + sectorSize > view.byteLength || steps > 10_000) throw truncated();
    for (let at = 0; at < perSector - 1 && tableSectors.length < declared; at++) {
      tableSectors.push(view.getUint32(start + at * 4, true));
    }
    next = view.getUint32(start + sectorSize - 4, true);
  }
  const table: number[] = [];
  for (const sector of tableSectors) {
    const start = (sector + 1) * sectorSize;
    if (start + sectorSize > view.byteLength)
      throw truncated({ missing: start + sectorSize - view.byteLength });
    for (let at = 0; at < perSector; at++) table.push(view.getUint32(start + at * 4, true));
  }
  return table;
}

function readDirectory(
  view: DataView,
  table: readonly number[],
  first: number,
  sectorSize: number,
): ReadonlyMap<string, Stream> {
  const streams = new Map<string, Stream>();
  let sector = first;
  for (let steps = 0; sector < LAST_SECTOR; steps++) {
    const start = (sector + 1) * sectorSize;
    if (start + sectorSize > view.byteLength || steps > table.length) throw truncated();
    for (let at = start; at < start + sectorSize; at += 128) {
      const length = Math.min(64, view.getUint16(at + 64, true));
      let name = "";
      for (let char = 0; char + 2 < length; char += 2) {
        name += String.fromCharCode(view.getUint16(at + char, true));
      }
      if (name === "" || streams.has(name)) continue;
      streams.set(name, {
        start: view.getUint32(at + 116, true),
        size: view.getUint32(at + 120, true),
      });
    }
    sector = table[sector] ?? LAST_SECTOR;
  }
  return streams;
}
