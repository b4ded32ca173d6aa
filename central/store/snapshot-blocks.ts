import { insertRows } from "./insert-rows.ts";
import type { Tx } from "./tables.ts";

/** One prepared block of a référentiel: the records whose id is ≥ `firstId` and before the next block's. */
export type PreparedBlock = {
  readonly firstId: string;
  readonly hash: string;
  readonly count: number;
  readonly bytes: number;
};

export async function readPreparedBlocks(
  { db }: Tx,
  establishment: string,
  referential: string,
): Promise<readonly PreparedBlock[]> {
  const rows = await db
    .selectFrom("snapshot_blocks")
    .selectAll()
    .where("establishment", "=", establishment)
    .where("referential", "=", referential)
    .orderBy("first_id")
    .execute();
  return rows.map((row) => ({
    firstId: row.first_id,
    hash: row.hash,
    count: row.element_count,
    bytes: row.byte_count,
  }));
}

/** Commit up to which the prepared blocks of a référentiel hold its records. */
export async function readPreparedCommit(
  { db }: Tx,
  establishment: string,
  referential: string,
): Promise<number> {
  const row = await db
    .selectFrom("snapshot_states")
    .select("commit_number")
    .where("establishment", "=", establishment)
    .where("referential", "=", referential)
    .executeTakeFirst();
  return row?.commit_number ?? 0;
}

/** Replaces some blocks by others and says up to which commit they hold. */
export async function replacePreparedBlocks(
  tx: Tx,
  establishment: string,
  referential: string,
  move: {
    readonly remove: readonly PreparedBlock[];
    readonly add: readonly PreparedBlock[];
    readonly commit: number;
    readonly at: string;
  },
): Promise<void> {
  for (const { firstId, hash } of move.remove) {
    await tx.db
      .deleteFrom("snapshot_blocks")
      .where("establishment", "=", establishment)
      .where("referential", "=", referential)
      .where("first_id", "=", firstId)
      .execute();
    await tx.db
      .insertInto("retired_blocks")
      .values({ establishment, hash, retired_at: move.at })
      .onConflict((conflict) =>
        conflict.columns(["establishment", "hash"]).doUpdateSet({ retired_at: move.at }),
      )
      .execute();
  }
  await insertRows(
    tx,
    "snapshot_blocks",
    ["establishment", "referential", "first_id", "hash", "element_count", "byte_count"],
    move.add.map((block) => ({
      establishment,
      referential,
      first_id: block.firstId,
      hash: block.hash,
      element_count: block.count,
      byte_count: block.bytes,
    })),
    { integers: ["element_count", "byte_count"] },
  );
  await tx.db
    .insertInto("snapshot_states")
    .values({ establishment, referential, commit_number: move.commit })
    .onConflict((conflict) =>
      conflict
        .columns(["establishment", "referential"])
        .doUpdateSet({ commit_number: move.commit }),
    )
    .execute();
}

/** Forgets the bytes of prepared blocks replaced before an instant, unless the same content is in use again. */
export async function sweepRetiredBlocks(
  { db }: Tx,
  establishment: string,
  before: string,
): Promise<void> {
  const old = db
    .selectFrom("retired_blocks")
    .select("hash")
    .where("establishment", "=", establishment)
    .where("retired_at", "<", before);
  const used = db
    .selectFrom("snapshot_blocks")
    .select("hash")
    .where("establishment", "=", establishment);
  await db
    .deleteFrom("blocks")
    .where("establishment", "=", establishment)
    .where("hash", "in", old)
    .where("hash", "not in", used)
    .execute();
  await db
    .deleteFrom("retired_blocks")
    .where("establishment", "=", establishment)
    .where("retired_at", "<", before)
    .execute();
}
