import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { hostExecutable } from "./host.ts";
import { NOWHERE, shellArguments, shellEnvironment } from "./open-shell.ts";

interface Run {
  readonly child: ChildProcess;
  /** Code and everything printed, once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly printed: string }>;
}

/** Starts a shell that Playwright does not drive; the test sees to its end. */
export function runShell(app: string, folder: string, more: readonly string[] = []): Run {
  const args = shellArguments(app, join(folder, "profile"), NOWHERE, more);
  const child = spawn(hostExecutable, args, {
    env: shellEnvironment(folder),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => (printed += part.toString("utf8")));
  const ended = new Promise<{ code: number | null; printed: string }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, printed }));
  });
  return { child, ended };
}

/** One that is expected to end by itself, within some minutes. */
export async function runToItsEnd(
  app: string,
  folder: string,
  more: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly printed: string }> {
  const { child, ended } = runShell(app, folder, more);
  const timer = setTimeout(() => child.kill("SIGKILL"), 180_000);
  const result = await ended;
  clearTimeout(timer);
  return result;
}
