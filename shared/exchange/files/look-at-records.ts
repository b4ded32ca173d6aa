/** Records of an old workbook that put cells, whatever its version: cells each holds, from its length. */
const CELLS: Readonly<Record<number, (length: number) => number>> = {
  0x0001: () => 1,
  0x0002: () => 1,
  0x0003: () => 1,
  0x0004: () => 1,
  0x0005: () => 1,
  0x0006: () => 1,
  0x00bd: (length) => Math.max(1, Math.floor((length - 6) / 6)),
  0x00be: (length) => Math.max(1, Math.floor((length - 6) / 2)),
  0x00d6: () => 1,
  0x00fd: () => 1,
  0x0201: () => 1,
  0x0203: () => 1,
  0x0204: () => 1,
  0x0205: () => 1,
  0x0206: () => 1,
  0x027e: () => 1,
  0x0406: () => 1,
};

/** Says that all that follows is encrypted. */
const FILE_PASS = 0x002f;

/**
 * Walks the records of an old workbook (BIFF) before a parser makes an object of each cell: how many cells they put (the count
 * stops past `most`), and whether a password protects them. `byteAt` gives the bytes of its stream.
 */
export function lookAtRecords(
  byteAt: (offset: number) => number,
  size: number,
  most: number,
): { readonly cells: number; readonly isEncrypted: boolean } {
  let cells = 0;
  for (let at = 0; at + 4 <= size && cells <= most;) {
    const number = byteAt(at) | (byteAt(at + 1) << 8);
    const length = byteAt(at + 2) | (byteAt(at + 3) << 8);
    if (number === FILE_PASS) return { cells, isEncrypted: true };
    cells += CELLS[number]?.(length) ?? 0;
    at += 4 + length;
  }
  return { cells, isEncrypted: false };
}
