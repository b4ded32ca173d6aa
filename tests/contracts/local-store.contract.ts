import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { openDexieStore } from "../../renderer/storage/dexie-local-store.ts";
import { importDataKey } from "../../renderer/storage/seal-body.ts";
import { makeMemoryStore } from "../../renderer/storage/memory-local-store.ts";
import { localStoreLaws } from "./local-store-laws.ts";

localStoreLaws("in memory", async () => {
  const store = makeMemoryStore("device-memory");
  return { open: async () => store, remove: async () => {} };
});

let made = 0;
for (const kind of ["in clear", "sealed"] as const)
  localStoreLaws(`Dexie over fake-indexeddb, ${kind}, in Node`, async () => {
    const indexedDB = new IDBFactory();
    const key =
      kind === "sealed" ? await importDataKey(crypto.getRandomValues(new Uint8Array(32))) : null;
    let generation: string | null = null;
    return {
      async open() {
        const opened = await openDexieStore({
          database: "laws",
          newId: () => `id-${(made += 1)}`,
          generation,
          indexedDB,
          IDBKeyRange,
          sealing: { key, always: key !== null },
        });
        generation = opened.generation;
        return opened.store;
      },
      remove: async () => {},
    };
  });
