import type { ContentHash } from "../../shared/base/index.ts";
import type { Tx } from "./tables.ts";

export type EstablishmentState = {
  readonly id: string;
  readonly name: string;
  readonly seq: number;
  readonly commit: number;
  readonly head: ContentHash;
};

/** What the first commit of a chain follows: 64 zeros. */
export const NO_COMMIT = "0".repeat(64) as ContentHash;

/** Makes an establishment; nothing when it exists. */
export async function addEstablishment(
  { db }: Tx,
  id: string,
  name: string,
  at: string,
): Promise<void> {
  await db
    .insertInto("establishments")
    .values({ id, name, seq: 0, commit_number: 0, head: NO_COMMIT, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The establishment's counters; null when it does not exist. With `lock`, other commands wait until this one ends. */
export async function readEstablishment(
  { db, engine }: Tx,
  id: string,
  lock = false,
): Promise<EstablishmentState | null> {
  const query = db.selectFrom("establishments").selectAll().where("id", "=", id);
  const row = await (lock && engine === "postgres" ? query.forUpdate() : query).executeTakeFirst();
  return row
    ? {
        id: row.id,
        name: row.name,
        seq: row.seq,
        commit: row.commit_number,
        head: row.head as ContentHash,
      }
    : null;
}

/** Moves the counters; the caller holds the row. */
export async function writeCounters({ db }: Tx, state: EstablishmentState): Promise<void> {
  await db
    .updateTable("establishments")
    .set({ seq: state.seq, commit_number: state.commit, head: state.head })
    .where("id", "=", state.id)
    .execute();
}
