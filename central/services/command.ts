import { Fault, type ContentHash } from "../../shared/base/index.ts";
import type { FeedEntry } from "../../shared/sync/index.ts";
import {
  readEstablishment,
  writeCounters,
  type EstablishmentState,
} from "../store/establishments.ts";
import { addFeedEntry } from "../store/feed.ts";
import type { Tx } from "../store/tables.ts";
import type { Context } from "./context.ts";

type WithoutSeq<Entry> = Entry extends unknown ? Omit<Entry, "seq"> : never;

/** A command under way: one transaction that holds the establishment, so that numbers come without gap. */
export type Command = {
  readonly context: Context;
  readonly tx: Tx;
  /** The counters as they will be left. */
  state(): EstablishmentState;
  /** Appends to the feed; @returns the number it took. */
  append(
    entry: WithoutSeq<FeedEntry>,
    audience: { readonly referentials: readonly string[]; readonly author: string | null },
  ): Promise<number>;
  /** Moves the head of the chain. */
  advance(commit: number, head: ContentHash): void;
  /** To do once everything is kept. */
  afterwards(action: () => void): void;
};

/**
 * Runs one command on one establishment: all of it is kept, or nothing; then listeners are told. Commands of one establishment
 * run one after the other, here and (by the lock on its row) among servers.
 */
export async function runCommand<T>(
  context: Context,
  establishment: string,
  work: (command: Command) => Promise<T>,
): Promise<T> {
  const before = context.queues.get(establishment) ?? Promise.resolve();
  const mine = before.then(() => runAlone(context, establishment, work));
  const settled = mine.then(
    () => undefined,
    () => undefined,
  );
  context.queues.set(establishment, settled);
  return mine;
}

async function runAlone<T>(
  context: Context,
  establishment: string,
  work: (command: Command) => Promise<T>,
): Promise<T> {
  const actions: (() => void)[] = [];
  const { result, before, after } = await context.store.write(async (tx) => {
    const before = await readEstablishment(tx, establishment, true);
    if (!before) throw new Fault("NOT_FOUND", "no such establishment", { establishment });
    let state = before;
    const command: Command = {
      context,
      tx,
      state: () => state,
      async append(entry, audience) {
        const seq = state.seq + 1;
        await addFeedEntry(tx, establishment, { ...entry, seq }, audience);
        state = { ...state, seq };
        return seq;
      },
      advance(commit, head) {
        state = { ...state, commit, head };
      },
      afterwards: (action) => void actions.push(action),
    };
    const result = await work(command);
    if (state !== before) await writeCounters(tx, state);
    return { result, before, after: state };
  });
  for (const action of actions) action();
  if (after.seq > before.seq) context.notifier.tell(establishment, after.seq);
  return result;
}
