import { Fault, hashOfBytes } from "../../base/index.ts";

/** What a sealed file holds. */
export type SealedKind = "backup" | "carry";

/** What the header says in clear (B1): how to derive the key, and nothing about anybody. */
export type FileHeader = {
  readonly kind: SealedKind;
  /** Rounds of PBKDF2-HMAC-SHA-256. */
  readonly iterations: number;
  /** Plain bytes of a chunk. */
  readonly chunkSize: number;
  /** 32 bytes. */
  readonly salt: Uint8Array;
  /** 7 bytes: the start of every nonce of the file. */
  readonly nonceStart: Uint8Array;
  /** 16 bytes derived from the passphrase, beside the key: a wrong one is told from a damaged file. */
  readonly proof: Uint8Array;
};

export const HEADER_LENGTH = 100;
/** Bytes of the header that every chunk is bound to: all but the length and the checksum, which are known last. */
export const BOUND_LENGTH = 76;
const VERSION = 1;
/** As PNG does: a byte above 127, line ends of both kinds and an end-of-file mark show a transfer that takes it for text. */
const MAGIC = Uint8Array.of(0x89, 0x49, 0x54, 0x44, 0x0d, 0x0a, 0x1a, 0x0a);
const KINDS: readonly SealedKind[] = ["backup", "carry"];

/** OWASP's floor for PBKDF2-HMAC-SHA-256, and what no file of ours asks for (B3). */
export const LEAST_ITERATIONS = 600_000;
const MOST_ITERATIONS = 10_000_000;
const [LEAST_CHUNK, MOST_CHUNK] = [64, 16 * 1024 * 1024];

/** @param length of the whole file, in bytes */
export function writeHeader(header: FileHeader, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_LENGTH);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC, 0);
  view.setUint16(8, VERSION);
  view.setUint8(10, KINDS.indexOf(header.kind) + 1);
  view.setUint8(11, 1);
  view.setUint32(12, header.iterations);
  view.setUint32(16, header.chunkSize);
  bytes.set(header.salt, 20);
  bytes.set(header.nonceStart, 52);
  bytes.set(header.proof, 60);
  view.setBigUint64(76, BigInt(length));
  bytes.set(checksumOf(bytes), 84);
  return bytes;
}

/**
 * Reads and judges a header (B2–B4). Faults: FILE_EMPTY, FILE_KIND_UNKNOWN, FILE_TRUNCATED, FILE_UNREADABLE with `reason`
 * `header`, `newer` or `appended`.
 * @param start the first bytes of the file, HEADER_LENGTH of them where there are as many
 * @param length of the whole file
 */
export function readHeader(start: Uint8Array, length: number): FileHeader {
  if (length === 0) throw new Fault("FILE_EMPTY", "the file is empty");
  const common = Math.min(MAGIC.length, start.length);
  if (!sameBytes(start.subarray(0, common), MAGIC.subarray(0, common)))
    throw new Fault("FILE_KIND_UNKNOWN", "not a sealed file of this product", {
      reason: "foreign",
    });
  if (start.length < HEADER_LENGTH) throw truncated(length, HEADER_LENGTH);
  const bytes = start.slice(0, HEADER_LENGTH);
  const view = new DataView(bytes.buffer);
  if (!sameBytes(bytes.subarray(84), checksumOf(bytes))) throw unreadable("header");
  if (view.getUint16(8) > VERSION) throw unreadable("newer", { version: view.getUint16(8) });
  const kind = KINDS[view.getUint8(10) - 1];
  const [iterations, chunkSize] = [view.getUint32(12), view.getUint32(16)];
  const sound =
    view.getUint16(8) === VERSION &&
    view.getUint8(11) === 1 &&
    isWithin(iterations, LEAST_ITERATIONS, MOST_ITERATIONS) &&
    isWithin(chunkSize, LEAST_CHUNK, MOST_CHUNK);
  if (kind === undefined || !sound) throw unreadable("header");
  const declared = Number(view.getBigUint64(76));
  if (length < declared) throw truncated(length, declared);
  if (length > declared) throw unreadable("appended", { extra: length - declared });
  return {
    kind,
    iterations,
    chunkSize,
    salt: bytes.slice(20, 52),
    nonceStart: bytes.slice(52, 59),
    proof: bytes.slice(60, 76),
  };
}

/** FILE_UNREADABLE, for a stated reason. */
export const unreadable = (
  reason: "header" | "newer" | "appended" | "damaged" | "content" | "other-person",
  details: Readonly<Record<string, unknown>> = {},
): Fault => new Fault("FILE_UNREADABLE", `sealed file: ${reason}`, { reason, ...details });

const truncated = (length: number, declared: number): Fault =>
  new Fault("FILE_TRUNCATED", "the file ends too early", { length, declared });

const isWithin = (value: number, least: number, most: number): boolean =>
  value >= least && value <= most;

/** First 16 bytes of the SHA-256 of all before it. */
function checksumOf(bytes: Uint8Array): Uint8Array {
  const hex = hashOfBytes(bytes.slice(0, 84));
  return Uint8Array.from({ length: 16 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);
