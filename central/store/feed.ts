import type { FeedEntry } from "../../shared/sync/index.ts";
import type { Tx } from "./tables.ts";

export type StoredEntry = {
  readonly seq: number;
  readonly type: FeedEntry["type"];
  readonly referentials: readonly string[];
  readonly author: string | null;
  readonly text: string;
};

/** Appends one entry; `referentials` and `author` say who may read it. */
export async function addFeedEntry(
  { db }: Tx,
  establishment: string,
  entry: FeedEntry,
  audience: { readonly referentials: readonly string[]; readonly author: string | null },
): Promise<void> {
  await db
    .insertInto("feed")
    .values({
      establishment,
      seq: entry.seq,
      type: entry.type,
      referentials: JSON.stringify(audience.referentials),
      author: audience.author,
      entry: JSON.stringify(entry),
    })
    .execute();
}

/** Entries after a number, in order, at most `limit`. */
export async function pageFeed(
  { db }: Tx,
  establishment: string,
  after: number,
  limit: number,
): Promise<readonly StoredEntry[]> {
  const rows = await db
    .selectFrom("feed")
    .selectAll()
    .where("establishment", "=", establishment)
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    type: row.type as FeedEntry["type"],
    referentials: JSON.parse(row.referentials) as string[],
    author: row.author,
    text: row.entry,
  }));
}

/** Number of the last commit in the feed up to a cursor; 0 when there is none. */
export async function commitAtCursor(
  { db }: Tx,
  establishment: string,
  cursor: number,
): Promise<number> {
  const row = await db
    .selectFrom("feed")
    .select("entry")
    .where("establishment", "=", establishment)
    .where("type", "=", "commit")
    .where("seq", "<=", cursor)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const entry = row ? (JSON.parse(row.entry) as FeedEntry) : null;
  return entry?.type === "commit" ? entry.commit.number : 0;
}
