import { Fault } from "../../shared/base/index.ts";
import { SCHEMA_VERSION } from "./store-schema.ts";
import type { IndexedDbHost, StoreTables } from "./store-schema.ts";

/** How long another window may take to let go of the database before the person is asked to close it, in milliseconds. */
const LONGEST_WAIT = 10_000;

/**
 * Opens (and carries up to date) one connection.
 *
 * Faults: STORE_NEWER for a database of a higher version (downgrade), told before Dexie sees it: Dexie would open it all the
 * same, and add to it the tables it misses. STORE_LOCKED when another window keeps an older version open (L-7): nothing was
 * changed, and opening again once it is closed goes on from there.
 */
export async function openTables(tables: StoreTables, host: IndexedDbHost): Promise<void> {
  const databases = await (host.indexedDB ?? indexedDB).databases();
  const found = (databases.find((database) => database.name === tables.name)?.version ?? 0) / 10;
  if (Math.floor(found) > SCHEMA_VERSION)
    throw new Fault("STORE_NEWER", "the local database was written by a newer version", {
      found,
      known: SCHEMA_VERSION,
    });
  const blocked = Promise.withResolvers<never>();
  let wait: ReturnType<typeof setTimeout> | undefined;
  tables.on("blocked", () => {
    wait ??= setTimeout(
      () =>
        blocked.reject(
          new Fault("STORE_LOCKED", "another window holds an older version of the local database"),
        ),
      LONGEST_WAIT,
    );
  });
  try {
    await Promise.race([tables.open(), blocked.promise]);
  } finally {
    clearTimeout(wait);
  }
}

/** What a database that nobody wrote yet begins with. */
export async function stampFresh(
  tables: StoreTables,
  generation: string,
  deviceId: string,
): Promise<void> {
  await tables.meta.bulkPut([
    { key: "generation", value: generation },
    { key: "deviceId", value: deviceId },
    { key: "cursor", value: 0 },
  ]);
}
