import { constants, crc32, deflateRawSync } from "node:zlib";

/** One part of an archive as it will lie there; what the directory says of it may be a lie. */
export type PartToWrite = {
  readonly name: string;
  readonly method: 0 | 8;
  /** Compressed bytes, in pieces. */
  readonly packed: readonly Uint8Array[];
  readonly crc: number;
  /** As the directory declares it. */
  readonly size: number;
  /** As the directory declares it; the real one unless told. */
  readonly packedSize?: number;
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A part that says the truth. */
export function honestPart(name: string, content: string | Uint8Array, level = 6): PartToWrite {
  const bytes = typeof content === "string" ? utf8(content) : content;
  return {
    name,
    method: level === 0 ? 0 : 8,
    packed: [level === 0 ? bytes : deflateRawSync(bytes, { level })],
    crc: crc32(bytes),
    size: bytes.length,
  };
}

/**
 * A part of any size made of pieces, each packed as it comes, so that nothing is ever held whole. A full flush makes each piece
 * stand alone: one that comes back is packed once.
 */
export function streamedPart(
  name: string,
  pieces: Iterable<string | Uint8Array>,
  level = 6,
): PartToWrite {
  const packed: Uint8Array[] = [];
  let last: {
    readonly piece: string | Uint8Array;
    readonly bytes: Uint8Array;
    readonly small: Uint8Array;
  } | null = null;
  let crc = 0;
  let size = 0;
  for (const piece of pieces) {
    if (last === null || last.piece !== piece) {
      const bytes: Uint8Array = typeof piece === "string" ? utf8(piece) : piece;
      last = {
        piece,
        bytes,
        small: deflateRawSync(bytes, { level, finishFlush: constants.Z_FULL_FLUSH }),
      };
    }
    crc = crc32(last.bytes, crc);
    size += last.bytes.length;
    packed.push(last.small);
  }
  packed.push(deflateRawSync(new Uint8Array()));
  return { name, method: 8, packed, crc, size };
}

/** The archive, in pieces. `overlap`: every part but the first is said to lie where the first does. */
export function writeZip(
  parts: readonly PartToWrite[],
  lies: { readonly overlap?: boolean } = {},
): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [rank, part] of parts.entries()) {
    const name = utf8(part.name);
    const real = part.packed.reduce((sum, piece) => sum + piece.length, 0);
    const facts = new Uint8Array(26);
    const view = new DataView(facts.buffer);
    view.setUint16(0, 20, true);
    view.setUint16(4, part.method, true);
    view.setUint32(10, part.crc, true);
    view.setUint32(14, part.packedSize ?? real, true);
    view.setUint32(18, part.size, true);
    view.setUint16(22, name.length, true);
    const tail = new Uint8Array(14);
    new DataView(tail.buffer).setUint32(10, lies.overlap && rank > 0 ? 0 : offset, true);
    directory.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), facts, tail, name);
    pieces.push(Uint8Array.of(0x50, 0x4b, 3, 4), facts, name, ...part.packed);
    offset += 30 + name.length + real;
  }
  const length = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  if (parts.length < 0xffff) {
    view.setUint16(8, parts.length, true);
    view.setUint16(10, parts.length, true);
    view.setUint32(12, length, true);
    view.setUint32(16, offset, true);
    return [...pieces, ...directory, end];
  }
  const end64 = new Uint8Array(56 + 20);
  const wide = new DataView(end64.buffer);
  wide.setUint32(0, 0x06064b50, true);
  wide.setBigUint64(4, 44n, true);
  wide.setBigUint64(24, BigInt(parts.length), true);
  wide.setBigUint64(32, BigInt(parts.length), true);
  wide.setBigUint64(40, BigInt(length), true);
  wide.setBigUint64(48, BigInt(offset), true);
  wide.setUint32(56, 0x07064b50, true);
  wide.setBigUint64(64, BigInt(offset + length), true);
  wide.setUint32(72, 1, true);
  view.setUint16(8, 0xffff, true);
  view.setUint16(10, 0xffff, true);
  view.setUint32(12, 0xffffffff, true);
  view.setUint32(16, 0xffffffff, true);
  return [...pieces, ...directory, end64, end];
}
