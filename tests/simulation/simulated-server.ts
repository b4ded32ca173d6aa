import type { DatabaseConnection, Dialect, Driver } from "kysely";
import { createCentral } from "../../central/services/central.ts";
import type { Central } from "../../central/services/central.ts";
import { openStore } from "../../central/store/open-store.ts";
import type { Store } from "../../central/store/open-store.ts";
import { makeUuidV7 } from "../../shared/base/index.ts";
import type { Clock, Identity, Ids, Rights } from "../../shared/ports/index.ts";
import { documentsOf, PEOPLE } from "./establishment.ts";

/** The process that was running is dead: nothing after this point happened in it. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** The real repository in this process, which can be killed at any statement and started again on what its base kept. */
export type SimulatedServer = {
  central(): Central;
  readonly store: Store;
  readonly people: { readonly [login: string]: Identity };
  /** Dies at the nth statement from now; 0 = never. */
  dieAt(statement: number): void;
  restart(): void;
  /** Changes what a person may do, as an administrator does. */
  grant(login: string, rights: Rights): Promise<void>;
};

/** One base for many runs, one establishment each: opening and migrating a base costs more than a run. */
export async function openBase(): Promise<{
  readonly store: Store;
  readonly bomb: { left: number };
}> {
  const bomb = { left: 0 };
  return {
    store: await openStore(
      { kind: "memory" },
      { wrapDialect: (dialect) => withBomb(dialect, bomb) },
    ),
    bomb,
  };
}

export async function startServer(
  base: Awaited<ReturnType<typeof openBase>>,
  establishment: string,
  clock: Clock,
  ids: Ids,
  k: number,
  together: boolean,
): Promise<SimulatedServer> {
  const { store, bomb } = base;
  bomb.left = 0;
  let central = createCentral({ store, clock, ids });
  await central.establishments.add(establishment, establishment);
  await central.documents.put(establishment, documentsOf(k, together));
  const people: Record<string, Identity> = {};
  for (const [login, rights] of Object.entries(PEOPLE))
    people[login] = await central.accounts.add(establishment, {
      login,
      name: login,
      password: null,
      rights,
    });
  return {
    central: () => central,
    store,
    people,
    async grant(login, rights) {
      await central.accounts.change(establishment, login, { rights });
    },
    dieAt: (statement) => void (bomb.left = statement),
    restart() {
      bomb.left = 0;
      central = createCentral({ store, clock, ids });
    },
  };
}

/** A clock that moves by hand. */
export function makeClock(start: number): Clock & { forward(milliseconds: number): void } {
  let now = start;
  return {
    now: () => new Date(now).toISOString(),
    forward: (milliseconds) => void (now += milliseconds),
  };
}

/** Ids that repeat from one run to the next; `source` sets the sources of a run apart. */
export function makeIds(run: number, source: number): Ids {
  let made = 0;
  return {
    next() {
      made += 1;
      const random = new Uint8Array(10);
      const view = new DataView(random.buffer);
      view.setUint16(0, source);
      view.setUint32(2, run);
      view.setUint32(4, made);
      return makeUuidV7(1_767_614_400_000 + made, random);
    },
  };
}

function withBomb(dialect: Dialect, bomb: { left: number }): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => driverWithBomb(dialect.createDriver(), bomb),
  };
}

/** Only statements of work count: what is rolled back after a death is what a killed process would never have kept. */
function driverWithBomb(driver: Driver, bomb: { left: number }): Driver {
  const real = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const of = (connection: DatabaseConnection): DatabaseConnection =>
    real.get(connection) ?? connection;
  return {
    init: () => driver.init(),
    async acquireConnection() {
      const connection = await driver.acquireConnection();
      const watched: DatabaseConnection = {
        executeQuery(query) {
          if (bomb.left > 0 && (bomb.left -= 1) === 0)
            return Promise.reject(new Crash("the server died"));
          return connection.executeQuery(query);
        },
        streamQuery: (query, size) => connection.streamQuery(query, size),
      };
      real.set(watched, connection);
      return watched;
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(of(connection), settings),
    commitTransaction: (connection) => driver.commitTransaction(of(connection)),
    rollbackTransaction: (connection) => driver.rollbackTransaction(of(connection)),
    releaseConnection: (connection) => driver.releaseConnection(of(connection)),
    destroy: () => driver.destroy(),
  };
}
