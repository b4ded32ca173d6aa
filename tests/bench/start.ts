import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { projectFolder } from "../../build/project-folder.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import { buildShellInto } from "../shell/built-shell.ts";
import { startBenchCentral, type BenchCentral } from "./bench-central.ts";
import { inChromium, inShell, now, type StartHost } from "./start-hosts.ts";
import { answerKey, type StartNotes } from "./start-notes.ts";

/** Milliseconds from the start of the process to each moment of one cold start. */
export type StartTimes = {
  /** The process holds a page. */
  readonly process: number;
  /** Its document is here and its scripts have run. */
  readonly bundle: number;
  /** The script of the data worker is here. */
  readonly worker: number;
  /** The local database is open. */
  readonly base: number;
  /** The référentiel is unpacked, sorted and filtered. */
  readonly unpacked: number;
  /** Its first rows are painted. */
  readonly rows: number;
  /** An arrow key moved the focus. */
  readonly key: number;
};

/**
 * Cold starts of the application on a référentiel of these records already on disk, in each host: a fresh process on the same
 * profile each time, the production build, a real central beside.
 */
export async function benchStart(
  records: readonly MasterRecord[],
  runs: number,
): Promise<ReadonlyMap<string, readonly StartTimes[]>> {
  const folder = mkdtempSync(join(tmpdir(), "intendance-bench-start-"));
  const app = join(projectFolder, ".cache", "bench-start");
  await buildShellInto(app);
  const hosts = [inChromium, inShell(app)];
  const origins = hosts.flatMap(({ origin }) => origin ?? []);
  const central = await startBenchCentral(records, join(app, "dist", "renderer"), origins);
  const times = new Map<string, readonly StartTimes[]>();
  try {
    for (const [at, host] of hosts.entries())
      times.set(host.name, await timesOf(host, central, join(folder, String(at)), runs));
    return times;
  } finally {
    await central.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timesOf(
  host: StartHost,
  central: BenchCentral,
  folder: string,
  runs: number,
): Promise<readonly StartTimes[]> {
  const filled = join(folder, "filled");
  await fill(host, central, filled);
  const times: StartTimes[] = [];
  for (let run = 0; run < runs; run++) {
    const profile = join(folder, String(run));
    cpSync(filled, profile, { recursive: true });
    times.push(await timeOf(host, central, profile));
    rmSync(profile, { recursive: true, force: true });
  }
  return times;
}

/** Signs in and pulls everything, as a first visit does. */
async function fill(host: StartHost, central: BenchCentral, profile: string): Promise<void> {
  const { page, close } = await host.start(central, profile, false);
  try {
    await page.getByLabel("Identifiant").fill(central.login);
    await page.getByLabel("Mot de passe").fill(central.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Bonjour/ }).waitFor();
  } finally {
    await close();
  }
}

async function timeOf(
  host: StartHost,
  central: BenchCentral,
  profile: string,
): Promise<StartTimes> {
  const begun = now();
  const { page, held, close } = await host.start(central, profile, true);
  try {
    await until(page, "rows");
    await page.evaluate(answerKey);
    await page.keyboard.press("ArrowDown");
    await until(page, "key");
    const notes = await notesOf(page);
    const since = (moment: number | undefined): number => (moment ?? Number.NaN) - begun;
    return {
      process: since(held),
      bundle: since(notes.bundle),
      worker: since(notes.worker),
      base: since(notes.base),
      unpacked: since(notes.unpacked),
      rows: since(notes.rows),
      key: since(notes.key),
    };
  } finally {
    await close();
  }
}

const notesOf = (page: Page): Promise<StartNotes> =>
  page.evaluate(() => (globalThis as unknown as { readonly startNotes: StartNotes }).startNotes);

/** Waits for a moment to be noted; the page's policy lets nothing wait in the page itself. */
async function until(page: Page, moment: keyof StartNotes): Promise<void> {
  while ((await notesOf(page))[moment] === undefined) await page.waitForTimeout(50);
}
