import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { transfer, wrap } from "comlink";
import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import { afterEach, describe, expect, it } from "vitest";
import type { FileOverview, TableSummary } from "../../shared/exchange/files/index.ts";
import {
  createParsingClient,
  type ParsingDeadlines,
  type ParsingWorker,
} from "./create-parsing-client.ts";
import { READ_AHEAD, type FileInput, type ParsingApi, type ReadMessage } from "./parsing-api.ts";

// The real worker code, in a thread of Node: same protocol, same termination as in a browser.
const SERVE = new URL("./serve-parsing.ts", import.meta.url).href;
const PROGRAM = `
  const { parentPort } = require("node:worker_threads");
  Promise.all([import(${JSON.stringify(SERVE)}), import("comlink/dist/esm/node-adapter.mjs")])
    .then(([{ serveParsing }, { default: nodeEndpoint }]) => serveParsing(nodeEndpoint(parentPort)));
`;

const started: { readonly worker: Worker; isOver: boolean }[] = [];

function startWorker(program = PROGRAM): ParsingWorker {
  const worker = new Worker(program, {
    eval: true,
    resourceLimits: { maxOldGenerationSizeMb: 400 },
  });
  const entry = { worker, isOver: false };
  started.push(entry);
  worker.on("exit", () => (entry.isOver = true));
  return {
    endpoint: nodeEndpoint(worker),
    terminate: () => void worker.terminate(),
    onDeath: (listener) => void worker.on("error", listener),
  };
}

afterEach(async () => {
  await Promise.all(started.splice(0).map(({ worker }) => worker.terminate()));
});

const csv = (text: string): FileInput => ({
  content: new TextEncoder().encode(text),
  name: "essai.csv",
});
const rowsCsv = (count: number): FileInput =>
  csv(
    `code;libellé\n${Array.from({ length: count }, (_, rank) => `A${rank};n° ${rank}`).join("\n")}`,
  );
const client = (deadlines?: Partial<ParsingDeadlines>, program?: string) =>
  createParsingClient(() => startWorker(program), {
    inspect: 60_000,
    part: 60_000,
    write: 60_000,
    ...deadlines,
  });

async function readAll(
  reader: ReturnType<typeof client>,
  file: FileInput,
  overview: FileOverview,
  signal?: AbortSignal,
) {
  const parts = reader.read(
    file,
    { format: overview.format, sheet: 0, headerLine: 1 },
    signal ? { signal } : {},
  );
  let rows = 0;
  const kinds: string[] = [];
  for (;;) {
    const step = await parts.next();
    if (step.done === true) return { rows, kinds, summary: step.value satisfies TableSummary };
    kinds.push(step.value.kind);
    if (step.value.kind === "rows") rows += step.value.rows.length;
  }
}

