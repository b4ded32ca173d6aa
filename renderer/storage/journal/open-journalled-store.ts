import { Fault, isFaultData } from "../../../shared/base/index.ts";
import type { Journal, JournalDamage, LocalStore } from "../../../shared/ports/index.ts";
import { isFinal } from "../../../shared/sync/index.ts";
import type { OpenedStore } from "../dexie-local-store.ts";
import { decodeEntries, encodeEntry, lastMark } from "./journal-entry.ts";
import type { EntryMark } from "./journal-entry.ts";
import { journalledStore, SEQUENCE, snapshotRecords, withSequence } from "./journalled-store.ts";
import { reportOf, withReport } from "./restored.ts";
import type { Restored } from "./restored.ts";
import { spaceGuard } from "./space-guard.ts";
import type { FreeSpace } from "./space-guard.ts";
import { batchOfState, batchOfStore, foldEntries, rowsMissing } from "./typed-state.ts";
import type { JournalState } from "./typed-state.ts";

export type OpenJournalled = {
  /** Opens the store; faults as `openDexieStore`. */
  readonly openStore: (generation: string | null) => Promise<OpenedStore>;
  /** Makes the database an empty one of that life. */
  readonly resetStore: (mark: EntryMark) => Promise<void>;
  readonly journal: Journal;
  readonly freeSpace: () => Promise<FreeSpace | null>;
  /** Marker kept outside IndexedDB and the journal; null when there is none. */
  readonly generation: string | null;
};

export type OpenedJournalled = OpenedStore & { readonly restored: Restored | null };

/** Journals up to this size are compared row by row with the store at each start. */
const SMALL_BYTES = 1024 * 1024;

/**
 * Opens the store and compares it with its journal, which then stands behind it:
 *
 * - both at the same batch: nothing to do; the store behind: the batches it lacks are written again; the store ahead, or the journal
 *   gone: the journal is begun again with what the store holds;
 * - the store emptied, deleted, of another life or impossible to open: made anew for the same device, so that operations keep their
 *   ids and numbers (Y1), and filled from the journal; central gives the base again;
 * - both damaged: STORE_DAMAGED with `reason: 'both'`, and nothing is touched: never a silent empty base.
 *
 * STORE_FULL with `certain: true` when the disk has no room and the store does not open: it may well be whole.
 */
export async function openJournalledStore(options: OpenJournalled): Promise<OpenedJournalled> {
  const needSpace = spaceGuard(options.freeSpace);
  return new Opening(options, needSpace, await options.journal.open()).run();
}

/** One opening: what was found, and what follows from it. */
class Opening {
  private readonly options: OpenJournalled;
  private readonly needSpace: () => Promise<void>;
  private readonly found: Awaited<ReturnType<Journal["open"]>>;

  constructor(
    options: OpenJournalled,
    needSpace: () => Promise<void>,
    found: Awaited<ReturnType<Journal["open"]>>,
  ) {
    this.options = options;
    this.needSpace = needSpace;
    this.found = found;
  }

  async run(): Promise<OpenedJournalled> {
    const mark = await this.markOfJournal();
    const opened = await this.openWhole(this.options.generation).catch(storeDamage);
    if (opened instanceof Fault)
      return this.restore(
        opened.details["reason"] === "emptied" ? "emptied" : "unreadable",
        opened,
      );
    const { store, generation } = opened;
    const here: EntryMark = {
      generation,
      deviceId: await store.deviceId(),
      sequence: Number((await store.setting(SEQUENCE)) ?? 0),
    };
    const same = mark?.generation === generation && mark.deviceId === here.deviceId;
    if (!same) {
      // A database made a moment ago is no reason to forget what a journal says, or said before it was damaged.
      if ((mark || isSpoilt(this.found.damage)) && (await isEmpty(store))) {
        await store.close();
        return this.restore("emptied", gone());
      }
      if (this.found.entries > 0 || this.found.damage)
        console.warn("journal: begun again from the local database", this.found.damage);
      return this.beginAgain(opened, here);
    }
    if (mark.sequence < here.sequence) {
      console.warn(
        `journal: at ${mark.sequence}, the local database at ${here.sequence}: begun again`,
      );
      return this.beginAgain(opened, here);
    }
    if (mark.sequence > here.sequence) return this.catchUp(opened, here);
    return this.agree(opened, here);
  }

  /** Both at the same batch. What is small is compared row by row; what is large and no longer needed is shortened. */
  private async agree(opened: OpenedStore, here: EntryMark): Promise<OpenedJournalled> {
    const { store } = opened;
    if (this.found.bytes > SMALL_BYTES)
      return (await hasUnsent(store))
        ? this.joined(opened, here, this.found.bytes)
        : this.beginAgain(opened, here);
    const state = await this.fold();
    const missing = state && rowsMissing(state.state, await batchOfStore(store));
    const mark = { ...here, sequence: Math.max(here.sequence, state?.highest ?? 0) };
    if (!missing) return this.joined(opened, mark, this.found.bytes);
    console.warn("journal: rows were missing from the local database and are put back");
    await this.needSpace();
    const report = reportOf(missing, "unreadable", this.found.damage);
    await store.write(withReport(missing, report));
    return { ...this.joined(opened, mark, this.found.bytes), restored: report };
  }

