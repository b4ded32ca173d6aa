import { spawn } from "node:child_process";
import { projectFolder } from "./project-folder.ts";

export interface Run {
  /** Exit code; 1 when a signal or our deadline ended it, 127 when it could not start. */
  readonly code: number;
  /** stdout and stderr as they came; empty when `inherit` was asked. */
  readonly output: string;
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Show the output live instead of collecting it. */
  readonly inherit?: boolean;
  /** Milliseconds before the process is ended. */
  readonly deadline?: number;
}

/** Runs a command to its end and says how it went; never rejects. */
export function runProcess(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Run> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? projectFolder,
      env: { ...process.env, ...options.env },
      stdio: options.inherit ? "inherit" : ["ignore", "pipe", "pipe"],
      ...(options.deadline === undefined
        ? {}
        : { timeout: options.deadline, killSignal: "SIGKILL" as const }),
    });
    const parts: string[] = [];
    const collect = (part: Buffer): void => void parts.push(part.toString("utf8"));
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    const finish = (code: number, more = ""): void =>
      resolve({ code, output: parts.join("") + more, milliseconds: performance.now() - started });
    child.once("error", (error) => finish(127, `${error.message}\n`));
    child.once("close", (code) => finish(code ?? 1));
  });
}