describe("createParsingClient", () => {
  it("inspects, reads and writes in a worker that it keeps", async () => {
    const parsing = client();
    const file = rowsCsv(1200);
    const overview = await parsing.inspect(file);
    const { rows, kinds, summary } = await readAll(parsing, file, overview);
    const written = await parsing.writeXlsx([
      { name: "S", columns: [{ title: "Code" }], rows: [["007"]] },
    ]);
    const again = await parsing.inspect({ content: new Blob([written]), name: "x" });
    const text = await parsing.writeCsv(
      { name: "S", columns: [{ title: "Code" }], rows: [["007"]] },
      { byteOrderMark: false },
    );

    expect(overview.sheets[0]?.columns.map((column) => column.name)).toEqual(["code", "libellé"]);
    expect({ rows, kinds, count: summary.rowCount }).toEqual({
      rows: 1200,
      kinds: ["columns", "rows", "rows", "rows"],
      count: 1200,
    });
    expect(again.sheets[0]?.rows.map((row) => row.cells)).toEqual([["Code"], ["007"]]);
    expect(new TextDecoder().decode(text)).toBe("Code\r\n007\r\n");
    expect(started.length).toBe(1);
  });

  it("annotates a file without its rows crossing the page", async () => {
    const parsing = client();
    const choice = { format: { kind: "csv", separator: ";" }, sheet: 0, headerLine: 1 } as const;
    const remarks = [{ line: 3, column: 0, text: "code refusé" }];
    const content = await parsing.annotate(rowsCsv(2), choice, {
      name: "essai",
      remarks,
      title: "Constats",
    });
    const { sheets } = await parsing.inspect({ content, name: "retour.xlsx" });

    expect(sheets.map(({ name, rows }) => [name, rows.map((row) => row.cells)])).toEqual([
      [
        "essai",
        [
          ["code", "libellé", "Constats"],
          ["A0", "n° 0"],
          ["A1", "n° 1", "code refusé"],
        ],
      ],
    ]);
  });

  it("keeps its worker through garbage collections", async () => {
    setFlagsFromString("--expose_gc");
    const collect = runInNewContext("gc") as () => void;
    const parsing = client({ inspect: 60_000 });
    for (let call = 0; call < 5; call++) {
      await parsing.inspect(rowsCsv(10));
      collect();
      // finalisers run in tasks of their own
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    }

    expect(started.length).toBe(1);
  });

  it("gives the file's fault with its code and place, and keeps the worker", async () => {
    const parsing = client();
    const bad = csv('a;b\n1;"x');

    await expect(
      parsing.inspect({ content: new TextEncoder().encode("%PDF-1.4"), name: "a.xlsx" }),
    ).rejects.toMatchObject({
      code: "FILE_KIND_UNKNOWN",
      details: { looksLike: "pdf" },
    });
    await expect(
      readAll(parsing, bad, { format: { kind: "csv", separator: ";" }, byteCount: 0, sheets: [] }),
    ).rejects.toMatchObject({
      code: "FILE_QUOTE_UNCLOSED",
      details: { line: 2, column: 2, letter: "B" },
    });
    expect(started.map(({ isOver }) => isOver)).toEqual([false]);
  });

  it("the parser does not run ahead of its credits", async () => {
    const worker = startWorker();
    const remote = wrap<ParsingApi>(worker.endpoint);
    const { port1, port2 } = new MessageChannel();
    const received: ReadMessage[] = [];
    port1.onmessage = ({ data }: MessageEvent<ReadMessage>) => received.push(data);
    const choice = { format: { kind: "csv", separator: ";" }, sheet: 0, headerLine: 1 } as const;
    void remote.read(rowsCsv(20_000), choice, transfer(port2, [port2]));
    // by the time it answers something else, it has posted all that it could
    await remote.inspect(rowsCsv(1), {});
    // two ports have no order between them: what was posted may still be on its way
    await expect.poll(() => received.length).toBeGreaterThanOrEqual(READ_AHEAD);
    const before = received.length;
    port1.postMessage({ type: "more" });
    await expect.poll(() => received.length).toBe(READ_AHEAD + 1);
    await remote.inspect(rowsCsv(1), {});

    expect([before, received.length]).toEqual([READ_AHEAD, READ_AHEAD + 1]);
    port1.close();
  });

  it("a reading left in the middle ends its worker", async () => {
    const parsing = client();
    const file = rowsCsv(20_000);
    const format = { kind: "csv", separator: ";" } as const;
    for await (const part of parsing.read(file, { format, sheet: 0, headerLine: 1 })) {
      if (part.kind === "rows") break;
    }

    expect((await parsing.inspect(file)).byteCount).toBeGreaterThan(0);
    expect(started.length).toBe(2);
  });

  it("cancelling ends the worker at once, without another row", async () => {
    const parsing = client();
    const abort = new AbortController();
    const parts = parsing.read(
      rowsCsv(50_000),
      { format: { kind: "csv", separator: ";" }, sheet: 0, headerLine: 1 },
      { signal: abort.signal },
    );
    await parts.next();
    abort.abort();

    await expect(parts.next()).rejects.toMatchObject({ code: "CANCELLED" });
    await expect(parsing.inspect(rowsCsv(1), {}, { signal: abort.signal })).rejects.toMatchObject({
      code: "CANCELLED",
    });
    expect((await parsing.inspect(rowsCsv(1))).sheets.length).toBe(1);
  });

  it("a parser that never answers is stopped at the deadline", async () => {
    const parsing = client(
      { inspect: 300, part: 300 },
      "require('node:worker_threads').parentPort.on('message', () => { for (;;); });",
    );

    await expect(parsing.inspect(rowsCsv(1))).rejects.toMatchObject({
      code: "DEADLINE_EXCEEDED",
      details: { milliseconds: 300 },
    });
    await expect(
      readAll(parsing, rowsCsv(1), { format: { kind: "csv" }, byteCount: 0, sheets: [] }),
    ).rejects.toMatchObject({ code: "DEADLINE_EXCEEDED" });
    await expect.poll(() => started.map(({ isOver }) => isOver)).toEqual([true, true]);
  });

  it("a worker that dies is a fault of the file", async () => {
    const parsing = client({}, "throw new Error('out of memory')");

    await expect(parsing.inspect(rowsCsv(1))).rejects.toMatchObject({
      code: "FILE_UNREADABLE",
      details: { reason: "worker-died" },
    });
  });

  it("reads 200,000 rows with progress, in a worker of 400 MB", async () => {
    const parsing = client();
    const file = rowsCsv(200_000);
    const seen: number[] = [];
    const parts = parsing.read(
      file,
      { format: { kind: "csv", separator: ";" }, sheet: 0, headerLine: 1 },
      { onProgress: ({ done, total }) => seen.push(done / total) },
    );
    let rows = 0;
    for await (const part of parts) if (part.kind === "rows") rows += part.rows.length;

    expect(rows).toBe(200_000);
    expect(seen.length).toBe(400);
    expect(seen).toEqual(seen.toSorted((left, right) => left - right));
    expect(seen.at(-1)).toBe(1);
  });
});
