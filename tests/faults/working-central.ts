import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import { DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { openStore, type StoreLocation } from "../../central/store/open-store.ts";
import { expectWhole } from "../contracts/central-wholeness.ts";
import { projectFolder } from "../../build/project-folder.ts";

/** A process that writes to a base, and what it acknowledged so far. */
export type Writer = {
  readonly pid: number;
  readonly acknowledged: readonly string[];
  /** Resolves once it has worked for this long after its first answer, and has answered at least twice. */
  workFor(milliseconds: number): Promise<void>;
  end(signal: NodeJS.Signals): Promise<void>;
};

export function startWriter(location: StoreLocation): Writer {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "tests/faults/central-writer.ts",
      JSON.stringify(location),
    ],
    {
      cwd: projectFolder,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const acknowledged: string[] = [];
  const errors: string[] = [];
  child.stderr!.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  const lines = createInterface({ input: child.stdout! });
  const first = once(lines, "line");
  const second = Promise.withResolvers<void>();
  const died = once(child, "exit").then(() => {
    throw new Error(`the writer stopped by itself: ${errors.join("")}`);
  });
  // Its end is awaited where it is asked for; elsewhere it must not count as unhandled.
  died.catch(() => undefined);
  lines.on("line", (line) => {
    acknowledged.push((JSON.parse(line) as { readonly opId: string }).opId);
    if (acknowledged.length === 2) second.resolve();
  });
  return {
    pid: child.pid!,
    acknowledged,
    async workFor(milliseconds) {
      await Promise.race([first, died]);
      await Promise.race([wait(milliseconds), died]);
      await Promise.race([second.promise, died]);
    },
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, "exit");
    },
  };
}

/** After a crash: everything acknowledged is there, nothing is half-written, and work goes on. */
export async function expectNothingLost(
  location: StoreLocation,
  acknowledged: readonly string[],
): Promise<void> {
  const store = await openStore(location);
  try {
    const kept = await store.read(({ db }) =>
      db
        .selectFrom("operations")
        .select("op_id")
        .where("establishment", "=", DEFAULT_ESTABLISHMENT)
        .execute(),
    );
    const known = new Set(kept.map((row) => row.op_id));
    expect(acknowledged.filter((opId) => !known.has(opId))).toEqual([]);
    await expectWhole(store);
  } finally {
    await store.close();
  }
}
