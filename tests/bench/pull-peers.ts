import { execFileSync, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "vite";
import type { MasterRecord } from "../../shared/record/index.ts";
import { servePage, withFreshPage } from "./browser-page.ts";

const HERE = import.meta.dirname;
const CACHE = resolve(HERE, "../../.cache/bench-peers");

/** Installs PouchDB and RxDB beside the project (never into it) and bundles their page. */
export async function installPeers(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  for (const file of ["package.json", "couch-server.mjs", "page.mjs"])
    copyFileSync(join(HERE, "peers", file), join(CACHE, file));
  if (!existsSync(join(CACHE, "node_modules/rxdb")))
    execFileSync("npm", ["install", "--legacy-peer-deps", "--no-audit", "--no-fund"], {
      cwd: CACHE,
      stdio: "inherit",
    });
  await build({
    root: CACHE,
    configFile: false,
    logLevel: "error",
    define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
    build: {
      outDir: "out",
      lib: { entry: join(CACHE, "page.mjs"), formats: ["es"], fileName: () => "page.js" },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
}

/** Milliseconds of one first pull of all records by each peer over HTTP on loopback, into a fresh profile on disk. */
export async function pullWithPeers(
  records: readonly MasterRecord[],
  runs: number,
): Promise<Record<"pouchdb" | "rxdb", number[]>> {
  const folder = mkdtempSync(join(tmpdir(), "intendance-couch-"));
  writeFileSync(join(folder, "records.json"), JSON.stringify(records));
  const couch = spawn(
    process.execPath,
    ["couch-server.mjs", join(folder, "records.json"), folder],
    { cwd: CACHE, stdio: ["ignore", "pipe", "inherit"] },
  );
  const pages = await servePage(() => readFileSync(join(CACHE, "out/page.js"), "utf8"));
  const rx = await serveRxPages(records);
  try {
    const couchUrl = await new Promise<string>((resolve, reject) => {
      couch.once("exit", (code) => reject(new Error(`the CouchDB-like server stopped (${code})`)));
      couch.stdout.on("data", (chunk: Buffer) => {
        const match = /"listening":"([^"]+)"/.exec(chunk.toString());
        if (match?.[1]) resolve(match[1]);
      });
    });
    const times: Record<"pouchdb" | "rxdb", number[]> = { pouchdb: [], rxdb: [] };
    for (let run = 0; run < runs; run++) {
      for (const [peer, base] of [
        ["pouchdb", couchUrl],
        ["rxdb", rx.url],
      ] as const) {
        const outcome = await withFreshPage(pages.url, async (page) => {
          await page.waitForFunction("globalThis.pullWith");
          return page.evaluate(
            ([name, url]) => (globalThis as unknown as PeerPage).pullWith(name, url),
            [peer, base] as const,
          );
        });
        if (outcome.records !== records.length)
          throw new Error(`${peer} pulled ${outcome.records} of ${records.length} records`);
        times[peer].push(outcome.milliseconds);
      }
    }
    return times;
  } finally {
    couch.kill();
    pages.close();
    rx.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type PeerPage = {
  pullWith(
    peer: string,
    base: string,
  ): Promise<{ readonly milliseconds: number; readonly records: number }>;
};

/** RxDB's HTTP replication protocol: pages of documents after a checkpoint. */
async function serveRxPages(
  records: readonly MasterRecord[],
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? "/", "http://localhost").searchParams;
    const since = Number(query.get("since") ?? 0);
    const page = records.slice(since, since + Number(query.get("limit") ?? 1000));
    const documents = page.map((record) => ({
      id: record.id,
      referential: record.referential,
      version: record.version,
      code: record.data.code,
      libelle: record.data.libelle,
      commune: record.data.commune,
      data: record.data,
      _deleted: false,
    }));
    response
      .writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" })
      .end(JSON.stringify({ documents, checkpoint: { seq: since + page.length } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
