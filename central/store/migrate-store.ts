import { sql, type Kysely } from "kysely";
import { Fault } from "../../shared/base/index.ts";
import { MIGRATIONS } from "../migrations/index.ts";
import type { Engine } from "./tables.ts";

/** Number of the last migration applied; 0 for an empty store. */
export async function readSchemaVersion(db: Kysely<never>): Promise<number> {
  await sql`create table if not exists schema_versions (number integer primary key, name text not null)`.execute(
    db,
  );
  const { rows } = await sql<{
    number: number | null;
  }>`select max(number) as number from schema_versions`.execute(db);
  return rows[0]?.number ?? 0;
}

/**
 * Brings the tables to the version of this program, each step in a transaction of its own. A store written by a later
 * program is refused (STORE_NEWER) rather than guessed at.
 * @param upTo last migration to apply, for tests that start from the version before
 * @returns numbers of the migrations applied now
 */
export async function migrateStore(
  db: Kysely<never>,
  engine: Engine,
  upTo = Number.POSITIVE_INFINITY,
): Promise<readonly number[]> {
  if (engine === "postgres")
    return db.connection().execute(async (only) => {
      // Two servers starting together must not both create the tables.
      await sql`select pg_advisory_lock(72031185)`.execute(only);
      try {
        return await applyMissing(only, engine, upTo);
      } finally {
        await sql`select pg_advisory_unlock(72031185)`.execute(only);
      }
    });
  return applyMissing(db, engine, upTo);
}

async function applyMissing(
  db: Kysely<never>,
  engine: Engine,
  upTo: number,
): Promise<readonly number[]> {
  const current = await readSchemaVersion(db);
  const latest = MIGRATIONS.at(-1)?.number ?? 0;
  if (current > latest)
    throw new Fault("STORE_NEWER", "the store was written by a later version", { current, latest });
  const applied: number[] = [];
  for (const migration of MIGRATIONS) {
    if (migration.number <= current || migration.number > upTo) continue;
    await db.transaction().execute(async (tx) => {
      await migration.up(tx, engine);
      await sql`insert into schema_versions (number, name) values (${migration.number}, ${migration.name})`.execute(
        tx,
      );
    });
    applied.push(migration.number);
  }
  return applied;
}
