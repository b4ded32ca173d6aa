import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/** Statements kept prepared; the texts of the repository are few, batches differ only by their parameters. */
const KEPT_STATEMENTS = 200;

type Opening = { readonly path: string; readonly readOnly: boolean };

/**
 * Node's own SQLite behind the interface that Kysely's SQLite driver asks for. `synchronous=FULL` with WAL: an
 * acknowledged transaction survives a power cut (D-1 of reliability.md).
 */
export function openNodeSqlite({ path, readOnly }: Opening): SqliteDatabase {
  const database = new DatabaseSync(path, {
    readOnly,
    enableForeignKeyConstraints: true,
    timeout: 5_000,
  });
  if (!readOnly) {
    database.exec("pragma journal_mode = wal");
    database.exec("pragma synchronous = full");
  }
  database.exec("pragma cache_size = -65536");
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      const statement = adaptStatement(database.prepare(sql));
      if (kept.size >= KEPT_STATEMENTS) kept.delete(kept.keys().next().value ?? "");
      kept.set(sql, statement);
      return statement;
    },
    close() {
      kept.clear();
      // Kysely closes only what it used; the store closes for certain, so closing twice is normal.
      if (database.isOpen) database.close();
    },
  };
}

type SqlValue = null | number | bigint | string | Uint8Array;

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SqlValue[])),
    run: (parameters) => statement.run(...(parameters as SqlValue[])),
    iterate: (parameters) =>
      statement.iterate(...(parameters as SqlValue[])) as IterableIterator<unknown>,
  };
}
