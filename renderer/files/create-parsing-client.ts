import { transfer, wrap, type Endpoint, type Remote } from "comlink";
import { Fault, isFaultData } from "../../shared/base/index.ts";
import type {
  CsvOptions,
  FileFormat,
  FileOverview,
  TableChoice,
  TablePart,
  TableSummary,
  TableToWrite,
} from "../../shared/exchange/files/index.ts";
import type { Annotations, FileInput, ParsingApi } from "./parsing-api.ts";
import { receiveTable } from "./receive-table.ts";

/** A worker that serves `ParsingApi`, wherever it runs. */
export type ParsingWorker = {
  readonly endpoint: Endpoint;
  terminate(): void;
  /** Told when the worker dies by itself, of memory for instance; the last listener replaces the others. */
  onDeath(listener: () => void): void;
};

export type ParsingOptions = {
  readonly signal?: AbortSignal;
};

export type ReadOptions = ParsingOptions & {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
};

export type ParsingClient = {
  inspect(
    file: FileInput,
    wanted?: Partial<FileFormat>,
    options?: ParsingOptions,
  ): Promise<FileOverview>;
  /** Stopping the iteration stops the worker. The parser waits for whoever iterates. */
  read(
    file: FileInput,
    choice: TableChoice,
    options?: ReadOptions,
  ): AsyncGenerator<TablePart, TableSummary, void>;
  /**
   * Reads into a port that another worker receives from (`receiveTable`): rows never cross the page. Whoever receives
   * hears of a bad file; this rejects when the worker dies or is cancelled.
   */
  feed(
    file: FileInput,
    choice: TableChoice,
    port: MessagePort,
    options?: ParsingOptions,
  ): Promise<void>;
  /** The file handed back: every row as it was, the remarks in a last column and as notes on their cells. */
  annotate(
    file: FileInput,
    choice: TableChoice,
    annotations: Annotations,
    options?: ParsingOptions,
  ): Promise<Uint8Array<ArrayBuffer>>;
  writeXlsx(
    tables: readonly TableToWrite[],
    options?: ParsingOptions,
  ): Promise<Uint8Array<ArrayBuffer>>;
  writeCsv(
    table: TableToWrite,
    csv?: CsvOptions,
    options?: ParsingOptions,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /** Ends the idle worker, if any. */
  close(): void;
};

export type ParsingDeadlines = {
  /** For the first look at a file, in milliseconds. */
  readonly inspect: number;
  /** For the worker to give the next part of a table. */
  readonly part: number;
  /** For a whole file to be written. */
  readonly write: number;
};

const DEADLINES: ParsingDeadlines = { inspect: 15_000, part: 60_000, write: 120_000 };

/** The receiver of a fed table knows how long it waits; the longest a timer takes. */
const NO_DEADLINE = 2 ** 31 - 1;

/**
 * The page's side of the parsing worker. A deadline or a cancelled signal terminates the worker, whatever
 * it is doing; the next call starts a fresh one. A worker that did its work is kept for the next call.
 *
 * Faults: those of the files, DEADLINE_EXCEEDED {milliseconds}, CANCELLED, FILE_UNREADABLE {reason:
 * 'worker-died'} when a file cost the worker its life.
 */
export function createParsingClient(
  start: () => ParsingWorker,
  deadlines: ParsingDeadlines = DEADLINES,
): ParsingClient {
  let idle: RunningWorker | null = null;

  function lease(signal: AbortSignal | undefined): Lease {
    if (signal?.aborted === true) throw cancelled();
    const running = idle ?? run(start());
    const { worker, remote } = running;
    idle = null;
    const stop = watchWorker(worker, signal);
    return {
      remote,
      wait: stop.orAfter,
      end(outcome) {
        stop.release();
        const isHealthy = !stop.happened() && (outcome === "done" || isFileFault(outcome));
        if (isHealthy && idle === null) idle = running;
        else worker.terminate();
      },
    };
  }

  async function call<R>(
    options: ParsingOptions | undefined,
    deadline: number,
    work: (remote: Remote<ParsingApi>) => Promise<R>,
  ): Promise<R> {
    const { remote, wait, end } = lease(options?.signal);
    let outcome: unknown = "done";
    try {
      return await wait(deadline, work(remote));
    } catch (thrown) {
      outcome = thrown;
      throw asFault(thrown);
    } finally {
      end(outcome);
    }
  }

  async function* read(
    file: FileInput,
    choice: TableChoice,
    options: ReadOptions = {},
  ): AsyncGenerator<TablePart, TableSummary, void> {
    const { remote, wait, end } = lease(options.signal);
    let outcome: unknown = "left";
    try {
      const { port1, port2 } = new MessageChannel();
      const reading = remote.read(file, choice, transfer(port2, [port2]));
      const parts = receiveTable(port1, (message) =>
        wait(deadlines.part, Promise.race([message, reading.then(() => message)])),
      );
      for (;;) {
        const step = await parts.next();
        if (step.done === true) {
          outcome = "done";
          return step.value;
        }
        if (step.value.kind === "rows") options.onProgress?.(step.value);
        yield step.value;
      }
    } catch (thrown) {
      outcome = thrown;
      throw asFault(thrown);
    } finally {
      end(outcome);
    }
  }

  return {
    inspect: (file, wanted = {}, options) =>
      call(options, deadlines.inspect, (remote) => remote.inspect(file, wanted)),
    read,
    feed: (file, choice, port, options) =>
      call(options, NO_DEADLINE, (remote) => remote.read(file, choice, transfer(port, [port]))),
    annotate: (file, choice, annotations, options) =>
      call(options, deadlines.write, (remote) => remote.annotate(file, choice, annotations)),
    writeXlsx: (tables, options) =>
      call(options, deadlines.write, (remote) => remote.writeXlsx(tables)),
    writeCsv: (table, csv = {}, options) =>
      call(options, deadlines.write, (remote) => remote.writeCsv(table, csv)),
    close: () => {
      idle?.worker.terminate();
      idle = null;
    },
  };
}

/** One proxy for the worker's life: comlink closes the worker's end once a proxy is collected as garbage. */
type RunningWorker = { readonly worker: ParsingWorker; readonly remote: Remote<ParsingApi> };

const run = (worker: ParsingWorker): RunningWorker => ({
  worker,
  remote: wrap<ParsingApi>(worker.endpoint),
});

type Lease = {
  readonly remote: Remote<ParsingApi>;
  wait<M>(milliseconds: number, message: Promise<M>): Promise<M>;
  /** `done`, what was thrown, or anything else when the work was left in the middle. */
  end(outcome: unknown): void;
};

/** The worker answered that the file is bad: it is itself in good health. */
const isFileFault = (thrown: unknown): boolean =>
  isFaultData(thrown) && thrown.code.startsWith("FILE_");

const asFault = (thrown: unknown): unknown =>
  thrown instanceof Error || !isFaultData(thrown)
    ? thrown
    : new Fault(thrown.code, thrown.message, thrown.details);

/** The three ways a wait for the worker can end before its answer: too late, cancelled, worker dead. */
function watchWorker(worker: ParsingWorker, signal: AbortSignal | undefined) {
  let stopped: Fault | null = null;
  let refuse: ((fault: Fault) => void) | null = null;
  const stop = (fault: Fault): void => {
    stopped ??= fault;
    refuse?.(stopped);
  };
  const onAbort = (): void => stop(cancelled());
  signal?.addEventListener("abort", onAbort);
  worker.onDeath(() =>
    stop(new Fault("FILE_UNREADABLE", "the parsing worker died", { reason: "worker-died" })),
  );
  return {
    happened: () => stopped !== null,
    release: () => signal?.removeEventListener("abort", onAbort),
    async orAfter<M>(milliseconds: number, message: Promise<M>): Promise<M> {
      if (stopped !== null) throw stopped;
      const late = (): void =>
        stop(new Fault("DEADLINE_EXCEEDED", "file took too long", { milliseconds }));
      const timer = setTimeout(late, milliseconds);
      try {
        return await Promise.race([
          message,
          new Promise<never>((_, reject) => {
            refuse = reject;
          }),
        ]);
      } finally {
        clearTimeout(timer);
        refuse = null;
      }
    },
  };
}

const cancelled = (): Fault => new Fault("CANCELLED", "cancelled by the person");
