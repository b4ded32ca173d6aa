import type { ContentHash } from "../../shared/base/index.ts";
import { isOneOf } from "./insert-rows.ts";
import type { Tx } from "./tables.ts";

export type StoredBlock = {
  readonly hash: ContentHash;
  readonly referential: string;
  readonly count: number;
  readonly bytes: Uint8Array;
};

/** Stores a block; the same content twice changes nothing. */
export async function addBlock(
  { db }: Tx,
  establishment: string,
  block: StoredBlock,
  at: string,
): Promise<void> {
  await db
    .insertInto("blocks")
    .values({
      establishment,
      hash: block.hash,
      referential: block.referential,
      element_count: block.count,
      byte_count: block.bytes.byteLength,
      bytes: block.bytes,
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function readBlock(
  { db }: Tx,
  establishment: string,
  hash: string,
): Promise<StoredBlock | null> {
  const row = await db
    .selectFrom("blocks")
    .selectAll()
    .where("establishment", "=", establishment)
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row
    ? {
        hash: row.hash as ContentHash,
        referential: row.referential,
        count: row.element_count,
        bytes: row.bytes,
      }
    : null;
}

/** Référentiel and count of the blocks that exist among these hashes, without their bytes. */
export async function describeBlocks(
  tx: Tx,
  establishment: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, { readonly referential: string; readonly count: number }>> {
  const rows = await tx.db
    .selectFrom("blocks")
    .select(["hash", "referential", "element_count"])
    .where("establishment", "=", establishment)
    .where(isOneOf(tx, "hash", hashes))
    .execute();
  return new Map(
    rows.map((row) => [row.hash, { referential: row.referential, count: row.element_count }]),
  );
}
