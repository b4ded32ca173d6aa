import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { openBytes, sealBytes } from "../sealing/seal-bytes.ts";

/**
 * A journal file: a header, then records one after the other. All numbers are unsigned, 32 bits, little end first.
 *
 *   header   "INTJRNL" 0x0A · format · journal id (16 bytes) · CRC of what precedes
 *   record   length of the body · number from 0 · CRC of these two · CRC of the body · body
 *
 * The body is sealed for this journal and this number: a record copied from elsewhere, or moved, does not open.
 */
const MAGIC = Buffer.from("INTJRNL\n", "latin1");
const FORMAT = 1;
const ID_BYTES = 16;
export const HEADER_BYTES = MAGIC.length + 4 + ID_BYTES + 4;
export const RECORD_HEAD_BYTES = 16;

/** What a journal is: its id is drawn anew with each file. */
export type JournalHeader = { readonly id: string };

/** The header of a new file. */
export function makeHeader(): { readonly header: JournalHeader; readonly bytes: Buffer } {
  const bytes = Buffer.alloc(HEADER_BYTES);
  const id = randomBytes(ID_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(FORMAT, MAGIC.length);
  id.copy(bytes, MAGIC.length + 4);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, HEADER_BYTES - 4)), HEADER_BYTES - 4);
  return { header: { id: id.toString("hex") }, bytes };
}

/** Null when these are not the first bytes of a journal of this format. */
export function readHeader(bytes: Buffer): JournalHeader | null {
  if (bytes.length < HEADER_BYTES) return null;
  if (bytes.readUInt32LE(HEADER_BYTES - 4) !== crc32(bytes.subarray(0, HEADER_BYTES - 4)))
    return null;
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  if (bytes.readUInt32LE(MAGIC.length) !== FORMAT) return null;
  return { id: bytes.subarray(MAGIC.length + 4, HEADER_BYTES - 4).toString("hex") };
}

/** One record, whole, as it lies in the file. */
export function makeRecord(
  key: Uint8Array,
  { id }: JournalHeader,
  number: number,
  entry: Uint8Array,
): Buffer {
  const body = sealBytes(key, entry, placeOf(id, number));
  const head = Buffer.alloc(RECORD_HEAD_BYTES);
  head.writeUInt32LE(body.length, 0);
  head.writeUInt32LE(number, 4);
  head.writeUInt32LE(crc32(head.subarray(0, 8)), 8);
  head.writeUInt32LE(crc32(body), 12);
  return Buffer.concat([head, body]);
}

/** A record found whole by its checksums; its body still has to be opened. */
export type FramedRecord = { readonly number: number; readonly body: Buffer; readonly end: number };

/** The record that begins at `offset`; null when its checksums do not hold or the file ends before it does. */
export function readRecord(bytes: Buffer, offset: number): FramedRecord | null {
  if (offset + RECORD_HEAD_BYTES > bytes.length) return null;
  const end = offset + RECORD_HEAD_BYTES + bytes.readUInt32LE(offset);
  if (end > bytes.length) return null;
  if (bytes.readUInt32LE(offset + 8) !== crc32(bytes.subarray(offset, offset + 8))) return null;
  const body = bytes.subarray(offset + RECORD_HEAD_BYTES, end);
  if (bytes.readUInt32LE(offset + 12) !== crc32(body)) return null;
  return { number: bytes.readUInt32LE(offset + 4), body, end };
}

/** The entry of a record; null under another key, in another journal or at another place. */
export const openRecord = (
  key: Uint8Array,
  { id }: JournalHeader,
  { number, body }: Pick<FramedRecord, "number" | "body">,
): Uint8Array | null => openBytes(key, body, placeOf(id, number));

const placeOf = (id: string, number: number): string => `journal ${id} ${String(number)}`;
