import {
  HEADER_BYTES,
  openRecord,
  readHeader,
  readRecord,
  RECORD_HEAD_BYTES,
  type JournalHeader,
} from "./journal-format.ts";

/** Where one record lies in its file. */
export type RecordPlace = { readonly offset: number; readonly end: number };

/**
 * What a file holds. `tail`: what follows the last whole record is no record, as after a cut write. `file`: no journal, or a
 * record that cannot be read with readable ones after it. `key`: whole, and sealed under another key.
 */
export type Scan = {
  readonly header: JournalHeader | null;
  /** Whole records from the first on, without a gap. */
  readonly records: readonly RecordPlace[];
  /** Where the last of them ends. */
  readonly end: number;
  readonly damage: "tail" | "file" | "key" | null;
};

/** Reads a file through, record by record, until the first that is not whole. Never throws, whatever the bytes. */
export function scanJournal(bytes: Buffer, key: Uint8Array): Scan {
  const header = readHeader(bytes);
  if (header === null) return { header, records: [], end: 0, damage: "file" };
  const records: RecordPlace[] = [];
  let offset = HEADER_BYTES;
  while (offset < bytes.length) {
    const record = readRecord(bytes, offset);
    const framed = record?.number === records.length ? record : null;
    if (framed === null || openRecord(key, header, framed) === null) {
      const damage = damageAt(bytes, offset, records.length, framed !== null);
      return { header, records, end: offset, damage };
    }
    records.push({ offset, end: framed.end });
    offset = framed.end;
  }
  return { header, records, end: offset, damage: null };
}

/** Which damage a record that cannot be read is: its checksums hold and it is the first = another key sealed it. */
function damageAt(
  bytes: Buffer,
  offset: number,
  number: number,
  framed: boolean,
): "tail" | "file" | "key" {
  if (framed) return number === 0 ? "key" : "file";
  return hasRecordAfter(bytes, offset + 1, number) ? "file" : "tail";
}

/** True when a later record is still whole: the bad one is no cut write then. */
function hasRecordAfter(bytes: Buffer, from: number, number: number): boolean {
  for (let offset = from; offset + RECORD_HEAD_BYTES <= bytes.length; offset += 1) {
    // Most places are told apart by two numbers, without a checksum.
    if (bytes.readUInt32LE(offset) > bytes.length - offset - RECORD_HEAD_BYTES) continue;
    const found = bytes.readUInt32LE(offset + 4);
    if (found <= number || found > number + bytes.length) continue;
    if (readRecord(bytes, offset) !== null) return true;
  }
  return false;
}
