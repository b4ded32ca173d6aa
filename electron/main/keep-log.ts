import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { logEntry, type Happening, type Level } from "./log-entry.ts";

/** Notes what happened; never throws, whatever the disk says. */
export type Log = (level: Level, code: Happening, facts?: Parameters<typeof logEntry>[3]) => void;

const MOST_BYTES = 1_000_000;
const FILES = 5;

/**
 * The log of the shell: JSON lines in `path`, turned to `path.1` … `path.4` at a megabyte each. Written at once, line by line:
 * what matters most is said just before a process dies. A log that cannot be written is given up: it must never stop the work.
 */
export function keepLog(path: string, now: () => string, mostBytes = MOST_BYTES): Log {
  let bytes: number | null = null;
  return (level, code, facts) => {
    try {
      const line = `${JSON.stringify(logEntry(now(), level, code, facts))}\n`;
      bytes ??= prepare(path);
      if (bytes + line.length > mostBytes) {
        turn(path);
        bytes = 0;
      }
      appendFileSync(path, line, { mode: 0o600 });
      bytes += line.length;
    } catch {
      bytes = null;
    }
  };
}

/** Bytes already there. */
function prepare(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function turn(path: string): void {
  rmSync(`${path}.${FILES - 1}`, { force: true });
  for (let number = FILES - 2; number >= 0; number -= 1) {
    const from = number === 0 ? path : `${path}.${number}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${path}.${number + 1}`);
  }
}
