import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

interface Knock {
  readonly argv: string[];
  readonly folder: string;
  readonly data: unknown;
}

const LOCK = "double.lock";
const KNOCK = "double.knock-";
const LOOK_EVERY = 50;

/** One process for one profile, as Electron's: a file names the holder, the others leave it a knock and go. */
export class InstanceLock {
  private file: string | null = null;
  private timer: NodeJS.Timeout | undefined;

  get isHeld(): boolean {
    return this.file !== null;
  }

  /** True when this process is now the one of `profile`; else what it was started with is told to the holder. */
  take(profile: string, data: unknown, onKnock: (knock: Knock) => void): boolean {
    if (this.isHeld) return true;
    mkdirSync(profile, { recursive: true });
    const file = join(profile, LOCK);
    if (!claim(file)) {
      const knock: Knock = { argv: process.argv, folder: process.cwd(), data };
      writeFileSync(join(profile, `${KNOCK}${process.pid}`), JSON.stringify(knock));
      return false;
    }
    this.file = file;
    this.timer = setInterval(() => {
      for (const name of readdirSync(profile)) {
        if (!name.startsWith(KNOCK)) continue;
        const knock = readKnock(join(profile, name));
        if (knock !== null) onKnock(knock);
      }
    }, LOOK_EVERY);
    this.timer.unref();
    return true;
  }

  release(): void {
    clearInterval(this.timer);
    if (this.file !== null) rmSync(this.file, { force: true });
    this.file = null;
  }
}

function claim(file: string): boolean {
  // Linked, not written: whoever sees the file sees its holder.
  const own = `${file}-${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch {
    const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    if (isDouble(holder)) return false;
    // Its holder was killed.
    rmSync(file, { force: true });
    return claim(file);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Whether this process runs the double: a killed one's number may have gone to another program. */
function isDouble(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("launcher.ts");
  } catch {
    return false;
  }
}

function readKnock(file: string): Knock | null {
  try {
    const knock = JSON.parse(readFileSync(file, "utf8")) as Knock;
    unlinkSync(file);
    return knock;
  } catch {
    // Half written: the next look has it whole.
    return null;
  }
}
