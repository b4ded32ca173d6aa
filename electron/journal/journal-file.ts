import { mkdir, open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../shared/base/index.ts";
import type { JournalDamage } from "../../shared/ports/index.ts";
import {
  readOrNull,
  replaceFile,
  syncFolder,
  truncateFile,
  withDiskFaults,
  writeDurably,
} from "../disk/durable-files.ts";
import { needSpace, type FreeSpace } from "./free-space.ts";
import {
  HEADER_BYTES,
  makeHeader,
  makeRecord,
  openRecord,
  readRecord,
  type JournalHeader,
} from "./journal-format.ts";
import { scanJournal, type RecordPlace } from "./scan-journal.ts";
import {
  forgetAside,
  journalPath,
  keepCut,
  keepDamaged,
  latestDamaged,
  type JournalPlace,
} from "./set-aside.ts";

/** What a journal file works with. */
export type JournalMeans = JournalPlace & {
  readonly key: Uint8Array;
  readonly freeSpace: () => Promise<FreeSpace>;
};

export type OpenedJournal = {
  readonly journal: JournalFile;
  readonly damage: JournalDamage | null;
};

/** About what one answer of `read` holds. */
const PAGE_BYTES = 8 * 1024 * 1024;

/**
 * Opens the journal of that name, mended: what follows the last whole record is cut off and kept in a file beside it
 * (`.cut-<n>`); a file with a bad record before good ones, or that is no journal, is kept whole (`.damaged-<n>`) and what could
 * be read before the damage goes on. The damage of a file set aside whole is said again at each opening until something is
 * written anew.
 */
export async function openJournalFile(means: JournalMeans): Promise<OpenedJournal> {
  await mkdir(means.folder, { recursive: true, mode: 0o700 });
  return withDiskFaults(async () => {
    const path = journalPath(means);
    const bytes = await readOrNull(path);
    if (bytes !== null) return mend(means, bytes);
    const kept = await latestDamaged(means);
    const journal = new JournalFile(means, null, [], 0);
    if (kept === null) return { journal, damage: null };
    const lostBytes = (await stat(join(means.folder, kept))).size;
    return { journal, damage: { kind: "file", lostBytes, keptAs: kept } };
  });
}

async function mend(means: JournalMeans, bytes: Buffer): Promise<OpenedJournal> {
  const scan = scanJournal(bytes, means.key);
  const journal = new JournalFile(means, scan.header, scan.records, scan.end);
  if (scan.damage === null) return { journal, damage: null };
  const lost = { kind: scan.damage, lostBytes: bytes.length - scan.end };
  if (scan.damage === "tail") {
    const keptAs = await keepCut(means, bytes.subarray(scan.end));
    await truncateFile(journalPath(means), scan.end);
    return { journal, damage: { ...lost, keptAs } };
  }
  const readable = scan.records.length > 0;
  const keptAs = await keepDamaged(means, readable ? bytes.subarray(0, scan.end) : null);
  return {
    journal: readable ? journal : new JournalFile(means, null, [], 0),
    damage: { ...lost, keptAs },
  };
}

/**
 * One append-only file. One call at a time: the caller queues them (`Journals`). After a write that failed, the file is cut back to
 * its last whole record, at once or before the next write.
 */
export class JournalFile {
  private readonly means: JournalMeans;
  private header: JournalHeader | null;
  private places: RecordPlace[];
  private end: number;
  /** True while bytes of a failed write may lie after the last whole record. */
  private ragged = false;

  constructor(
    means: JournalMeans,
    header: JournalHeader | null,
    places: readonly RecordPlace[],
    end: number,
  ) {
    this.means = means;
    this.header = header;
    this.places = [...places];
    this.end = end;
  }

  get entries(): number {
    return this.places.length;
  }
  get bytes(): number {
    return this.end;
  }

  /** On the disk when it resolves. Fault STORE_FULL, before or after trying: nothing of the entry is kept. */
  append(entry: Uint8Array): Promise<void> {
    return withDiskFaults(async () => {
      needSpace(await this.means.freeSpace(), entry.length + HEADER_BYTES);
      if (this.header === null) await this.begin([]);
      const header = this.header as JournalHeader;
      const record = makeRecord(this.means.key, header, this.places.length, entry);
      if (this.ragged) await this.cutBack();
      this.ragged = true;
      try {
        await writeDurably(journalPath(this.means), record, this.end);
      } catch (thrown) {
        await this.cutBack().catch(() => undefined);
        throw thrown;
      }
      this.ragged = false;
      this.places.push({ offset: this.end, end: this.end + record.length });
      this.end += record.length;
    });
  }

  /** A page of entries from one on, oldest first; `next` null after the last. */
  read(from: number): Promise<{ entries: Uint8Array[]; next: number | null }> {
    return withDiskFaults(async () => {
      const entries: Uint8Array[] = [];
      let size = 0;
      let number = from;
      const handle = this.places.length > from ? await open(journalPath(this.means), "r") : null;
      try {
        for (; number < this.places.length && (number === from || size < PAGE_BYTES); number += 1) {
          const { offset, end } = this.places[number] as RecordPlace;
          const bytes = Buffer.alloc(end - offset);
          await handle?.read(bytes, 0, bytes.length, offset);
          const record = readRecord(bytes, 0);
          const entry =
            this.header && record && openRecord(this.means.key, this.header, { ...record, number });
          if (!entry)
            throw new Fault("STORE_DAMAGED", "a record of the journal cannot be read any more", {
              reason: "journal",
              number,
            });
          entries.push(entry);
          size += entry.length;
        }
      } finally {
        await handle?.close();
      }
      return { entries, next: number < this.places.length ? number : null };
    });
  }

  /** All entries in place of those here, all or nothing. Fault STORE_FULL: the former ones stay. */
  rewrite(entries: readonly Uint8Array[]): Promise<void> {
    return withDiskFaults(async () => {
      const size = entries.reduce((sum, entry) => sum + entry.length, 0);
      needSpace(await this.means.freeSpace(), size);
      await this.begin(entries);
    });
  }

  /** Takes the file away, and what was ever set aside from it. */
  async remove(): Promise<void> {
    await withDiskFaults(async () => {
      await rm(journalPath(this.means), { force: true });
      await forgetAside(this.means);
      await syncFolder(this.means.folder);
    });
    this.header = null;
    this.places = [];
    this.end = 0;
    this.ragged = false;
  }

  /** A file of its own under a new id, then the name: a cut at any moment leaves the old file or the new one. */
  private async begin(entries: readonly Uint8Array[]): Promise<void> {
    const { header, bytes } = makeHeader();
    const parts: Buffer[] = [bytes];
    const places: RecordPlace[] = [];
    let end = bytes.length;
    for (const [number, entry] of entries.entries()) {
      const record = makeRecord(this.means.key, header, number, entry);
      parts.push(record);
      places.push({ offset: end, end: end + record.length });
      end += record.length;
    }
    await replaceFile(journalPath(this.means), parts);
    await syncFolder(this.means.folder);
    this.header = header;
    this.places = places;
    this.end = end;
    this.ragged = false;
  }

  private async cutBack(): Promise<void> {
    await truncateFile(journalPath(this.means), this.end);
    this.ragged = false;
  }
}
