import { openDexieStore } from "../../renderer/storage/dexie-local-store.ts";
import { localStoreLaws } from "./local-store-laws.ts";

let made = 0;
localStoreLaws("Dexie over IndexedDB, in Chromium", async () => {
  made += 1;
  const database = `laws-${made}`;
  let generation: string | null = null;
  return {
    async open() {
      const opened = await openDexieStore({
        database,
        newId: () => crypto.randomUUID(),
        generation,
      });
      generation = opened.generation;
      return opened.store;
    },
    async remove() {
      indexedDB.deleteDatabase(database);
    },
  };
});
