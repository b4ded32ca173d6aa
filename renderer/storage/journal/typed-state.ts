import type { ContentHash } from "../../../shared/base/index.ts";
import type { LocalStore, RowWrites, WriteBatch } from "../../../shared/ports/index.ts";
import { isFinal } from "../../../shared/sync/index.ts";
import { waiverKey } from "../waiver-key.ts";
import type { EntryMark, JournalEntry } from "./journal-entry.ts";

type Table = keyof WriteBatch;
type Put<T extends Table> = NonNullable<NonNullable<WriteBatch[T]>["put"]>[number];

/** Everything a person typed on this laptop, by table and key. */
export type TypedState = { readonly [T in Table]: Map<string | number, Put<T>> };

/** One write as the journal says it. */
export type Written = EntryMark & {
  readonly kind: "batch" | "advance";
  readonly batch: WriteBatch;
};

/** What the entries of a journal come to. */
export type JournalState = {
  readonly mark: EntryMark;
  readonly state: TypedState;
  /** What was written after the snapshot that begins the journal, in order, the void ones left out. */
  readonly written: readonly Written[];
  /** The highest number that ever served, taken back or not. */
  readonly highest: number;
  /** Sequence of that snapshot: batches up to it are no longer told apart. */
  readonly since: number;
};

const KEYS: { readonly [T in Table]: (row: Put<T>) => string | number } = {
  drafts: (row) => row.change.recordId,
  requests: (row) => row.content.id,
  blocks: (row) => row.hash,
  outbox: (row) => row.operation.order,
  conflicts: (row) => row.id,
  commands: (row) => row.order,
  waivers: waiverKey,
  settings: (row) => row.key,
};
export const TABLES = Object.keys(KEYS) as readonly Table[];

/** Settings that tell how this database stands, not what a person typed: they are made anew by whoever opens it. */
const OF_THE_DATABASE = new Set(["internal.revision", "internal.base", "internal.journal"]);

const emptyState = (): TypedState => ({
  drafts: new Map(),
  requests: new Map(),
  blocks: new Map(),
  outbox: new Map(),
  conflicts: new Map(),
  commands: new Map(),
  waivers: new Map(),
  settings: new Map(),
});

/** What the entries come to, in order; null when they begin with no snapshot: nothing can be said of them. */
export function foldEntries(entries: readonly JournalEntry[]): JournalState | null {
  const begin = entries.findLastIndex((entry) => entry.kind === "snapshot");
  const first = entries[begin];
  if (first?.kind !== "snapshot") return null;
  const after = entries.slice(begin + 1);
  const takenBackAt = new Map(
    after.flatMap(({ kind, sequence }, place) =>
      kind === "void" ? [[sequence, place] as const] : [],
    ),
  );
  const state = emptyState();
  writeBatch(state, first.batch);
  const written: Written[] = [];
  let mark: EntryMark = first;
  for (const [place, entry] of after.entries()) {
    if (entry.kind === "void" || (takenBackAt.get(entry.sequence) ?? -1) > place) continue;
    writeBatch(state, entry.batch);
    written.push({ ...entry, kind: entry.kind === "advance" ? "advance" : "batch" });
    mark = entry;
  }
  const { generation, deviceId, sequence } = mark;
  const highest = after.reduce((most, entry) => Math.max(most, entry.sequence), first.sequence);
  return {
    mark: { generation, deviceId, sequence },
    state,
    written,
    highest,
    since: first.sequence,
  };
}

function writeBatch(state: TypedState, batch: WriteBatch): void {
  for (const table of TABLES) writeRows(state, table, batch);
}

function writeRows<T extends Table>(state: TypedState, table: T, batch: WriteBatch): void {
  const writes = batch[table] as RowWrites<Put<T>, string | number> | undefined;
  const rows = state[table] as Map<string | number, Put<T>>;
  for (const key of writes?.remove ?? []) rows.delete(key);
  for (const row of writes?.put ?? []) rows.set(KEYS[table](row), row);
}

