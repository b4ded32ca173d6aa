import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { projectFolder } from "./project-folder.ts";

export interface Central {
  readonly url: string;
  readonly child: ChildProcess;
}

export interface CentralOptions {
  readonly data: string;
  readonly port: number;
  /** Folder of the bundle to serve; none in development, where Vite serves it. */
  readonly bundle?: string;
  /** Origins of pages, besides its own and the desktop application's, that may call it. */
  readonly origins?: readonly string[];
  /** Everything central prints but the line that says it listens: the first accounts, for instance. */
  readonly print: (line: string) => void;
  /** Called as soon as the process exists, so that whoever stops us can stop it. */
  readonly onChild: (child: ChildProcess) => void;
}

const DEADLINE = 120_000;

/** Starts the embedded central repository and waits until it listens. Rejects with its exit code as `cause`. */
export function startCentral(options: CentralOptions): Promise<Central> {
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "central/cli/main.ts",
      "serve",
      "--demo",
      "--data",
      options.data,
      "--host",
      "127.0.0.1",
      "--port",
      String(options.port),
      ...(options.bundle === undefined ? [] : ["--static", options.bundle]),
      ...(options.origins ?? []).flatMap((origin) => ["--origin", origin]),
    ],
    { cwd: projectFolder, stdio: ["ignore", "pipe", "inherit"] },
  );
  options.onChild(child);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("silent")), DEADLINE);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error("stopped", { cause: code }));
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      const url = listeningAddress(line);
      if (url === null) return options.print(line);
      clearTimeout(timer);
      resolve({ url, child });
    });
  });
}

/** The address in `{"listening":"http://…"}`, or null for any other line. */
export function listeningAddress(line: string): string | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" &&
      value !== null &&
      "listening" in value &&
      typeof value.listening === "string"
      ? value.listening
      : null;
  } catch {
    return null;
  }
}