  /**
   * The journal says more than the store has: writes cut before IndexedDB was asked. Steps of the feed at the end are taken back,
   * central gives them again; one in the middle leaves a base that is too old for what was typed after it: all is made anew.
   */
  private async catchUp(opened: OpenedStore, here: EntryMark): Promise<OpenedJournalled> {
    const { store } = opened;
    const state = await this.fold();
    const lacking = state?.written.filter(({ sequence }) => sequence > here.sequence) ?? [];
    const typed = lacking.slice(0, lacking.findLastIndex(({ kind }) => kind === "batch") + 1);
    if (!state || here.sequence < state.since || typed.some(({ kind }) => kind === "advance")) {
      await store.close();
      return this.restore("behind", gone());
    }
    console.warn(`journal: ${typed.length} batches after ${here.sequence} are written again`);
    await this.needSpace();
    for (const { batch, sequence } of typed) await store.write(withSequence(batch, sequence));
    let bytes = this.found.bytes;
    for (const { sequence } of lacking.slice(typed.length))
      for (const record of await encodeEntry({ ...here, sequence, kind: "void", batch: null })) {
        await this.options.journal.append(record);
        bytes += record.length;
      }
    return this.joined(opened, { ...here, sequence: state.highest }, bytes);
  }

  /** The journal says from now on what the store holds. */
  private async beginAgain(opened: OpenedStore, here: EntryMark): Promise<OpenedJournalled> {
    const records = await snapshotRecords(opened.store, here);
    const bytes = await this.options.journal.rewrite(records).then(
      () => records.reduce((sum, record) => sum + record.length, 0),
      (thrown: unknown) => {
        // Reading goes on without room; the first write begins the journal, or says that it cannot.
        if (isFaultData(thrown) && thrown.code === "STORE_FULL") return null;
        throw thrown;
      },
    );
    return this.joined(opened, here, bytes);
  }

  /** A new database for the same device with everything the journal says; the mark comes with the rows, in one transaction. */
  private async restore(reason: Restored["reason"], fault: Fault): Promise<OpenedJournalled> {
    console.warn(`local database: ${fault.message}`, fault.details);
    // Near a full disk a whole database does not open either: nothing is made anew before there is room.
    await this.needSpace();
    const state = await this.fold();
    if (state === null) throw bothLost(fault, this.found.damage);
    await this.options.resetStore(state.mark);
    const opened = await this.openWhole(state.mark.generation);
    const batch = batchOfState(state.state);
    const report = reportOf(batch, reason, this.found.damage);
    await opened.store.write(withSequence(withReport(batch, report), state.mark.sequence));
    const mark = { ...state.mark, sequence: state.highest };
    return { ...this.joined(opened, mark, this.found.bytes), restored: report };
  }

  private joined(opened: OpenedStore, mark: EntryMark, bytes: number | null): OpenedJournalled {
    const { journal } = this.options;
    const { store } = opened;
    const parts = { store, journal, needSpace: this.needSpace, mark, bytes };
    return { ...opened, store: journalledStore(parts), restored: null };
  }

  /** The store, everything typed in it read through once: a row that cannot be read is found now, not in the middle of the work. */
  private async openWhole(generation: string | null): Promise<OpenedStore> {
    const opened = await this.options.openStore(generation);
    try {
      await opened.store.base();
      await batchOfStore(opened.store);
      return opened;
    } catch (thrown) {
      await opened.store.close();
      throw thrown;
    }
  }

  /** Where the journal ends: from its last record alone when it is large and that record tells; null = it says nothing. */
  private async markOfJournal(): Promise<EntryMark | null> {
    const { entries, bytes } = this.found;
    if (entries === 0) return null;
    if (bytes > SMALL_BYTES) {
      const [last] = await this.options.journal.readAll(entries - 1);
      const mark = last ? lastMark(last) : null;
      if (mark !== null) return mark;
    }
    return (await this.fold())?.mark ?? null;
  }

  private folded: Promise<JournalState | null> | null = null;
  private fold(): Promise<JournalState | null> {
    const read = async (): Promise<JournalState | null> =>
      this.found.entries === 0
        ? null
        : foldEntries(await decodeEntries(await this.options.journal.readAll()));
    return (this.folded ??= read());
  }
}

const gone = (): Fault =>
  new Fault("STORE_DAMAGED", "the local database is gone", { reason: "emptied" });

/** A damaged store as a value; everything else goes on being thrown. */
function storeDamage(thrown: unknown): Fault {
  if (!isFaultData(thrown) || thrown.code !== "STORE_DAMAGED") throw thrown;
  return new Fault(thrown.code, thrown.message, thrown.details, { cause: thrown });
}

const isSpoilt = (damage: JournalDamage | null): boolean =>
  damage !== null && damage.kind !== "tail";

function bothLost(fault: Fault, damage: JournalDamage | null): Fault {
  const reason = damage ? "both" : fault.details["reason"];
  const details = { ...fault.details, reason, journal: damage };
  return new Fault(fault.code, "neither the local database nor its journal can be read", details, {
    cause: fault,
  });
}

/** True when nothing was ever pulled or typed here. */
async function isEmpty(store: LocalStore): Promise<boolean> {
  const { cursor } = await store.base();
  const batch = await batchOfStore(store);
  return cursor === 0 && Object.values(batch).every(({ put }) => (put ?? []).length === 0);
}

async function hasUnsent(store: LocalStore): Promise<boolean> {
  const [drafts, outbox, requests] = await Promise.all([
    store.drafts(),
    store.outbox(),
    store.requests(),
  ]);
  return (
    drafts.length > 0 ||
    outbox.some((row) => !isFinal(row.answer)) ||
    requests.some((request) => request.status === "preparation")
  );
}
