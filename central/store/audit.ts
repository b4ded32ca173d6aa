import type { Tx } from "./tables.ts";

/** Who did what to which subject, and how it ended: references only, never a value (A-6 of reliability.md). */
export type AuditEntry = {
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly subject: string;
  readonly outcome: string;
};

export async function addAudit(
  { db }: Tx,
  establishment: string,
  entry: AuditEntry,
): Promise<void> {
  await db
    .insertInto("audit")
    .values({ establishment, ...entry })
    .execute();
}

/** Entries in order, at most `limit` after a number of entries. */
export async function pageAudit(
  { db }: Tx,
  establishment: string,
  offset: number,
  limit: number,
): Promise<readonly AuditEntry[]> {
  return db
    .selectFrom("audit")
    .select(["at", "person", "action", "subject", "outcome"])
    .where("establishment", "=", establishment)
    .orderBy("number")
    .offset(offset)
    .limit(limit)
    .execute();
}
