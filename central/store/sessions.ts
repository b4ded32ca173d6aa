import type { Tx } from "./tables.ts";

/** One pair of tokens, only as hashes. `fresh` = never used; `used`; `rotated` = exchanged for the next pair; `revoked`. */
export type Session = {
  readonly id: string;
  readonly family: string;
  readonly establishment: string;
  readonly person: string;
  readonly accessHash: string;
  readonly accessExpires: string;
  readonly refreshHash: string;
  readonly refreshExpires: string;
  readonly state: "fresh" | "used" | "rotated" | "revoked";
};

export async function addSession({ db }: Tx, session: Session, at: string): Promise<void> {
  await db
    .insertInto("sessions")
    .values({
      id: session.id,
      family: session.family,
      establishment: session.establishment,
      person: session.person,
      access_hash: session.accessHash,
      access_expires: session.accessExpires,
      refresh_hash: session.refreshHash,
      refresh_expires: session.refreshExpires,
      state: session.state,
      created_at: at,
    })
    .execute();
}

/** The session that holds this token hash; null when none does. */
export async function findSession(
  { db }: Tx,
  kind: "access" | "refresh",
  hash: string,
): Promise<Session | null> {
  const row = await db
    .selectFrom("sessions")
    .selectAll()
    .where(`${kind}_hash`, "=", hash)
    .executeTakeFirst();
  return row
    ? {
        id: row.id,
        family: row.family,
        establishment: row.establishment,
        person: row.person,
        accessHash: row.access_hash,
        accessExpires: row.access_expires,
        refreshHash: row.refresh_hash,
        refreshExpires: row.refresh_expires,
        state: row.state as Session["state"],
      }
    : null;
}

export async function setSessionState(
  { db }: Tx,
  id: string,
  state: Session["state"],
): Promise<void> {
  await db.updateTable("sessions").set({ state }).where("id", "=", id).execute();
}

/** A session is used for the first time; one that was renewed or ended meanwhile stays so. */
export async function markSessionUsed({ db }: Tx, id: string): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ state: "used" })
    .where("id", "=", id)
    .where("state", "=", "fresh")
    .execute();
}

/** Sessions of a family that were made after being given out, and never used. */
export async function familyStates(
  { db }: Tx,
  family: string,
): Promise<readonly { readonly id: string; readonly state: Session["state"] }[]> {
  const rows = await db
    .selectFrom("sessions")
    .select(["id", "state"])
    .where("family", "=", family)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ id: row.id, state: row.state as Session["state"] }));
}

/** Ends every session of a family, or of a person: nothing of it opens a door again. */
export async function revokeSessions(
  { db }: Tx,
  column: "family" | "person",
  value: string,
): Promise<void> {
  await db.updateTable("sessions").set({ state: "revoked" }).where(column, "=", value).execute();
}

/** Forgets sessions whose refresh token is past. */
export async function sweepSessions({ db }: Tx, now: string): Promise<void> {
  await db.deleteFrom("sessions").where("refresh_expires", "<", now).execute();
}
