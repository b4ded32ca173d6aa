import type { ChangeRequest } from "../../shared/workflow/index.ts";
import { isOneOf, insertRows } from "./insert-rows.ts";
import type { Tx } from "./tables.ts";

/** Statuses in which a request still waits for somebody. */
export const OPEN_STATUSES = ["pending", "sent-back", "conflict"] as const;

export async function readRequest(
  { db }: Tx,
  establishment: string,
  id: string,
): Promise<ChangeRequest | null> {
  const row = await db
    .selectFrom("requests")
    .select("body")
    .where("establishment", "=", establishment)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? (JSON.parse(row.body) as ChangeRequest) : null;
}

/** Inserts or replaces a request. */
export async function writeRequest(
  { db }: Tx,
  establishment: string,
  request: ChangeRequest,
  seq: number,
): Promise<void> {
  const values = {
    author: request.content.author,
    status: request.status,
    revision: request.revision,
    content_hash: request.contentHash,
    body: JSON.stringify(request),
    seq,
  };
  await db
    .insertInto("requests")
    .values({ establishment, id: request.content.id, trunk_commit: 0, ...values })
    .onConflict((conflict) => conflict.columns(["establishment", "id"]).doUpdateSet(values))
    .execute();
}

/** Requests by id after `after`, at most `limit`; only open ones where asked, and with them all of one author. */
export async function pageRequests(
  { db }: Tx,
  establishment: string,
  filter: {
    readonly openOnly?: boolean;
    readonly orOf?: string;
    readonly after?: string;
    readonly limit?: number;
  },
): Promise<readonly ChangeRequest[]> {
  let query = db
    .selectFrom("requests")
    .select("body")
    .where("establishment", "=", establishment)
    .where("id", ">", filter.after ?? "");
  const { openOnly, orOf, limit } = filter;
  if (openOnly)
    query = query.where(({ eb, or }) =>
      or([
        eb("status", "in", [...OPEN_STATUSES]),
        ...(orOf === undefined ? [] : [eb("author", "=", orOf)]),
      ]),
    );
  if (limit !== undefined) query = query.limit(limit);
  return (await query.orderBy("id").execute()).map((row) => JSON.parse(row.body) as ChangeRequest);
}

/** Remembers which records an open request touches, and in which block. Replaces what was known of the request. */
export async function writeTouches(
  tx: Tx,
  establishment: string,
  requestId: string,
  touches: readonly { readonly recordId: string; readonly blockHash: string }[],
): Promise<void> {
  await forgetTouches(tx, establishment, requestId);
  await insertRows(
    tx,
    "request_touches",
    ["establishment", "request_id", "record_id", "block_hash"],
    touches.map((touch) => ({
      establishment,
      request_id: requestId,
      record_id: touch.recordId,
      block_hash: touch.blockHash,
    })),
  );
}

export async function forgetTouches(
  { db }: Tx,
  establishment: string,
  requestId: string,
): Promise<void> {
  await db
    .deleteFrom("request_touches")
    .where("establishment", "=", establishment)
    .where("request_id", "=", requestId)
    .execute();
}

/** Requests that touch one of these records, with the block that holds the change. */
export async function findTouches(
  tx: Tx,
  establishment: string,
  recordIds: readonly string[],
): Promise<
  readonly { readonly requestId: string; readonly recordId: string; readonly blockHash: string }[]
> {
  const rows = await tx.db
    .selectFrom("request_touches")
    .select(["request_id", "record_id", "block_hash"])
    .where("establishment", "=", establishment)
    .where(isOneOf(tx, "record_id", recordIds))
    .orderBy("request_id")
    .execute();
  return rows.map((row) => ({
    requestId: row.request_id,
    recordId: row.record_id,
    blockHash: row.block_hash,
  }));
}

/** Remembers the last commit that the author's laptop had when it submitted. */
export async function writeTrunk(
  { db }: Tx,
  establishment: string,
  id: string,
  commit: number,
): Promise<void> {
  await db
    .updateTable("requests")
    .set({ trunk_commit: commit })
    .where("establishment", "=", establishment)
    .where("id", "=", id)
    .execute();
}

/** The last commit that the author's laptop had when it submitted; 0 when unknown. */
export async function readTrunk({ db }: Tx, establishment: string, id: string): Promise<number> {
  const row = await db
    .selectFrom("requests")
    .select("trunk_commit")
    .where("establishment", "=", establishment)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.trunk_commit ?? 0;
}
