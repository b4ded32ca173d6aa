import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../build/project-folder.ts";
import { startCentral } from "../../build/start-central.ts";
import { stopChild } from "../../build/stop-child.ts";
import { freePort } from "../fixtures/free-port.ts";

/** A real central repository, as `npm start` runs it, on a folder and a port of its own. */
export interface CentralProcess {
  /** The same over restarts: a browser keeps its database under it. */
  readonly url: string;
  /** Everything it printed, the first accounts included, line by line. */
  readonly printed: readonly string[];
  /** Ends it as a power cut would: no signal it could answer. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Starts it again on the same folder and port. */
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

/**
 * Starts central on an empty folder, serving the production bundle and the demonstration establishment.
 * `origins`: of the pages that may call it besides its own.
 */
export async function startCentralProcess(
  origins: readonly string[] = [],
): Promise<CentralProcess> {
  const data = await mkdtemp(join(tmpdir(), "intendance-central-"));
  const port = await freePort();
  const printed: string[] = [];
  let child: ChildProcess | null = null;

  const end = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    if (child === null) return;
    if (signal === "SIGKILL") child.kill("SIGKILL");
    await stopChild(child);
    child = null;
  };
  const start = async (): Promise<void> => {
    await startCentral({
      data,
      port,
      origins,
      // Another bundle than the last build, for a run that must not notice the next one.
      bundle: process.env["INTENDANCE_E2E_BUNDLE"] ?? join(projectFolder, "dist", "renderer"),
      print: (line) => printed.push(line),
      onChild: (started) => (child = started),
    });
  };

  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    printed,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    start,
    remove: async () => {
      await end("SIGTERM");
      await rm(data, { recursive: true, force: true });
    },
  };
}
