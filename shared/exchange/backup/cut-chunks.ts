import { HEADER_LENGTH } from "./file-header.ts";

/** Bytes that sealing adds to a chunk: the tag of AES-GCM. */
const TAG_LENGTH = 16;

export type ChunkSpan = {
  readonly number: number;
  /** Place in the file, [start, end). */
  readonly start: number;
  readonly end: number;
  readonly last: boolean;
};

/** Where each sealed chunk lies in a file of this length; there is always a last one (B5). */
export function cutChunks(length: number, chunkSize: number): readonly ChunkSpan[] {
  const spans: ChunkSpan[] = [];
  const step = chunkSize + TAG_LENGTH;
  for (let start = HEADER_LENGTH, number = 0; ; start += step, number += 1) {
    const end = Math.min(start + step, length);
    spans.push({ number, start, end, last: end === length });
    if (end === length) return spans;
  }
}

/** Length of a file whose content has so many plain bytes. */
export function sealedLength(plain: number, chunkSize: number): number {
  const chunks = Math.max(1, Math.ceil(plain / chunkSize));
  return HEADER_LENGTH + plain + chunks * TAG_LENGTH;
}

/**
 * The nonce of a chunk (B5, B6): the file's own start, the number of the chunk, and whether it is the last (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár).
 */
export function nonceOf(
  nonceStart: Uint8Array,
  number: number,
  last: boolean,
): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  nonce.set(nonceStart, 0);
  new DataView(nonce.buffer).setUint32(7, number);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
