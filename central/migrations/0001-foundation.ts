import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** Every table of the first version. Text keys, JSON in text columns: the two engines differ only in plumbing. */
export const foundation: Migration = {
  number: 1,
  name: "foundation",
  async up(db, engine) {
    const bytes = engine === "postgres" ? "bytea" : "blob";
    const identity =
      engine === "postgres"
        ? "bigint generated always as identity primary key"
        : "integer primary key autoincrement";
    // Names of columns are compared byte by byte on both engines; PostgreSQL would otherwise sort ids by its locale.
    const text = engine === "postgres" ? 'text collate "C"' : "text";
    const statements = [
      `create table establishments (id ${text} primary key, name text not null, seq bigint not null, commit_number bigint not null, head text not null, created_at text not null)`,
      `create table accounts (establishment ${text} not null references establishments (id), id ${text} not null, login ${text} not null, name text not null, password text not null, disabled integer not null, rights_seq bigint not null, created_at text not null, primary key (establishment, id), unique (establishment, login))`,
      `create table rights (establishment ${text} not null, person ${text} not null, referential ${text} not null, role ${text} not null, primary key (establishment, person, referential, role), foreign key (establishment, person) references accounts (establishment, id))`,
      `create table sessions (id ${text} primary key, family ${text} not null, establishment ${text} not null, person ${text} not null, access_hash ${text} not null unique, access_expires text not null, refresh_hash ${text} not null unique, refresh_expires text not null, state text not null, created_at text not null)`,
      `create index sessions_family on sessions (family)`,
      `create table documents (establishment ${text} not null, kind ${text} not null, id ${text} not null, version integer not null, document text not null, at text not null, primary key (establishment, kind, id, version))`,
      `create table records (establishment ${text} not null, referential ${text} not null, id ${text} not null, version integer not null, commit_number bigint not null, record_key ${text} not null, data text not null, withdrawn text, primary key (establishment, referential, id))`,
      `create index records_commit on records (establishment, referential, commit_number)`,
      `create table history (establishment ${text} not null, referential ${text} not null, record_id ${text} not null, version integer not null, commit_number bigint not null, kind text not null, patch text not null, kept_id text, primary key (establishment, referential, record_id, version))`,
      `create table commits (establishment ${text} not null, number bigint not null, request_id ${text} not null, head text not null, hash text not null, primary key (establishment, number))`,
      `create table blocks (establishment ${text} not null, hash ${text} not null, referential ${text} not null, element_count integer not null, byte_count integer not null, bytes ${bytes} not null, created_at text not null, primary key (establishment, hash))`,
      `create table snapshot_blocks (establishment ${text} not null, referential ${text} not null, first_id ${text} not null, hash text not null, element_count integer not null, byte_count integer not null, primary key (establishment, referential, first_id))`,
      `create table snapshot_states (establishment ${text} not null, referential ${text} not null, commit_number bigint not null, primary key (establishment, referential))`,
      `create table requests (establishment ${text} not null, id ${text} not null, author ${text} not null, status text not null, revision integer not null, content_hash text not null, body text not null, seq bigint not null, trunk_commit bigint not null, primary key (establishment, id))`,
      `create index requests_status on requests (establishment, status)`,
      `create index requests_author on requests (establishment, author)`,
      `create table request_touches (establishment ${text} not null, request_id ${text} not null, record_id ${text} not null, block_hash text not null, primary key (establishment, record_id, request_id))`,
      `create index request_touches_request on request_touches (establishment, request_id)`,
      `create table operations (establishment ${text} not null, op_id ${text} not null, device_id ${text} not null, order_number bigint not null, person text not null, body_hash text not null, answer text not null, at text not null, primary key (establishment, op_id), unique (establishment, device_id, order_number))`,
      `create table devices (establishment ${text} not null, device_id ${text} not null, last_order bigint not null, primary key (establishment, device_id))`,
      `create table waiting (establishment ${text} not null, op_id ${text} not null, device_id text not null, order_number bigint not null, since text not null, deadline text not null, primary key (establishment, op_id))`,
      `create table feed (establishment ${text} not null, seq bigint not null, type text not null, referentials text not null, author text, entry text not null, primary key (establishment, seq))`,
      `create table audit (number ${identity}, establishment ${text} not null, at text not null, person text not null, action text not null, subject text not null, outcome text not null)`,
      ...(engine === "postgres" ? postgresInsertOnly() : sqliteInsertOnly()),
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const INSERT_ONLY = ["commits", "history", "feed", "audit"] as const;

const sqliteInsertOnly = (): readonly string[] =>
  INSERT_ONLY.flatMap((table) =>
    ["update", "delete"].map(
      (verb) =>
        `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, 'insert-only table'); end`,
    ),
  );

const postgresInsertOnly = (): readonly string[] => [
  `create function refuse_rewrite() returns trigger language plpgsql as $$ begin raise exception 'insert-only table'; end $$`,
  ...INSERT_ONLY.map(
    (table) =>
      `create trigger ${table}_insert_only before update or delete or truncate on ${table} for each statement execute function refuse_rewrite()`,
  ),
];
