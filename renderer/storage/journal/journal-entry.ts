import type { PackedBlock, WriteBatch } from "../../../shared/ports/index.ts";
import { gunzipText, gzipText } from "../gzip.ts";

/** Which life of which database an entry belongs to; `sequence` grows with every batch of that life. */
export type EntryMark = {
  readonly generation: string;
  readonly deviceId: string;
  readonly sequence: number;
};

/**
 * What the journal says. `snapshot`: everything typed, as at its sequence, and nothing before counts. `batch`: one write, said before
 * IndexedDB was asked. `advance`: the same, of a step of central's feed, which central would give again. `void`: the batch of that sequence was refused by IndexedDB and never was.
 */
export type JournalEntry = EntryMark &
  (
    | { readonly kind: "snapshot" | "batch" | "advance"; readonly batch: WriteBatch }
    | { readonly kind: "void"; readonly batch: null }
  );

type Head = EntryMark & {
  readonly kind: JournalEntry["kind"];
  readonly part: number;
  readonly parts: number;
};

/** A write larger than this goes in several records; it counts once they are all there. */
const PART_BYTES = 8 * 1024 * 1024;
const MAX_INFLATED = 1024 * 1024 * 1024;

/**
 * Records of one entry, to append in order. Each is: length of its head (32 bits, little end first), head in JSON, part of the
 * gzipped JSON text of the batch.
 */
export async function encodeEntry(entry: JournalEntry): Promise<readonly Uint8Array[]> {
  const { kind, generation, deviceId, sequence } = entry;
  const body =
    entry.batch === null
      ? new Uint8Array()
      : await gzipText(JSON.stringify(plainBatch(entry.batch)));
  const parts = Math.max(1, Math.ceil(body.length / PART_BYTES));
  return Array.from({ length: parts }, (_, part) => {
    const head: Head = { kind, generation, deviceId, sequence, part, parts };
    return frame(head, body.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
  });
}

/** The entries of these records, in order; the parts of a write that never was whole are left out. */
export async function decodeEntries(
  records: readonly Uint8Array[],
): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  let parts: { head: Head; body: Uint8Array }[] = [];
  for (const record of records) {
    const read = unframe(record);
    if (read.head.part === 0) parts = [];
    if (read.head.part !== parts.length || read.head.sequence !== (parts[0] ?? read).head.sequence)
      continue;
    parts.push(read);
    if (parts.length < read.head.parts) continue;
    entries.push(await entryOf(parts));
    parts = [];
  }
  return entries;
}

/** The mark of a record that ends anything but a void; null for any other, which alone tells nothing. */
export function lastMark(record: Uint8Array): EntryMark | null {
  const { head } = unframe(record);
  if (head.kind === "void" || head.part !== head.parts - 1) return null;
  const { generation, deviceId, sequence } = head;
  return { generation, deviceId, sequence };
}

async function entryOf(
  parts: readonly { readonly head: Head; readonly body: Uint8Array }[],
): Promise<JournalEntry> {
  const { kind, generation, deviceId, sequence } = (parts[0] as (typeof parts)[number]).head;
  const mark = { generation, deviceId, sequence };
  if (kind === "void") return { ...mark, kind, batch: null };
  const body = new Uint8Array(
    await new Blob(parts.map((part) => part.body as BlobPart)).arrayBuffer(),
  );
  const batch = JSON.parse(await gunzipText(body, MAX_INFLATED)) as PlainBatch;
  return { ...mark, kind, batch: batchOf(batch) };
}

function frame(head: Head, body: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + text.length + body.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(body, 4 + text.length);
  return bytes;
}

function unframe(record: Uint8Array): { readonly head: Head; readonly body: Uint8Array } {
  const length = new DataView(record.buffer, record.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(record.subarray(4, 4 + length))) as Head;
  return { head, body: record.subarray(4 + length) };
}

type PlainBlock = Omit<PackedBlock, "bytes"> & { readonly bytes: string };
type PlainBatch = Omit<WriteBatch, "blocks"> & {
  readonly blocks?: Omit<NonNullable<WriteBatch["blocks"]>, "put"> & {
    readonly put?: readonly PlainBlock[];
  };
};

/** JSON holds no bytes: those of blocks become base64 text, which gzip brings back to their size. */
function plainBatch({ blocks, ...rest }: WriteBatch): PlainBatch {
  if (!blocks) return rest;
  const { put, ...others } = blocks;
  if (!put) return { ...rest, blocks: others };
  const plain = put.map((block) => ({ ...block, bytes: textOf(block.bytes) }));
  return { ...rest, blocks: { ...others, put: plain } };
}

function batchOf({ blocks, ...rest }: PlainBatch): WriteBatch {
  if (!blocks) return rest;
  const { put, ...others } = blocks;
  if (!put) return { ...rest, blocks: others };
  const packed = put.map((block) => ({ ...block, bytes: bytesOf(block.bytes) }));
  return { ...rest, blocks: { ...others, put: packed } };
}

function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(text);
}

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