/** Everything of a state as one write; blocks that nothing typed refers to any more are left out. */
export function batchOfState(state: TypedState): WriteBatch {
  const needed = new Set<string>(
    blocksNeeded([...state.requests.values()], [...state.outbox.values()]),
  );
  return {
    drafts: { put: [...state.drafts.values()] },
    requests: { put: [...state.requests.values()] },
    blocks: { put: [...state.blocks.values()].filter((block) => needed.has(block.hash)) },
    outbox: { put: [...state.outbox.values()] },
    conflicts: { put: [...state.conflicts.values()] },
    commands: { put: [...state.commands.values()] },
    waivers: { put: [...state.waivers.values()] },
    settings: { put: [...state.settings.values()] },
  };
}

/** Everything typed that a store holds, as one write; of its blocks, those that central may not have yet. */
export async function batchOfStore(store: LocalStore): Promise<WriteBatch> {
  const [drafts, requests, outbox, conflicts, commands, waivers, settings] = await Promise.all([
    store.drafts(),
    store.requests(),
    store.outbox(),
    store.conflicts(),
    store.commands(),
    store.waivers(),
    store.settings(),
  ]);
  const blocks = await store.readBlocks(blocksNeeded(requests, outbox));
  return {
    drafts: { put: drafts },
    requests: { put: requests },
    blocks: { put: blocks },
    outbox: { put: outbox },
    conflicts: { put: conflicts },
    commands: { put: commands },
    waivers: { put: waivers },
    settings: { put: settings.filter(({ key }) => !OF_THE_DATABASE.has(key)) },
  };
}

/** Blocks of requests being prepared here and of operations that central has not answered: nobody else has them. */
function blocksNeeded(
  requests: readonly Put<"requests">[],
  outbox: readonly Put<"outbox">[],
): readonly ContentHash[] {
  const prepared = requests.filter((request) => request.status === "preparation");
  const unanswered = outbox.filter((row) => !isFinal(row.answer));
  return [
    ...new Set([
      ...prepared.flatMap((request) => request.content.blocks.map((block) => block.hash)),
      ...unanswered.flatMap((row) => row.blocks),
    ]),
  ];
}

/** The part of a batch that a person typed; null when there is none: only how the database stands. */
export function typedPart(batch: WriteBatch): WriteBatch | null {
  const put = batch.settings?.put?.filter(({ key }) => !OF_THE_DATABASE.has(key)) ?? [];
  const { settings, ...rest } = batch;
  const remove = settings?.remove ?? [];
  const typed: WriteBatch = {
    ...rest,
    ...(put.length + remove.length > 0 ? { settings: { put, remove } } : {}),
  };
  return TABLES.some(
    (table) => (typed[table]?.put?.length ?? 0) + (typed[table]?.remove?.length ?? 0) > 0,
  )
    ? typed
    : null;
}

/** Rows of a state that a store lacks, as one write; null when it has them all. */
export function rowsMissing(state: TypedState, here: WriteBatch): WriteBatch | null {
  const missing: Record<string, RowWrites<unknown, never>> = {};
  for (const table of TABLES) {
    // Blocks are swept when their time is over; the store knows best.
    if (table === "blocks") continue;
    const put = missingRows(state, table, here);
    if (put.length > 0) missing[table] = { put };
  }
  return Object.keys(missing).length > 0 ? (missing as WriteBatch) : null;
}

function missingRows<T extends Table>(
  state: TypedState,
  table: T,
  here: WriteBatch,
): readonly Put<T>[] {
  const rows = (here[table]?.put ?? []) as readonly Put<T>[];
  const known = new Set(rows.map((row) => KEYS[table](row)));
  return [...(state[table] as Map<string | number, Put<T>>)]
    .filter(([key]) => !known.has(key))
    .map(([, row]) => row);
}
