import * as Comlink from "comlink";
import type { FaultData } from "../../shared/base/index.ts";
import type { DesktopHost } from "../../shared/ports/index.ts";
import { isFaultData } from "../../shared/base/index.ts";
import { eraseDatabase } from "../storage/erase-database.ts";
import type { Salvaged } from "../storage/journal/salvage-rows.ts";
import type { DataApi, DataEvent } from "./data-api.ts";
import { machineOf } from "./machine.ts";
import { Silence } from "./silence.ts";
import type { WorkerApi } from "./worker-api.ts";

/** How long the worker may stay silent with a question pending before it is held to be stuck (a hostile pattern, a bug), and how often it is asked. */
const PATIENCE = { deadlineMs: 60_000, pingMs: 5_000 };

/** The marker kept outside IndexedDB: without it, a base that came back empty would look like a fresh install (reliability.md, finding 2). */
const markerKey = (database: string): string => `intendance.generation.${database}`;

/** The data worker as the page sees it, and its end. */
export type PageData = DataApi & {
  /** Ends the worker: nothing may be asked after. `erase`: its database and its marker go too. */
  end(erase?: boolean): Promise<void>;
  /** What can still be read of a database that does not open. */
  salvage(options: Opening): Promise<Salvaged>;
};

/** True when this machine opened that database before. */
export const isKnownDatabase = (database: string): boolean =>
  localStorage.getItem(markerKey(database)) !== null;

/** What of the machine the worker may use through the page; none in a browser. */
type Lent = Pick<DesktopHost, "clearBases" | "freeSpace" | "journal"> | null;
type Opening = Parameters<DataApi["open"]>[0];
const makeWorker = (): Worker =>
  new Worker(new URL("./data.worker.ts", import.meta.url), { type: "module", name: "data" });

/**
 * The data worker as the page sees it. It is made anew when it stays silent past the deadline: everything durable is in the
 * store, so it reopens where it was; questions pending then are refused with DEADLINE_EXCEEDED.
 */
export function startData(host: Lent = null, patience = PATIENCE): PageData {
  const client = new DataClient(host, patience);
  return new Proxy({} as PageData, {
    get: (_target, name) => {
      // A promise-like would be awaited by mistake.
      if (typeof name !== "string" || name === "then") return undefined;
      if (name === "open") return (options: Opening) => client.open(options);
      if (name === "end") return (erase?: boolean) => client.end(erase ?? false);
      if (name === "salvage") return (options: Opening) => client.salvage(options);
      if (name === "subscribe")
        return (listener: (event: DataEvent) => void) => client.subscribe(listener);
      return (...given: unknown[]) => client.ask(name, given);
    },
  });
}

/**
 * Starts a database over, by the person's word: the marker and what is left of the base go, and an empty journal stands where the
 * damaged one is kept aside. The next opening makes a new one.
 */
export async function acceptEmptied(database: string, host: Lent = null): Promise<void> {
  const journal = host?.journal(database);
  // One whose key is lost is set aside first, under a new key.
  await journal?.rewrite([]).catch(async (thrown: unknown) => {
    if (!isFaultData(thrown) || thrown.code !== "STORE_SEALED") throw thrown;
    await journal.remove();
    await journal.rewrite([]);
  });
  localStorage.removeItem(markerKey(database));
  if (journal) await eraseDatabase(database);
}

class DataClient {
  private readonly host: Lent;
  private readonly patience: typeof PATIENCE;
  private worker = makeWorker();
  private remote = Comlink.wrap<WorkerApi>(this.worker);
  private opening: Opening | null = null;
  private readonly listeners: ((event: DataEvent) => void)[] = [];
  private readonly pending = new Set<(fault: FaultData) => void>();
  private silence: Silence;
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(host: Lent, patience: typeof PATIENCE) {
    this.host = host;
    this.patience = patience;
    this.silence = new Silence(patience.pingMs, performance.now());
  }

