import { Fault } from "../../shared/base/index.ts";
import { stampFresh } from "./open-tables.ts";
import { storeFaultOf } from "./store-fault.ts";
import { declareTables } from "./store-schema.ts";
import type { IndexedDbHost } from "./store-schema.ts";

/**
 * Makes the local database an empty one of that generation and device, whatever it held, in one transaction; one that does not
 * open is deleted and created anew. Only for whoever holds everything typed elsewhere.
 */
export async function resetDatabase(
  database: string,
  mark: { readonly generation: string; readonly deviceId: string },
  host: IndexedDbHost,
): Promise<void> {
  try {
    await stampEmpty(database, mark, host);
  } catch {
    try {
      await deleteDatabase(database, host);
      await stampEmpty(database, mark, host);
    } catch (thrown) {
      throw storeFaultOf(thrown, "open");
    }
  }
}

async function stampEmpty(
  database: string,
  { generation, deviceId }: { readonly generation: string; readonly deviceId: string },
  host: IndexedDbHost,
): Promise<void> {
  const tables = declareTables(database, "strict", host);
  try {
    await tables.open();
    await tables.transaction("rw", tables.tables, async () => {
      for (const table of tables.tables) await table.clear();
      await stampFresh(tables, generation, deviceId);
    });
  } finally {
    tables.close();
  }
}

/** Deletes a database. Fault STORE_LOCKED while another window holds it open. */
async function deleteDatabase(database: string, host: IndexedDbHost): Promise<void> {
  const request = (host.indexedDB ?? indexedDB).deleteDatabase(database);
  await new Promise<void>((resolve, reject) => {
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () => reject(request.error ?? new Error("not deleted")));
    request.addEventListener("blocked", () =>
      reject(new Fault("STORE_LOCKED", "another window holds the local database open")),
    );
  });
}
