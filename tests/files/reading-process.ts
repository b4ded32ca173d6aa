import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { createParsingClient } from "../../renderer/files/index.ts";
import type { FileInput, ParsingClient } from "../../renderer/files/index.ts";
import { isFaultData } from "../../shared/base/index.ts";
import type { ReadingOrder, ReadingReport } from "./read-apart.ts";
import { startParsingThread, type ParsingThread } from "./start-parsing-thread.ts";

/**
 * The parsing client and its real worker in a process of their own, told by its parent to read one file as a person who
 * accepts every guess would: first look, then every row of the first sheet. Says what came of it and what it cost.
 */

const collect = (globalThis as { readonly gc?: () => void }).gc ?? (() => {});
const threads: ParsingThread[] = [];
const startWorker = () => {
  const thread = startParsingThread();
  threads.push(thread);
  return thread.worker;
};
const good: FileInput = { content: new TextEncoder().encode("code;nom\n1;Un\n"), name: "bon.csv" };

process.once("message", (order: ReadingOrder) => void run(order));

async function run(order: ReadingOrder): Promise<void> {
  const client = createParsingClient(startWorker);
  await readRows(client, good);
  // the copy that a browser keeps outside of its page and workers
  const content = new Blob([readFileSync(order.path)]);
  collect();
  await pause(50);
  const before = process.memoryUsage.rss();
  forgetPeak();
  const start = performance.now();
  const processor = process.cpuUsage();
  const file: FileInput = { content, name: order.name };
  const outcome = await readRows(client, file).catch((thrown: unknown) => {
    if (!isFaultData(thrown)) throw thrown;
    return { code: thrown.code, details: thrown.details };
  });
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  const growth = peak() - before;
  // whatever became of its worker, the client still reads a good file
  const after = await readRows(client, good);
  const report: ReadingReport = {
    outcome,
    milliseconds,
    processor: (user + system) / 1000,
    growth,
    usable: "rows" in after && after.rows === 1,
    restarted: threads.length > 1,
    polluted: ((await threads.at(-1)?.addedToPrototypes()) ?? []).length > 0,
  };
  client.close();
  process.send?.(report, () => process.exit(0));
}

async function readRows(
  client: ParsingClient,
  file: FileInput,
): Promise<{ readonly rows: number }> {
  const { format, sheets } = await client.inspect(file);
  const headerLine = sheets[0]?.headerLine ?? null;
  let rows = 0;
  for await (const part of client.read(file, { format, sheet: 0, headerLine }))
    if (part.kind === "rows") rows += part.rows.length;
  return { rows };
}

/** The kernel keeps the highest residence of a process, and forgets it when asked (Linux). */
function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // elsewhere the peak is that of the whole life: the growth said is then too high, never too low
  }
}

/** Highest residence, in bytes. */
function peak(): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"));
    if (found) return Number(found[1]) * 1024;
  } catch {
    // no such file elsewhere
  }
  return process.resourceUsage().maxRSS * 1024;
}
