/** One BIFF record: its number, its length, its bytes. */
export function record(number: number, ...pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const bytes = new Uint8Array(4 + length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, number, true);
  view.setUint16(2, length, true);
  let at = 4;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const SECTOR = 512;
const FREE = 0xffffffff;
const CHAIN_END = 0xfffffffe;
const TABLE = 0xfffffffd;

/** An OLE compound file with one stream, of any length (padded to 4,096 bytes, where small streams end). */
export function makeCompoundFile(name: string, stream: Uint8Array): Uint8Array {
  const size = Math.max(4096, stream.length);
  const streamSectors = Math.ceil(size / SECTOR);
  // the allocation table also describes itself and the directory
  let tableSectors = 1;
  while (tableSectors * 128 < streamSectors + 1 + tableSectors + extraSectors(tableSectors))
    tableSectors++;
  const extras = extraSectors(tableSectors);
  const bytes = new Uint8Array(SECTOR * (1 + streamSectors + 1 + tableSectors + extras));
  const view = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(24, 0x3e, true);
  view.setUint16(26, 3, true);
  view.setUint16(28, 0xfffe, true);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  const directory = streamSectors;
  const firstTable = directory + 1;
  const firstExtra = firstTable + tableSectors;
  view.setUint32(44, tableSectors, true);
  view.setUint32(48, directory, true);
  view.setUint32(56, 4096, true);
  view.setUint32(60, CHAIN_END, true);
  view.setUint32(68, extras > 0 ? firstExtra : CHAIN_END, true);
  view.setUint32(72, extras, true);
  for (let rank = 0; rank < 109; rank++)
    view.setUint32(76 + rank * 4, rank < tableSectors ? firstTable + rank : FREE, true);
  for (let rank = 109, sector = firstExtra; rank < tableSectors; sector++) {
    const start = (sector + 1) * SECTOR;
    for (let at = 0; at < 127; at++, rank++)
      view.setUint32(start + at * 4, rank < tableSectors ? firstTable + rank : FREE, true);
    view.setUint32(start + 508, rank < tableSectors ? sector + 1 : CHAIN_END, true);
  }
  for (let sector = 0; sector < tableSectors * 128; sector++) {
    const next =
      sector < streamSectors - 1
        ? sector + 1
        : sector === streamSectors - 1 || sector === directory
          ? CHAIN_END
          : sector < firstExtra
            ? TABLE
            : sector < firstExtra + extras
              ? 0xfffffffc
              : FREE;
    view.setUint32((firstTable + 1) * SECTOR + sector * 4, next, true);
  }
  bytes.set(stream, SECTOR);
  putDirectoryEntry(view, (directory + 1) * SECTOR, "Root Entry", 5, CHAIN_END, 0, 1);
  putDirectoryEntry(view, (directory + 1) * SECTOR + 128, name, 2, 0, size, FREE);
  return bytes;
}

const extraSectors = (tableSectors: number): number =>
  Math.ceil(Math.max(0, tableSectors - 109) / 127);

function putDirectoryEntry(
  view: DataView,
  at: number,
  name: string,
  kind: number,
  start: number,
  size: number,
  child: number,
): void {
  for (const [rank, char] of [...name].entries())
    view.setUint16(at + rank * 2, char.charCodeAt(0), true);
  view.setUint16(at + 64, name.length * 2 + 2, true);
  view.setUint8(at + 66, kind);
  view.setUint8(at + 67, 1);
  view.setUint32(at + 68, FREE, true);
  view.setUint32(at + 72, FREE, true);
  view.setUint32(at + 76, child, true);
  view.setUint32(at + 116, start, true);
  view.setUint32(at + 120, size, true);
}
