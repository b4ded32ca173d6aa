import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** Prepared blocks that were replaced, kept for the laptops that are downloading them, then forgotten. */
export const retiredBlocks: Migration = {
  number: 2,
  name: "retired-blocks",
  async up(db, engine) {
    const text = engine === "postgres" ? 'text collate "C"' : "text";
    await sql
      .raw(
        `create table retired_blocks (establishment ${text} not null, hash ${text} not null, retired_at ${text} not null, primary key (establishment, hash))`,
      )
      .execute(db);
    await sql
      .raw(`create index retired_blocks_age on retired_blocks (establishment, retired_at)`)
      .execute(db);
  },
};
