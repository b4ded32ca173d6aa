import { cpus } from "node:os";
import { benchImport } from "./import-file.ts";
import { inTime, median, percentile, printTable } from "./measure.ts";
import type { BenchLine } from "./measure.ts";
import { installPeers, pullWithPeers } from "./pull-peers.ts";
import { accreditable, makeRecords } from "./records.ts";
import { benchStart, type StartTimes } from "./start.ts";
import { benchValidation } from "./validation.ts";
import { benchClient } from "./working-set.ts";

/**
 * `npm run bench [-- part …]` with parts `validation`, `import`, `client`, `peers`, `start`: side by side in one run, ratios of medians.
 * Nothing here decides whether a test passes. BENCH_RECORDS and BENCH_RUNS change the sizes.
 */
const records = Number(process.env["BENCH_RECORDS"] ?? 100_000);
const rows = Math.round(records / 2);
const runs = Number(process.env["BENCH_RUNS"] ?? 3);
const parts = process.argv.slice(2);
const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);

const under = (what: string, times: readonly number[], aim: number): BenchLine => ({
  what,
  median: inTime(median(times)),
  ratio: `p95 ${inTime(percentile(times, 0.95))}`,
  aim: `< ${inTime(aim)}`,
  held: median(times) < aim,
});
const atMost = (
  what: string,
  times: readonly number[],
  peer: readonly number[],
  aim: number,
): BenchLine => {
  const ratio = median(times) / median(peer);
  return {
    what,
    median: inTime(median(times)),
    ratio: `× ${ratio.toFixed(2)}`,
    aim: `≤ × ${aim}`,
    held: ratio <= aim,
  };
};
const reference = (what: string, times: readonly number[]): BenchLine => ({
  what,
  median: inTime(median(times)),
  ratio: "",
  aim: "",
  held: null,
});

console.log(
  `${records} records, ${runs} runs, Node ${process.version}, ${cpus().length} processors (${cpus()[0]?.model ?? "?"})`,
);

if (wants("validation")) {
  const { times, findings } = await benchValidation(records, runs);
  const { bare = [], ours = [] } = times;
  printTable(`Validation of ${records} records (${findings} findings)`, [
    reference("bare compiled Ajv, shape only", bare),
    atMost("ours, set-level rules and index included", ours, bare, 2),
  ]);
}
if (wants("import")) {
  const { sheetjs = [], ours = [] } = await benchImport(rows, runs);
  printTable(`Import of ${rows} rows × 12 columns (.xlsx)`, [
    reference("bare SheetJS, parsing only", sheetjs),
    atMost("ours, from the file to judged changes", ours, sheetjs, 2),
  ]);
}
const all =
  wants("client") || wants("peers") || wants("start") ? accreditable(makeRecords(records)) : [];
const client = wants("client") || wants("peers") ? await benchClient(all, runs) : null;
if (client) {
  printTable(`Working set of ${records} records in Chromium`, [
    under("open from disk to the first rows", client.disk, 1000),
    atMost("open from disk, sealed, against in clear", client.sealedDisk, client.disk, 1.15),
    under("open again, warm", client.warm, 100),
    under("sort, first time of a column", client.sortFirst, 150),
    under("sort, again", client.sortAgain, 150),
    under("filter", client.filter, 150),
    under("search as you type", client.search, 20),
  ]);
  printTable(`First pull of ${records} records over HTTP`, [
    reference("bare packed blocks into IndexedDB", client.bare),
    atMost("ours, into an offline-usable state", client.pull, client.bare, 1.5),
    atMost("ours, sealed, against in clear", client.sealedPull, client.pull, 1.15),
    reference("(central: one commit of all records)", [client.commit]),
  ]);
}
if (client && wants("peers")) {
  await installPeers();
  const peers = await pullWithPeers(all, 1);
  const faster = (what: string, times: readonly number[], aim: number): BenchLine => {
    const ratio = median(times) / median(client.pull);
    return {
      what,
      median: inTime(median(times)),
      ratio: `ours × ${ratio.toFixed(1)} faster`,
      aim: `≥ × ${aim}`,
      held: ratio >= aim,
    };
  };
  printTable(`First pull of ${records} records, peers (one run each)`, [
    reference("ours", client.pull),
    faster("PouchDB ↔ express-pouchdb", peers.pouchdb, 20),
    faster("RxDB over HTTP, Dexie storage", peers.rxdb, 15),
  ]);
}
if (wants("start")) {
  const starts = await benchStart(all, runs);
  const steps: readonly (readonly [string, keyof StartTimes, keyof StartTimes | null])[] = [
    ["the process holds a page", "process", null],
    ["the page's bundle has run", "bundle", "process"],
    ["the data worker's script is here", "worker", "bundle"],
    ["the local database is open", "base", "worker"],
    ["the référentiel is unpacked and sorted", "unpacked", "base"],
    ["its first rows are painted", "rows", "unpacked"],
  ];
  for (const [host, times] of starts)
    printTable(`Cold start on ${records} records on disk, in ${host}`, [
      ...steps.map(([what, moment, before]) =>
        reference(
          what,
          times.map((start) => start[moment] - (before === null ? 0 : start[before])),
        ),
      ),
      reference(
        "in all, from the process to rows on screen",
        times.map((start) => start.rows),
      ),
      reference(
        "in all, to an arrow key answered",
        times.map((start) => start.key),
      ),
    ]);
}
process.exit(0);
