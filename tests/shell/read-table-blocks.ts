/**
 * The blocks of a LevelDB table (`.ldb`), uncompressed: a text cut by Snappy's back references is not found in the file as it is.
 * What is not a table, or is damaged, gives nothing.
 */
export function readTableBlocks(table: Buffer): readonly Buffer[] {
  try {
    if (table.length < FOOTER || !table.subarray(-8).equals(MAGIC)) return [];
    const footer = new Reader(table, table.length - FOOTER);
    footer.varint();
    footer.varint();
    const index = blockAt(table, footer.varint(), footer.varint());
    return [index, ...handlesIn(index).map(([offset, size]) => blockAt(table, offset, size))];
  } catch {
    return [];
  }
}

const FOOTER = 48;
const MAGIC = Buffer.from([0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]);
const SNAPPY = 1;

class Reader {
  readonly bytes: Buffer;
  at: number;
  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }
  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new RangeError("beyond the end");
    this.at += 1;
    return value;
  }
  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}

function blockAt(table: Buffer, offset: number, size: number): Buffer {
  const bytes = table.subarray(offset, offset + size);
  return table[offset + size] === SNAPPY ? unsnap(bytes) : bytes;
}

/** Where the data blocks are: entries of the index, each with a handle for a value; keys share prefixes. */
function handlesIn(index: Buffer): readonly (readonly [number, number])[] {
  const restarts = index.readUInt32LE(index.length - 4);
  const end = index.length - 4 - restarts * 4;
  const reader = new Reader(index, 0);
  const handles: [number, number][] = [];
  while (reader.at < end) {
    reader.varint();
    const own = reader.varint();
    const length = reader.varint();
    const handle = new Reader(index, reader.at + own);
    handles.push([handle.varint(), handle.varint()]);
    reader.at += own + length;
  }
  return handles;
}

/** Snappy's raw format: literals and copies of what was written before. */
function unsnap(bytes: Buffer): Buffer {
  const reader = new Reader(bytes, 0);
  const out = Buffer.alloc(reader.varint());
  let written = 0;
  while (reader.at < bytes.length) {
    const tag = reader.byte();
    if ((tag & 3) === 0) {
      let length = (tag >> 2) + 1;
      if (length > 60) {
        const width = length - 60;
        length = 1;
        for (let place = 0; place < width; place += 1) length += reader.byte() * 256 ** place;
      }
      bytes.copy(out, written, reader.at, reader.at + length);
      reader.at += length;
      written += length;
      continue;
    }
    const short = (tag & 3) === 1;
    const length = short ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    let offset = short ? (tag >> 5) * 256 + reader.byte() : reader.byte() + reader.byte() * 256;
    if ((tag & 3) === 3) offset += reader.byte() * 65_536 + reader.byte() * 16_777_216;
    for (let place = 0; place < length; place += 1, written += 1)
      out[written] = out[written - offset] ?? 0;
  }
  return out;
}