  async open(options: Opening): Promise<Awaited<ReturnType<DataApi["open"]>>> {
    this.opening = options;
    const key = markerKey(options.database);
    await navigator.storage?.persist?.().catch(() => false);
    const machine = this.host && machineOf(this.host, options.database);
    const { generation, ...answer } = await this.guard(() =>
      this.remote.open(
        options,
        { generation: localStorage.getItem(key), startOver: false },
        machine && Comlink.proxy(machine),
      ),
    );
    keepMarker(key, generation);
    return answer;
  }

  async subscribe(listener: (event: DataEvent) => void): Promise<void> {
    this.listeners.push(listener);
    await this.guard(() => this.remote.subscribe(Comlink.proxy(listener)));
  }

  salvage(options: Opening): Promise<Salvaged> {
    const machine = this.host && machineOf(this.host, options.database);
    return this.guard(() => this.remote.salvage(options, machine && Comlink.proxy(machine)));
  }

  async end(erase: boolean): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.pending.clear();
    this.worker.terminate();
    const database = this.opening?.database;
    this.opening = null;
    if (!erase || database === undefined) return;
    localStorage.removeItem(markerKey(database));
    await eraseDatabase(database);
  }

  ask(name: string, given: readonly unknown[]): Promise<unknown> {
    const crossing = given.map((value) =>
      typeof value === "function" ? Comlink.proxy(value) : transferable(value),
    );
    const remote = this.remote as unknown as Record<
      string,
      (...given: unknown[]) => Promise<unknown>
    >;
    return this.guard(async () => remote[name]?.(...crossing));
  }

  /** Runs one question under the watchdog. */
  private guard<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const refuse = (fault: FaultData): void => reject(fault as unknown as Error);
      this.pending.add(refuse);
      this.watch();
      const done = (): void => {
        this.pending.delete(refuse);
        this.silence.heard();
      };
      run().then(
        (answer) => {
          done();
          resolve(answer);
        },
        (thrown: unknown) => {
          done();
          reject(asFault(thrown) as unknown as Error);
        },
      );
    });
  }

  /** While something is pending, asks a small question now and then: a worker that answers it is slow, not stuck. */
  private watch(): void {
    if (this.timer !== null) return;
    this.silence = new Silence(this.patience.pingMs, performance.now());
    this.timer = setInterval(() => {
      if (this.pending.size === 0) {
        if (this.timer !== null) clearInterval(this.timer);
        this.timer = null;
        return;
      }
      const asked = this.remote;
      const answered = (): void => {
        if (asked === this.remote) this.silence.heard();
      };
      void asked.cursor().then(answered, answered);
      if (this.silence.look(performance.now()) > this.patience.deadlineMs) this.rebuild();
    }, this.patience.pingMs);
  }

  private rebuild(): void {
    this.worker.terminate();
    const refused = [...this.pending];
    this.pending.clear();
    this.worker = makeWorker();
    this.remote = Comlink.wrap<WorkerApi>(this.worker);
    this.silence.heard();
    for (const refuse of refused)
      refuse({
        code: "DEADLINE_EXCEEDED",
        message: "the data worker stayed silent and was started again",
        details: {},
      });
    const opening = this.opening;
    if (!opening) return;
    void this.open(opening).then(async () => {
      for (const listener of this.listeners) await this.remote.subscribe(Comlink.proxy(listener));
      for (const listener of this.listeners) listener({ type: "models" });
    });
  }
}

/** A marker that a full disk does not take is taken at the next opening: the base and its journal tell the same. */
function keepMarker(key: string, generation: string): void {
  try {
    localStorage.setItem(key, generation);
  } catch (thrown) {
    console.warn("the marker of the local database was not kept", thrown);
  }
}

/** Bytes and ports are handed over, not copied: the page keeps none. */
function transferable(value: unknown): unknown {
  if (value instanceof MessagePort) return Comlink.transfer(value, [value]);
  return value instanceof Uint8Array && value.byteLength === value.buffer.byteLength
    ? Comlink.transfer(value, [value.buffer])
    : value;
}

const asFault = (thrown: unknown): FaultData =>
  isFaultData(thrown)
    ? thrown
    : { code: "INTERNAL", message: "internal error", details: { error: String(thrown) } };
