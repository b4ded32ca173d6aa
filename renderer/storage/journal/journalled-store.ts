import { isFaultData } from "../../../shared/base/index.ts";
import type { Journal, LocalStore, WriteBatch } from "../../../shared/ports/index.ts";
import { encodeEntry } from "./journal-entry.ts";
import type { EntryMark, JournalEntry } from "./journal-entry.ts";
import { batchOfStore, typedPart } from "./typed-state.ts";

/** The setting that says which batch of the journal IndexedDB has; written with it, in one transaction. */
export const SEQUENCE = "internal.journal";

/** The batch with the setting that says which it is. */
export const withSequence = (batch: WriteBatch, sequence: number): WriteBatch => ({
  ...batch,
  settings: {
    ...batch.settings,
    put: [...(batch.settings?.put ?? []), { key: SEQUENCE, value: sequence }],
  },
});

export type JournalledParts = {
  readonly store: LocalStore;
  readonly journal: Journal;
  /** Faults STORE_FULL when the disk has no room beyond its reserve. */
  readonly needSpace: () => Promise<void>;
  readonly mark: EntryMark;
  /** Bytes of the journal as it stands; null = it does not hold what the store holds and is to be begun with it. */
  readonly bytes: number | null;
};

/** A journal is rewritten as what is still alive beyond this size and twice what it then weighed. */
const LARGE_BYTES = 16 * 1024 * 1024;

/**
 * The store with its journal: what a person typed is on the disk in the journal first, then in IndexedDB; only then is the write
 * acknowledged (reliability.md, finding 2). Nothing at all is written once the disk has no room beyond its reserve: a full disk is
 * what empties IndexedDB.
 */
export function journalledStore(parts: JournalledParts): LocalStore {
  const { store, needSpace } = parts;
  const book = new JournalBook(parts);
  let cursor: number | null = null;

  const write = async (
    kind: "batch" | "advance",
    batch: WriteBatch,
    run: (batch: WriteBatch) => Promise<void>,
  ): Promise<void> => {
    const typed = typedPart(batch);
    if (typed === null) {
      await needSpace();
      await run(batch);
    } else await book.during(kind, typed, (sequence) => run(withSequence(batch, sequence)));
  };
  const cursorOf = async (): Promise<number> => (cursor ??= (await store.base()).cursor);

  return {
    ...store,
    settings: async () => (await store.settings()).filter(({ key }) => key !== SEQUENCE),
    write: (batch) => book.inTurn(() => write("batch", batch, (whole) => store.write(whole))),
    advance: (step) =>
      book.inTurn(async () => {
        // The store leaves out a step behind its cursor; the journal must not have said it.
        if (step.cursor <= (await cursorOf())) return;
        await write("advance", step.batch, (batch) => store.advance({ ...step, batch }));
        cursor = step.cursor;
      }),
    async stashBlocks(blocks) {
      await needSpace();
      await store.stashBlocks(blocks);
    },
    installBase: (base) =>
      book.inTurn(async () => {
        await needSpace();
        await store.installBase(base);
        cursor = base.cursor;
      }),
    async compact(referential, blocks, upTo) {
      await needSpace();
      await store.compact(referential, blocks, upTo);
    },
    async rememberHistory(entries) {
      await needSpace();
      await store.rememberHistory(entries);
    },
    /** The journal goes first: were it left behind, the next start would bring back what was wiped. */
    wipe: () =>
      book.inTurn(async () => {
        await book.forget();
        await store.wipe();
        cursor = null;
        book.beginAgain(await store.deviceId());
      }),
  };
}

/** What is said to the journal, one thing at a time. */
class JournalBook {
  private readonly store: LocalStore;
  private readonly journal: Journal;
  private mark: EntryMark;
  private bytes: number;
  private begun: boolean;
  private rewriteAt = LARGE_BYTES;
  /** Batches said to the journal that IndexedDB then refused, still to be taken back. */
  private toVoid: number[] = [];
  private last: Promise<unknown> = Promise.resolve();

  constructor({ store, journal, mark, bytes }: JournalledParts) {
    this.store = store;
    this.journal = journal;
    this.mark = mark;
    this.begun = bytes !== null;
    this.bytes = bytes ?? 0;
  }

  inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.last.then(run, run);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Says a batch, then runs the write it stands for; takes it back when that fails. */
  async during(
    kind: "batch" | "advance",
    batch: WriteBatch,
    run: (sequence: number) => Promise<void>,
  ): Promise<void> {
    await this.ready();
    const sequence = this.mark.sequence + 1;
    // Whatever happens to it, a number serves once.
    this.mark = { ...this.mark, sequence };
    await this.say({ ...this.mark, kind, batch });
    try {
      await run(sequence);
    } catch (thrown) {
      this.toVoid.push(sequence);
      await this.takeBack().catch(() => undefined);
      throw thrown;
    }
    if (this.bytes > this.rewriteAt) await this.rewrite().catch(() => undefined);
  }

  async forget(): Promise<void> {
    await this.journal.remove();
    this.begun = false;
    this.toVoid = [];
  }

  /** Another life begins (Y1), of which nothing is said yet. */
  beginAgain(deviceId: string): void {
    this.mark = { ...this.mark, deviceId, sequence: 0 };
    this.bytes = 0;
    this.rewriteAt = LARGE_BYTES;
  }

  private async ready(): Promise<void> {
    if (!this.begun) await this.rewrite();
    await this.takeBack();
  }

  private async takeBack(): Promise<void> {
    for (let sequence = this.toVoid[0]; sequence !== undefined; sequence = this.toVoid[0]) {
      await this.say({ ...this.mark, sequence, kind: "void", batch: null });
      this.toVoid.shift();
    }
  }

  private async say(entry: JournalEntry): Promise<void> {
    const records = await encodeEntry(entry);
    try {
      for (const record of records) await this.append(record);
    } catch (thrown) {
      // A file that was taken away under us: IndexedDB holds everything said so far, so it begins again.
      if (!isFaultData(thrown) || thrown.code !== "STORE_DAMAGED") throw thrown;
      await this.rewrite();
      for (const record of records) await this.append(record);
    }
  }

  private async append(record: Uint8Array): Promise<void> {
    await this.journal.append(record);
    this.bytes += record.length;
  }

  /** Everything alive as one snapshot in place of all that was said. */
  private async rewrite(): Promise<void> {
    const records = await snapshotRecords(this.store, this.mark);
    await this.journal.rewrite(records);
    this.begun = true;
    this.toVoid = [];
    this.bytes = records.reduce((sum, record) => sum + record.length, 0);
    this.rewriteAt = Math.max(LARGE_BYTES, 2 * this.bytes);
  }
}

/** The records of a journal that says what a store holds, and nothing more. */
export const snapshotRecords = async (
  store: LocalStore,
  mark: EntryMark,
): Promise<readonly Uint8Array[]> =>
  encodeEntry({ ...mark, kind: "snapshot", batch: await batchOfStore(store) });
