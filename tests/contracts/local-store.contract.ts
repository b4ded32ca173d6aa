import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { openDexieStore } from "../../renderer/storage/dexie-local-store.ts";
import { makeMemoryStore } from "../../renderer/storage/memory-local-store.ts";
import { localStoreLaws } from "./local-store-laws.ts";

localStoreLaws("in memory", async () => {
  const store = makeMemoryStore("device-memory");
  return { open: async () => store, remove: async () => {} };
});

let made = 0;
localStoreLaws("Dexie over fake-indexeddb, in Node", async () => {
  const indexedDB = new IDBFactory();
  let generation: string | null = null;
  return {
    async open() {
      const opened = await openDexieStore({
        database: "laws",
        newId: () => `id-${(made += 1)}`,
        generation,
        indexedDB,
        IDBKeyRange,
      });
      generation = opened.generation;
      return opened.store;
    },
    remove: async () => {},
  };
});
