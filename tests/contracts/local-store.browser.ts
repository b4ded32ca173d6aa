import type { LocalStore } from "../../shared/ports/index.ts";
import { openDexieStore } from "../../renderer/storage/dexie-local-store.ts";
import { localStoreLaws } from "./local-store-laws.ts";

let made = 0;
localStoreLaws("Dexie over IndexedDB, in Chromium", async () => {
  made += 1;
  const database = `laws-${made}`;
  let generation: string | null = null;
  let store: LocalStore | null = null;
  return {
    async open() {
      const opened = await openDexieStore({
        database,
        newId: () => crypto.randomUUID(),
        generation,
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
