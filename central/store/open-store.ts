import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, PostgresDialect, SqliteDialect, type Dialect } from "kysely";
import pg from "pg";
import { lockFolder } from "./lock-folder.ts";
import { migrateStore } from "./migrate-store.ts";
import { openNodeSqlite } from "./node-sqlite.ts";
import type { Engine, Tables, Tx } from "./tables.ts";

/** Where the base lies: a folder (SQLite), memory (SQLite, for tests), or a PostgreSQL address. */
export type StoreLocation =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "memory" }
  | { readonly kind: "postgres"; readonly url: string; readonly schema?: string };

/** The base of the repository: one transaction per command, reads that never wait for a command on SQLite files and PostgreSQL. */
export type Store = {
  readonly engine: Engine;
  /** Runs a command; everything in it is kept, or nothing. Never call `read` or `write` inside. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs reads on one consistent state. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Opens a base and brings it to the version of this program. A folder already used by another process is refused (STORE_LOCKED, D-2); a base
 * of a later program too (STORE_NEWER).
 * @param options.migrateTo last migration to apply, for tests that start from the version before
 * @param options.wrapDialect lets tests inject failures under every statement (Y-8)
 */
export async function openStore(
  location: StoreLocation,
  options: {
    readonly migrateTo?: number;
    readonly wrapDialect?: (dialect: Dialect) => Dialect;
  } = {},
): Promise<Store> {
  const wrap = options.wrapDialect ?? ((dialect) => dialect);
  const engine: Engine = location.kind === "postgres" ? "postgres" : "sqlite";
  const { writer, reader, release } = connect(location, wrap);
  try {
    await migrateStore(writer as unknown as Kysely<never>, engine, options.migrateTo);
  } catch (thrown) {
    await release();
    throw thrown;
  }
  return {
    engine,
    write: (work) => writer.transaction().execute((db) => work({ db, engine })),
    read: (work) =>
      engine === "postgres"
        ? reader
            .transaction()
            .setIsolationLevel("repeatable read")
            .setAccessMode("read only")
            .execute((db) => work({ db, engine }))
        : reader.transaction().execute((db) => work({ db, engine })),
    close: release,
  };
}

type Connections = {
  readonly writer: Kysely<Tables>;
  readonly reader: Kysely<Tables>;
  readonly release: () => Promise<void>;
};

function connect(location: StoreLocation, wrap: (dialect: Dialect) => Dialect): Connections {
  if (location.kind === "postgres") {
    const db = new Kysely<Tables>({
      dialect: wrap(new PostgresDialect({ pool: makePool(location.url, location.schema) })),
    });
    return { writer: db, reader: db, release: () => db.destroy() };
  }
  if (location.kind === "memory") {
    const database = openNodeSqlite({ path: ":memory:", readOnly: false });
    const db = new Kysely<Tables>({ dialect: wrap(new SqliteDialect({ database })) });
    return { writer: db, reader: db, release: async () => database.close() };
  }
  mkdirSync(location.folder, { recursive: true });
  const unlock = lockFolder(location.folder);
  const path = join(location.folder, "central.sqlite");
  const databases = [
    openNodeSqlite({ path, readOnly: false }),
    openNodeSqlite({ path, readOnly: true }),
  ] as const;
  return {
    writer: new Kysely<Tables>({ dialect: wrap(new SqliteDialect({ database: databases[0] })) }),
    reader: new Kysely<Tables>({ dialect: new SqliteDialect({ database: databases[1] }) }),
    release: async () => {
      for (const database of databases.toReversed()) database.close();
      unlock();
    },
  };
}

/** 20 = int8: counters stay far under 2^53, so they are plain numbers on both engines. */
function makePool(url: string, schema: string | undefined): pg.Pool {
  const types = {
    getTypeParser: (oid: number, format?: "text" | "binary") =>
      oid === 20 ? Number : (pg.types.getTypeParser(oid, format as "text") as unknown),
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types: types as pg.CustomTypesConfig,
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
  });
  // A connection may be cut by the database (a restart, a crash) between two queries. Nobody is listening then, and an error nobody
  // listens to ends the process: the pool drops the connection, and the next query says that there is a problem.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
