import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Tables, Tx } from "./tables.ts";

/** Rows given to one statement: large enough to forget the cost of a statement, small enough for a bounded buffer. */
const ROWS_PER_STATEMENT = 1_000;

type Column<Table extends keyof Tables> = keyof Tables[Table] & string;

/**
 * Inserts many rows at the speed of the engine: each statement carries its rows as one JSON parameter, instead of one
 * parameter per cell (200,000 records would otherwise spend their time in the query compiler). Texts and integers only.
 * @param options.replaceOn key columns on which an existing row takes the new values
 * @param options.skipExisting leaves existing rows alone
 */
export async function insertRows<Table extends keyof Tables>(
  { db, engine }: Tx,
  table: Table,
  columns: readonly Column<Table>[],
  rows: readonly Pick<Tables[Table], Column<Table>>[],
  options: {
    readonly integers?: readonly Column<Table>[];
    readonly replaceOn?: readonly Column<Table>[];
    readonly skipExisting?: boolean;
  } = {},
): Promise<void> {
  const integers = new Set<string>(options.integers);
  const cells = columns.map((column, index) => readCell(engine, index, integers.has(column)));
  const source = (json: string): RawBuilder<unknown> =>
    engine === "postgres"
      ? sql`json_array_elements(${json}::json) as cell(value)`
      : sql`json_each(${json}) as cell where true`;
  const names = sql.join(columns.map((column) => sql.ref(column)));
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const batch = rows
      .slice(start, start + ROWS_PER_STATEMENT)
      .map((row) => columns.map((column) => row[column]));
    await sql`insert into ${sql.table(table)} (${names}) select ${sql.join(cells)} from ${source(JSON.stringify(batch))}${onConflict(columns, options)}`.execute(
      db,
    );
  }
}

function readCell(engine: Tx["engine"], index: number, isInteger: boolean): RawBuilder<unknown> {
  if (engine === "sqlite") return sql.raw(`cell.value ->> ${index}`);
  return sql.raw(isInteger ? `(cell.value ->> ${index})::bigint` : `cell.value ->> ${index}`);
}

function onConflict(
  columns: readonly string[],
  options: { readonly replaceOn?: readonly string[]; readonly skipExisting?: boolean },
): RawBuilder<unknown> {
  if (options.skipExisting) return sql` on conflict do nothing`;
  const keys = options.replaceOn;
  if (!keys) return sql``;
  const updates = columns
    .filter((column) => !keys.includes(column))
    .map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  return sql` on conflict (${sql.join(keys.map((key) => sql.ref(key)))}) do update set ${sql.join(updates)}`;
}

/** True where a column is one of many texts: a statement of one shape whatever their number, and one that uses the index. */
export const isOneOf = (
  { engine }: Tx,
  column: string,
  values: readonly string[],
): RawBuilder<SqlBool> =>
  engine === "postgres"
    ? sql<SqlBool>`${sql.ref(column)} = any(${[...values]}::text[])`
    : sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
