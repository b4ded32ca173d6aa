import type { Kysely } from "kysely";

/** One step of the tables; `number` follows the one before, and a step that shipped never changes. */
export type Migration = {
  readonly number: number;
  readonly name: string;
  // The tables of the moment are not those of today's types, so a migration speaks plain SQL.
  up(db: Kysely<never>, engine: "sqlite" | "postgres"): Promise<void>;
};
