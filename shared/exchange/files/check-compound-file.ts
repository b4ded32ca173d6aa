import { Fault } from "../../base/index.ts";
import { kindUnknown, truncated } from "./file-fault.ts";

const HEADER_LENGTH = 512;
const LAST_SECTOR = 0xfffffffa;
const FREE_SECTOR = 0xffffffff;

/**
 * Checks the frame of an OLE compound file (Excel 97–2003 and, for encrypted files, every Excel since)
 * before a parser is let in: every sector its allocation table uses lies in the file, its directory is
 * finite, and it holds a workbook.
 *
 * Faults: FILE_TRUNCATED, FILE_ENCRYPTED, FILE_KIND_UNKNOWN (old-office: a letter, a message…).
 */
export function checkCompoundFile(bytes: Uint8Array): void {
  if (bytes.length < HEADER_LENGTH) throw truncated();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorSize = 2 ** view.getUint16(30, true);
  if (sectorSize !== 512 && sectorSize !== 4096) throw kindUnknown("old-office");
  const startOf = (sector: number): number => (sector + 1) * sectorSize;

  const table = allocationTable(view, sectorSize);
  let used = table.length;
  while (used > 0 && table[used - 1] === FREE_SECTOR) used--;
  const missing = startOf(used) - bytes.length;
  // writers may leave the very last sector short
  if (missing >= sectorSize) throw truncated({ missing });

  const names = directoryNames(view, table, view.getUint32(48, true), sectorSize);
  if (names.has("EncryptedPackage") || names.has("EncryptionInfo")) {
    throw new Fault("FILE_ENCRYPTED", "password-protected workbook");
  }
  if (!names.has("Workbook") && !names.has("Book")) throw kindUnknown("old-office");
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

function directoryNames(
  view: DataView,
  table: readonly number[],
  first: number,
  sectorSize: number,
): ReadonlySet<string> {
  const names = new Set<string>();
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
      if (name !== "") names.add(name);
    }
    sector = table[sector] ?? LAST_SECTOR;
  }
  return names;
}
