import type { LocalStore } from "../../shared/ports/index.ts";
import { openDexieStore } from "../../renderer/storage/dexie-local-store.ts";
import { importDataKey } from "../../renderer/storage/seal-body.ts";
import { localStoreLaws } from "./local-store-laws.ts";

let made = 0;
for (const kind of ["in clear", "sealed"] as const)
  localStoreLaws(`Dexie over IndexedDB, ${kind}, in Chromium`, async () => {
    made += 1;
    const database = `laws-${made}`;
    const key =
      kind === "sealed" ? await importDataKey(crypto.getRandomValues(new Uint8Array(32))) : null;
    let generation: string | null = null;
    let store: LocalStore | null = null;
    return {
      async open() {
        const opened = await openDexieStore({
          database,
          newId: () => crypto.randomUUID(),
          generation,
          sealing: { key, always: key !== null },
        });
        generation = opened.generation;
        store = opened.store;
        return store;
      },
      async remove() {
        await store?.close();
        indexedDB.deleteDatabase(database);
      },
    };
  });
