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
