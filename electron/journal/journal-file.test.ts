import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { HEADER_BYTES } from "./journal-format.ts";
import { openJournalFile, type JournalMeans } from "./journal-file.ts";

// Damage at every place of a journal (reliability.md, L-4).

const key = new Uint8Array(randomBytes(32));
const entries = ["Université d’Évry", "", "Nom : Dupont", "dernière saisie"].map(
  (text) => new TextEncoder().encode(text) as Uint8Array,
);
const folders: string[] = [];

async function means(more: Partial<JournalMeans> = {}): Promise<JournalMeans> {
  const folder = more.folder ?? (await mkdtemp(join(tmpdir(), "intendance-journal-")));
  folders.push(folder);
  return { name: "base", key, freeSpace: async () => ({ free: 1e12, least: 0 }), ...more, folder };
}
const fileOf = ({ folder }: JournalMeans): string => join(folder, "base.journal");

/** A journal of the four entries, its bytes, and where each record ends. */
async function written(): Promise<{ bytes: Buffer; ends: readonly number[] }> {
  const at = await means();
  const { journal } = await openJournalFile(at);
  const ends: number[] = [];
  for (const entry of entries) {
    await journal.append(entry);
    ends.push((await stat(fileOf(at))).size);
  }
  return { bytes: await readFile(fileOf(at)), ends };
}

/** Opens these bytes as a journal; what it gives, what it says, and the files afterwards. */
async function opened(bytes: Buffer, more: Partial<JournalMeans> = {}) {
  const at = await means(more);
  await writeFile(fileOf(at), bytes);
  const { journal, damage } = await openJournalFile(at);
  const read = await journal.read(0);
  return { at, journal, damage, read: read.entries };
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describe("a journal cut or changed at any byte (L-4)", () => {
  it("[L-4] cut at every byte, it gives every whole record before the cut, keeps the cut bytes beside, and takes entries again", async () => {
    const { bytes, ends } = await written();
    for (let length = HEADER_BYTES; length < bytes.length; length += 1) {
      const whole = ends.filter((end) => end <= length).length;
      const lastEnd = ends[whole - 1] ?? HEADER_BYTES;
      const { at, journal, damage, read } = await opened(bytes.subarray(0, length));
      expect(read).toEqual(entries.slice(0, whole));
      if (length === lastEnd) expect(damage).toBeNull();
      else {
        const lostBytes = length - lastEnd;
        expect(damage).toEqual({ kind: "tail", lostBytes, keptAs: "base.journal.cut-1" });
        expect(await readFile(join(at.folder, "base.journal.cut-1"))).toEqual(
          bytes.subarray(lastEnd, length),
        );
      }
      await journal.append(entries[0] as Uint8Array);
      const again = await openJournalFile(at);
      expect(again.damage).toBeNull();
      expect((await again.journal.read(0)).entries).toEqual([
        ...entries.slice(0, whole),
        entries[0],
      ]);
      await rm(at.folder, { recursive: true });
    }
  });

  it("[L-4] one byte flipped anywhere: never a wrong entry, never a silent loss, the file kept whole", async () => {
    const { bytes, ends } = await written();
    for (let place = 0; place < bytes.length; place += 1) {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ 0x40;
      const { at, damage, read } = await opened(flipped);
      const before = place < HEADER_BYTES ? 0 : ends.filter((end) => end <= place).length;
      expect(read).toEqual(entries.slice(0, before));
      const inLast = place >= (ends[entries.length - 2] ?? 0);
      expect(damage).toMatchObject({ kind: inLast ? "tail" : "file" });
      const kept = await readFile(join(at.folder, damage?.keptAs ?? "none"));
      expect(kept).toEqual(inLast ? flipped.subarray(ends.at(-2)) : flipped);
      await rm(at.folder, { recursive: true });
    }
  });

  it("[L-4] a file that is no journal is said damaged again at each opening, until something is written", async () => {
    const { at } = await opened(Buffer.from("autre chose"));
    const damage = { kind: "file", lostBytes: 11, keptAs: "base.journal.damaged-1" };
    expect((await openJournalFile(at)).damage).toEqual(damage);
    const { journal } = await openJournalFile(at);
    await journal.rewrite([]);
    expect((await openJournalFile(at)).damage).toBeNull();
    expect(await readdir(at.folder)).toEqual(["base.journal", "base.journal.damaged-1"]);
  });

  it("[L-4] bytes after the last record that a power cut left as zeros are cut off", async () => {
    const { bytes } = await written();
    const { damage, read } = await opened(Buffer.concat([bytes, Buffer.alloc(4096)]));
    expect(read).toEqual(entries);
    expect(damage).toMatchObject({ kind: "tail", lostBytes: 4096 });
  });

  it("[L-8] under another key nothing opens and the file is kept; nothing of the text is in it", async () => {
    const { bytes } = await written();
    expect(bytes.includes(Buffer.from("Dupont"))).toBe(false);
    const { at, damage, read } = await opened(bytes, { key: new Uint8Array(randomBytes(32)) });
    expect(read).toEqual([]);
    expect(damage).toMatchObject({ kind: "key", keptAs: "base.journal.damaged-1" });
    expect(await readFile(join(at.folder, "base.journal.damaged-1"))).toEqual(bytes);
  });

  it("[L-4] records moved or brought from another journal are not taken", async () => {
    const { bytes, ends } = await written();
    const other = await written();
    const record = (from: Buffer, n: number): Buffer =>
      from.subarray(n === 0 ? HEADER_BYTES : ends[n - 1], ends[n]);
    const head = bytes.subarray(0, HEADER_BYTES);
    const swapped = [head, record(bytes, 0), record(bytes, 2), record(bytes, 1), record(bytes, 3)];
    expect((await opened(Buffer.concat(swapped))).read).toEqual(entries.slice(0, 1));
    const foreign = [head, record(bytes, 0), record(other.bytes, 1), record(bytes, 2)];
    const mixed = await opened(Buffer.concat(foreign));
    expect(mixed.read).toEqual(entries.slice(0, 1));
    expect(mixed.damage).toMatchObject({ kind: "file" });
  });

  it("[L-4] removal takes away what was set aside too", async () => {
    const { bytes } = await written();
    const { at, journal } = await opened(bytes.subarray(0, -1));
    await journal.remove();
    expect(await readdir(at.folder)).toEqual([]);
  });
});

describe("a disk without room (L-3)", () => {
  it("[L-3] refuses before writing anything when the reserve would be touched", async () => {
    let free = 1_000_000;
    const at = await means({ freeSpace: async () => ({ free, least: 500_000 }) });
    const { journal } = await openJournalFile(at);
    await journal.append(entries[0] as Uint8Array);
    const before = await readFile(fileOf(at));
    free = 500_010;
    await expect(journal.append(entries[1] as Uint8Array)).rejects.toMatchObject({
      code: "STORE_FULL",
      details: { free, least: 500_000, certain: true },
    });
    await expect(journal.rewrite([entries[2] as Uint8Array])).rejects.toMatchObject({
      code: "STORE_FULL",
    });
    expect(await readFile(fileOf(at))).toEqual(before);
    free = 1_000_000;
    await journal.append(entries[2] as Uint8Array);
    expect((await journal.read(0)).entries).toEqual([entries[0], entries[2]]);
  });
});
