import type { CommitHead } from "../../shared/sync/index.ts";
import type { Tx } from "./tables.ts";

export async function addCommit(
  { db }: Tx,
  establishment: string,
  head: CommitHead,
): Promise<void> {
  await db
    .insertInto("commits")
    .values({
      establishment,
      number: head.number,
      request_id: head.requestId,
      head: JSON.stringify(head),
      hash: head.hash,
    })
    .execute();
}

/** Heads of commits numbered after `after`, at most `limit`. The stored number comes beside, so that a swap of rows is seen; a head that cannot be read is null. */
export async function pageCommits(
  { db }: Tx,
  establishment: string,
  after: number,
  limit: number,
): Promise<
  readonly { readonly number: number; readonly hash: string; readonly head: CommitHead | null }[]
> {
  const rows = await db
    .selectFrom("commits")
    .selectAll()
    .where("establishment", "=", establishment)
    .where("number", ">", after)
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    number: row.number,
    hash: row.hash,
    head: readHead(row.head),
  }));
}

function readHead(text: string): CommitHead | null {
  try {
    return JSON.parse(text) as CommitHead | null;
  } catch {
    return null;
  }
}
