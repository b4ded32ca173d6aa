import { Fault, isFaultData, toFaultData } from "../../shared/base/index.ts";
import { makeUuidV7 } from "../../shared/base/index.ts";
import type { Clock, Ids } from "../../shared/ports/index.ts";
import { rebaseAll } from "../services/apply-feed.ts";
import { makeLock } from "../services/exclusive.ts";
import { LocalWork } from "../services/local-work.ts";
import { openDexieStore } from "../storage/dexie-local-store.ts";
import { openJournalledStore } from "../storage/journal/open-journalled-store.ts";
import { salvageRows } from "../storage/journal/salvage-rows.ts";
import { resetDatabase } from "../storage/reset-database.ts";
import type { DataEvent } from "./data-api.ts";
import { serveData } from "./serve-data.ts";
import type { ServedApi } from "./serve-data.ts";
import type { WorkerApi } from "./worker-api.ts";

const clock: Clock = { now: () => new Date().toISOString() };
const ids: Ids = { next: () => makeUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10))) };

/** Between two pieces the worker answers whoever asked; a screen's first rows always come before. */
const PAUSE_MS = 120;

const runWhenIdle = (pieces: Generator<void, void, void>): void => {
  const next = (): void => {
    if (!pieces.next().done) setTimeout(next, PAUSE_MS);
  };
  setTimeout(next, PAUSE_MS);
};

/** The data worker's face before and after its opening. Everything but `open` and `subscribe` is refused until then. */
export function makeWorkerApi(): WorkerApi {
  let served: ServedApi | null = null;
  const listeners = new Set<(event: DataEvent) => void>();
  const emit = (event: DataEvent): void => listeners.forEach((listener) => listener(event));

  const life: Pick<WorkerApi, "open" | "subscribe" | "salvage"> = {
    salvage: ({ database, sealing }, machine) =>
      salvageRows(
        () =>
          openDexieStore({
            database,
            newId: () => ids.next(),
            generation: null,
            ...(sealing && { sealing }),
          }),
        machine,
      ),
    async open({ language, database, sealing }, { generation, startOver }, machine) {
      const openStore = (marker: string | null) =>
        openDexieStore({
          database,
          newId: () => ids.next(),
          generation: marker,
          startOver,
          ...(sealing && { sealing }),
        });
      const opened = machine
        ? await openJournalledStore({
            openStore,
            // An engine that opens nothing deletes nothing either: the shell then takes its files away.
            resetStore: (mark) =>
              resetDatabase(database, mark, {}).catch(async () => {
                await machine.clearBases();
                await resetDatabase(database, mark, {});
              }),
            journal: machine,
            freeSpace: () => machine.freeSpace(),
            generation,
          })
        : await openStore(generation);
      const channel = new BroadcastChannel(`intendance.${database}`);
      const work = new LocalWork({
        store: opened.store,
        clock,
        ids,
        exclusive: makeLock(`intendance.write.${database}`),
        emit,
        announceWrite: () => channel.postMessage("written"),
      });
      channel.addEventListener("message", () => void work.act(async () => {}).catch(() => {}));
      await work.load();
      work.setLanguage(language);
      // Without room on the disk, what is here is read all the same; the event says why nothing can be kept.
      await work.act(() => rebaseAll(work)).catch(unlessFull);
      served = serveData(work, runWhenIdle);
      const persisted = await navigator.storage.persisted().catch(() => false);
      return {
        ready: work.models.length > 0,
        identity: work.identity,
        persisted,
        generation: opened.generation,
        sealed: opened.sealed,
      };
    },
    async subscribe(listener) {
      listeners.add(listener);
      if (served) listener({ type: "counts", counts: await served.counts() });
    },
  };

  return new Proxy(life, {
    get(target, name) {
      if (name === "open") return plainFaults(target.open);
      if (name === "subscribe") return plainFaults(target.subscribe);
      if (name === "salvage") return plainFaults(target.salvage);
      if (typeof name !== "string") return undefined;
      return plainFaults((...given: unknown[]) => {
        if (!served) throw new Fault("BAD_REQUEST", "the local database is not open yet");
        const method = (served as unknown as Record<string, (...given: unknown[]) => unknown>)[
          name
        ];
        if (!method) throw new Fault("NOT_FOUND", "no such question", { name });
        return method(...given);
      });
    },
  }) as WorkerApi;
}

function unlessFull(thrown: unknown): void {
  if (!isFaultData(thrown) || thrown.code !== "STORE_FULL") throw thrown;
}

/** A failure crosses to the page as plain data; what is not a fault is a bug, told to the console here where its stack is. */
function plainFaults<Given extends readonly unknown[], Answer>(
  method: (...given: Given) => Answer | Promise<Answer>,
): (...given: Given) => Promise<Answer> {
  return async (...given) => {
    try {
      return await method(...given);
    } catch (thrown) {
      const fault = toFaultData(thrown);
      if (fault.code === "INTERNAL") console.error(thrown);
      // An Error loses its code on its way across; plain data does not.
      throw { ...fault, details: plain(fault.details) };
    }
  };
}

const plain = (details: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(details)) as Record<string, unknown>;
