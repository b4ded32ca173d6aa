import * as Comlink from "comlink";
import type { FaultData } from "../../shared/base/index.ts";
import { isFaultData } from "../../shared/base/index.ts";
import type { DataApi, DataEvent } from "./data-api.ts";
import type { WorkerApi } from "./worker-api.ts";

/** How long the worker may stay silent with a question pending before it is held to be stuck (a hostile pattern, a bug), and how often it is asked. */
const PATIENCE = { deadlineMs: 60_000, pingMs: 5_000 };

/** The marker kept outside IndexedDB: without it, a base that came back empty would look like a fresh install (reliability.md, finding 2). */
const markerKey = (database: string): string => `intendance.generation.${database}`;

type Opening = Parameters<DataApi["open"]>[0];
const makeWorker = (): Worker =>
  new Worker(new URL("./data.worker.ts", import.meta.url), { type: "module", name: "data" });

/**
 * The data worker as the page sees it. It is made anew when it stays silent past the deadline: everything durable is in the
 * store, so it reopens where it was; questions pending then are refused with DEADLINE_EXCEEDED.
 */
export function startData(patience = PATIENCE): DataApi {
  const client = new DataClient(patience);
  return new Proxy({} as DataApi, {
    get: (_target, name) => {
      // A promise-like would be awaited by mistake.
      if (typeof name !== "string" || name === "then") return undefined;
      if (name === "open") return (options: Opening) => client.open(options);
      if (name === "subscribe")
        return (listener: (event: DataEvent) => void) => client.subscribe(listener);
      return (...given: unknown[]) => client.ask(name, given);
    },
  });
}

/** Forgets the marker of a database that the person agreed to start over; the next opening makes a new one. */
export function acceptEmptied(database: string): void {
  localStorage.removeItem(markerKey(database));
}

class DataClient {
  private readonly patience: typeof PATIENCE;
  private worker = makeWorker();
  private remote = Comlink.wrap<WorkerApi>(this.worker);
  private opening: Opening | null = null;
  private readonly listeners: ((event: DataEvent) => void)[] = [];
  private readonly pending = new Set<(fault: FaultData) => void>();
  private lastAnswer = 0;
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(patience: typeof PATIENCE) {
    this.patience = patience;
  }

  async open(options: Opening): Promise<Awaited<ReturnType<DataApi["open"]>>> {
    this.opening = options;
    const key = markerKey(options.database);
    await navigator.storage?.persist?.().catch(() => false);
    const { generation, ...answer } = await this.guard(() =>
      this.remote.open(options, { generation: localStorage.getItem(key), startOver: false }),
    );
    localStorage.setItem(key, generation);
    return answer;
  }

  async subscribe(listener: (event: DataEvent) => void): Promise<void> {
    this.listeners.push(listener);
    await this.guard(() => this.remote.subscribe(Comlink.proxy(listener)));
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
        this.lastAnswer = performance.now();
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
    this.lastAnswer = performance.now();
    this.timer = setInterval(() => {
      if (this.pending.size === 0) {
        if (this.timer !== null) clearInterval(this.timer);
        this.timer = null;
        return;
      }
      const asked = this.remote;
      const answered = (): void => {
        if (asked === this.remote) this.lastAnswer = performance.now();
      };
      void asked.cursor().then(answered, answered);
      if (performance.now() - this.lastAnswer > this.patience.deadlineMs) this.rebuild();
    }, this.patience.pingMs);
  }

  private rebuild(): void {
    this.worker.terminate();
    const refused = [...this.pending];
    this.pending.clear();
    this.worker = makeWorker();
    this.remote = Comlink.wrap<WorkerApi>(this.worker);
    this.lastAnswer = performance.now();
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
