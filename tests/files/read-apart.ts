import { fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type ReadingOrder = { readonly path: string; readonly name: string };

export type ReadingReport = {
  readonly outcome:
    | { readonly rows: number }
    | { readonly code: string; readonly details: Readonly<Record<string, unknown>> };
  /** From the file to the answer, a first look and a whole reading included. */
  readonly milliseconds: number;
  /** Of processor, all threads together: steady however busy the machine is. */
  readonly processor: number;
  /** Highest residence of the process while it read, above what it was before, in bytes; the file itself included. */
  readonly growth: number;
  /** A good file was read afterwards by the same client. */
  readonly usable: boolean;
  /** The worker had to be ended, or died. */
  readonly restarted: boolean;
  readonly polluted: boolean;
};

const PROGRAM = new URL("./reading-process.ts", import.meta.url);

/** Reads a file in a process of its own (whatever it costs is that process's), by the product's own client, worker and deadlines. */
export async function readApart(
  bytes: Uint8Array | readonly Uint8Array[],
  name: string,
): Promise<ReadingReport> {
  const folder = mkdtempSync(join(tmpdir(), "intendance-files-"));
  try {
    const path = join(folder, "file");
    for (const piece of Array.isArray(bytes) ? bytes : [bytes])
      writeFileSync(path, piece as Uint8Array, { flag: "a" });
    return await new Promise<ReadingReport>((resolve, reject) => {
      const child = fork(PROGRAM, {
        execArgv: ["--expose-gc"],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
      child.once("message", (report) => resolve(report as ReadingReport));
      child.once("exit", (code, signal) => reject(new Error(`reading ended by ${signal ?? code}`)));
      child.once("error", reject);
      child.send({ path, name } satisfies ReadingOrder);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
