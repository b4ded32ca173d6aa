import { stat } from "node:fs/promises";
import { Fault } from "../../shared/base/index.ts";
import type { Journal } from "../../shared/ports/index.ts";
import type { FreeSpace } from "./free-space.ts";
import { openJournalFile, type JournalFile } from "./journal-file.ts";
import { journalPath, keepDamaged, type JournalPlace } from "./set-aside.ts";

/** The key under which journals are sealed; `lost` when the key ring no longer opens it. */
export type JournalKey = { readonly key: Uint8Array } | { readonly lost: true };

export type JournalsMeans = {
  /** Folder of every journal of this profile. */
  readonly folder: string;
  readonly openKey: () => Promise<JournalKey>;
  /** After an explicit gesture of the person: a new key in place of the lost one. */
  readonly replaceLostKey: () => Promise<JournalKey>;
  readonly freeSpace: () => Promise<FreeSpace>;
};

/** The journals of a profile by name: one writer at a time on each, whatever the page asks at once. */
export class Journals {
  private readonly means: JournalsMeans;
  private readonly opened = new Map<string, JournalFile>();
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(means: JournalsMeans) {
    this.means = means;
  }

  /** What is there, and what was damaged; a lost key is told as damage, and the file is left as it is: the key may come back. */
  open(name: string): ReturnType<Journal["open"]> {
    return this.inTurn(name, async () => {
      this.opened.delete(name);
      const opened = await this.means.openKey();
      if ("lost" in opened) {
        const size = await sizeOf(this.place(name));
        return {
          entries: 0,
          bytes: 0,
          damage: { kind: "key", lostBytes: size, keptAs: null },
        };
      }
      const { journal, damage } = await openJournalFile({
        ...this.place(name),
        key: opened.key,
        freeSpace: this.means.freeSpace,
      });
      this.opened.set(name, journal);
      return { entries: journal.entries, bytes: journal.bytes, damage };
    });
  }

  append(name: string, entry: Uint8Array): Promise<void> {
    return this.inTurn(name, async () => (await this.journal(name)).append(entry));
  }

  read(
    name: string,
    from: number,
  ): Promise<{ readonly entries: Uint8Array[]; readonly next: number | null }> {
    return this.inTurn(name, async () => (await this.journal(name)).read(from));
  }

  rewrite(name: string, entries: readonly Uint8Array[]): Promise<void> {
    return this.inTurn(name, async () => (await this.journal(name)).rewrite(entries));
  }

  /** Takes a journal away. One whose key is lost is set aside instead, and a new key begins: it may be opened again one day. */
  remove(name: string): Promise<void> {
    return this.inTurn(name, async () => {
      const opened = await this.means.openKey();
      if ("key" in opened) return (await this.journal(name)).remove();
      await this.means.replaceLostKey();
      if ((await sizeOf(this.place(name))) > 0) await keepDamaged(this.place(name), null);
    });
  }

  private place(name: string): JournalPlace {
    return { folder: this.means.folder, name };
  }

  private async journal(name: string): Promise<JournalFile> {
    const here = this.opened.get(name);
    if (here) return here;
    const opened = await this.means.openKey();
    if ("lost" in opened)
      throw new Fault("STORE_SEALED", "the key of this journal is lost", { reason: "key" });
    const { journal } = await openJournalFile({
      ...this.place(name),
      key: opened.key,
      freeSpace: this.means.freeSpace,
    });
    this.opened.set(name, journal);
    return journal;
  }

  private inTurn<T>(name: string, run: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(name) ?? Promise.resolve()).then(run, run);
    this.turns.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }
}

async function sizeOf(place: JournalPlace): Promise<number> {
  try {
    return (await stat(journalPath(place))).size;
  } catch {
    return 0;
  }
}
