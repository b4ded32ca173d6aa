import { constants, crc32, deflateRawSync } from "node:zlib";
import { makeXlsx } from "../fixtures/make-xlsx.ts";
import { makeNacresWorkbook } from "./make-nacres-workbook.ts";

type Bad = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

const MB = 1024 * 1024;
const bad = (name: string, buffer: Buffer): Bad => ({
  name,
  mimeType: "application/octet-stream",
  buffer,
});

/** A workbook cut in the middle, as a download that stopped. */
export const truncatedWorkbook = (): Bad => {
  const { bytes } = makeNacresWorkbook("xlsx");
  return bad("coupe.xlsx", bytes.subarray(0, Math.floor(bytes.length / 2)));
};

/** A PDF that was given a workbook's name. */
export const renamedPdf = (): Bad =>
  bad("facture.xlsx", Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"));

/** A quote that opens on line 3 and never closes. */
export const unclosedQuote = (): Bad =>
  bad("guillemet.csv", Buffer.from('Code;Libellé\nA;Un\nB;"Deux\nC;Trois\n'));

/** Columns of something else altogether. */
export const otherColumns = (): Bad =>
  bad("autre.csv", Buffer.from("Couleur;Taille\nrouge;12\nbleu;14\n"));

/** A workbook of a megabyte whose sheet inflates to a gigabyte. */
export function inflatingWorkbook(): Bad {
  const sheet = "xl/worksheets/sheet1.xml";
  const whole = Buffer.from(makeXlsx({ sheets: [{ body: "<sheetData/>" }], level: 0 }));
  // a full flush makes each piece stand alone, so that one piece can be repeated as often as one likes
  const piece = Buffer.alloc(16 * MB, 32);
  const packed = deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH });
  const pieces = 64;
  let sum = 0;
  for (let at = 0; at < pieces; at++) sum = crc32(piece, sum);
  const body = Buffer.concat([
    ...Array.from({ length: pieces }, () => packed),
    deflateRawSync(Buffer.alloc(0)),
  ]);
  const entries = readEntries(whole).map((entry) =>
    entry.name === sheet
      ? { name: sheet, method: 8, body, sum, size: pieces * piece.length }
      : entry,
  );
  return bad("bombe.xlsx", writeEntries(entries));
}

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly body: Buffer;
  readonly sum: number;
  readonly size: number;
};

function readEntries(zip: Buffer): readonly Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    entries.push({
      name: zip.toString("utf8", at + 46, at + 46 + (name ?? 0)),
      method: zip.readUInt16LE(at + 10),
      body: zip.subarray(start, start + zip.readUInt32LE(at + 20)),
      sum: zip.readUInt32LE(at + 16),
      size: zip.readUInt32LE(at + 24),
    });
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

function writeEntries(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, method, body, sum, size } of entries) {
    const title = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(method, 4);
    facts.writeUInt32LE(sum, 10);
    facts.writeUInt32LE(body.length, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, title, body]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, place, title);
    locals.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, listing, Buffer.from([0x50, 0x4b, 5, 6]), end]);
}
