import type { Journal, LocalStore } from "../../../shared/ports/index.ts";
import type { OpenedStore } from "../dexie-local-store.ts";
import { decodeEntries } from "./journal-entry.ts";
import { foldEntries } from "./typed-state.ts";

/** What could still be read of a database that does not open: JSON text in clear, and how many rows it holds. */
export type Salvaged = { readonly rows: number; readonly text: string };

/** Reads whatever can be read, table by table, of the store and of its journal; nothing is written or mended. */
export async function salvageRows(
  openStore: () => Promise<OpenedStore>,
  journal: Journal | null,
): Promise<Salvaged> {
  const opened = await openStore().catch(() => null);
  const base = opened === null ? {} : await readTables(opened.store);
  await opened?.store.close();
  const folded = await readJournal(journal).catch(() => null);
  const fromJournal =
    folded &&
    Object.fromEntries(
      Object.entries(folded.state)
        .filter(([table]) => table !== "blocks")
        .map(([table, rows]) => [table, [...rows.values()] as readonly unknown[]]),
    );
  const rows = [...Object.values(base), ...Object.values(fromJournal ?? {})].reduce(
    (sum, table) => sum + (table?.length ?? 0),
    0,
  );
  return { rows, text: JSON.stringify({ base, journal: fromJournal }, null, 2) };
}

const readJournal = async (journal: Journal | null) =>
  journal && foldEntries(await decodeEntries(await journal.readAll()));

/** Null for a table that cannot be read. */
async function readTables(
  store: LocalStore,
): Promise<Readonly<Record<string, readonly unknown[] | null>>> {
  const orNull = (read: Promise<readonly unknown[]>) => read.catch(() => null);
  const [drafts, requests, outbox, conflicts, waivers, settings] = await Promise.all([
    orNull(store.drafts()),
    orNull(store.requests()),
    orNull(store.outbox()),
    orNull(store.conflicts()),
    orNull(store.waivers()),
    orNull(store.settings()),
  ]);
  return { drafts, requests, outbox, conflicts, waivers, settings };
}
