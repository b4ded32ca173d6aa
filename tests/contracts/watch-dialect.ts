import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from "kysely";

/** Called before every statement, `begin` and `commit` included (and `committed`, once it is); throwing makes the statement fail. May return what to call after it. */
export type Watch = (sql: string) => void | (() => void);

/** The same dialect, with every statement of every connection seen first: to count, to time, to make the n-th one fail (Y-8). */
export function watchDialect(dialect: Dialect, watch: Watch): Dialect {
  return {
    createDriver: () => watchDriver(dialect.createDriver(), watch),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

function watchDriver(driver: Driver, watch: Watch): Driver {
  const originals = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const ended = new WeakSet<DatabaseConnection>();
  const originalOf = (connection: DatabaseConnection): DatabaseConnection =>
    originals.get(connection) ?? connection;
  return {
    init: (options) => driver.init(options),
    async acquireConnection(options) {
      const original = await driver.acquireConnection(options);
      const watched: DatabaseConnection = {
        async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
          const after = watch(query.sql);
          const result = await original.executeQuery<Row>(query);
          after?.();
          return result;
        },
        streamQuery: (query, size, options) => original.streamQuery(query, size, options),
      };
      originals.set(watched, original);
      return watched;
    },
    async beginTransaction(connection, settings) {
      watch("begin");
      await driver.beginTransaction(originalOf(connection), settings);
    },
    async commitTransaction(connection) {
      watch("commit");
      await driver.commitTransaction(originalOf(connection));
      ended.add(connection);
      watch("committed");
      ended.delete(connection);
    },
    async rollbackTransaction(connection) {
      // Failing after the commit leaves nothing to roll back.
      if (!ended.delete(connection)) await driver.rollbackTransaction(originalOf(connection));
    },
    releaseConnection: (connection, options) =>
      driver.releaseConnection(originalOf(connection), options),
    destroy: (options) => driver.destroy(options),
  };
}
