import type { ReferentialId } from "../../../shared/base/index.ts";
import { startData } from "../../../renderer/data-worker/data-client.ts";
import type { DataApi, Filter, ViewQuery } from "../../../renderer/data-worker/data-api.ts";
import { importDataKey } from "../../../renderer/storage/seal-body.ts";
import type { TokenStore } from "../../../renderer/services/central-session.ts";
import { makeHttpGateway } from "../../../renderer/services/http-gateway.ts";
import { runSync } from "../../../renderer/services/run-sync.ts";

/** What the bench asks of the page: our own services, timed where they run. */
export type BenchPage = {
  pull(
    login: string,
    password: string,
  ): Promise<{ readonly milliseconds: number; readonly records: number }>;
  barePull(
    login: string,
    password: string,
  ): Promise<{ readonly milliseconds: number; readonly records: number }>;
  openFromDisk(referential: string): Promise<number>;
  openWarm(referential: string): Promise<number>;
  /** Milliseconds of every repetition. */
  sort(referential: string, attributes: readonly string[]): Promise<readonly number[]>;
  filter(referential: string, filters: readonly Filter[]): Promise<readonly number[]>;
  search(texts: readonly string[]): Promise<readonly number[]>;
};

const DATABASE = "banc";
const COLUMNS = ["code", "libelle", "sigle", "type", "siret", "commune", "debut", "fin", "parents"];
let data: DataApi | null = null;

/** Tokens of one page: nothing else needs them. */
function keptInMemory(): TokenStore {
  const kept = new Map<string, string>();
  return {
    read: async (name) => kept.get(name) ?? null,
    write: async (name, value) => void kept.set(name, value),
    remove: async (name) => void kept.delete(name),
  };
}

async function opened(): Promise<DataApi> {
  if (data) return data;
  data = startData();
  // Under `#sealed` the database is sealed as in the desktop shell; the key is nobody's.
  const sealed = location.hash === "#sealed";
  const key = sealed ? await importDataKey(new Uint8Array(32)) : null;
  await data.open({ language: "fr", database: DATABASE, sealing: { key, always: sealed } });
  return data;
}

const queryOf = (referential: string, over: Partial<ViewQuery> = {}): ViewQuery => ({
  referential: referential as ReferentialId,
  columns: COLUMNS,
  sort: [],
  filters: [],
  search: "",
  asAt: null,
  ...over,
});

/** Opens a view and reads the first screenful, as a grid does. */
async function show(worker: DataApi, query: ViewQuery): Promise<number> {
  const start = performance.now();
  const view = await worker.openView(query);
  await worker.rows(view.viewId, 0, 40);
  const elapsed = performance.now() - start;
  await worker.closeView(view.viewId);
  return elapsed;
}

const page: BenchPage = {
  async pull(login, password) {
    const gateway = makeHttpGateway(location.origin, keptInMemory());
    const identity = await gateway.signIn(login, password);
    const worker = await opened();
    await worker.setIdentity(identity);
    const start = performance.now();
    await runSync(worker, gateway, () => {});
    const milliseconds = performance.now() - start;
    const cards = await worker.referentials();
    return { milliseconds, records: Math.max(...cards.map((card) => card.records)) };
  },

  async barePull(login, password) {
    const gateway = makeHttpGateway(location.origin, keptInMemory());
    await gateway.signIn(login, password);
    const start = performance.now();
    const manifest = await gateway.snapshot();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open("nu", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("blocs");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const waiting = [...manifest.blocks];
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let block = waiting.shift(); block; block = waiting.shift()) {
          const bytes = await gateway.block(block.hash);
          const { hash } = block;
          await new Promise<void>((resolve, reject) => {
            const transaction = database.transaction("blocs", "readwrite", {
              durability: "relaxed",
            });
            transaction.objectStore("blocs").put(bytes, hash);
            transaction.oncomplete = () => resolve();
            transaction.onabort = () => reject(transaction.error);
          });
        }
      }),
    );
    const milliseconds = performance.now() - start;
    return { milliseconds, records: Math.max(...countByReferential(manifest.blocks)) };
  },

  async openFromDisk(referential) {
    const start = performance.now();
    const worker = await opened();
    await show(worker, queryOf(referential));
    return performance.now() - start;
  },

  openWarm: async (referential) => show(await opened(), queryOf(referential)),

  async sort(referential, attributes) {
    const worker = await opened();
    const times: number[] = [];
    for (const descending of [false, true, false])
      for (const attribute of attributes)
        times.push(await show(worker, queryOf(referential, { sort: [{ attribute, descending }] })));
    return times;
  },

  async filter(referential, filters) {
    const worker = await opened();
    const times: number[] = [];
    for (const filter of filters)
      times.push(await show(worker, queryOf(referential, { filters: [filter] })));
    return times;
  },

  async search(texts) {
    const worker = await opened();
    const times: number[] = [];
    for (const text of texts) {
      const start = performance.now();
      await worker.search(text, 20);
      times.push(performance.now() - start);
    }
    return times;
  },
};

function countByReferential(
  blocks: readonly { readonly referential: string; readonly count: number }[],
): readonly number[] {
  const counts = new Map<string, number>();
  for (const { referential, count } of blocks)
    counts.set(referential, (counts.get(referential) ?? 0) + count);
  return [...counts.values()];
}

Object.assign(globalThis, { bench: page });
