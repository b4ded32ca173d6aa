import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import type { BrowserContext, Page } from "playwright";
import { buildInto } from "../../build/build-product.ts";
import { browserFlags, ensureBrowser } from "../../build/find-browser.ts";
import { projectFolder } from "../../build/project-folder.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import { startBenchCentral, type BenchCentral } from "./bench-central.ts";
import { BENCH_REFERENTIAL } from "./records.ts";
import { answerKey, noteStart, type StartNotes } from "./start-notes.ts";

/** Milliseconds from the start of the process to each moment of one cold start. */
export type StartTimes = {
  /** The browser holds a page. */
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
 * Cold starts of the application on a référentiel of these records already on disk: a fresh browser process on the same profile
 * each time, the production bundle, a real central beside.
 */
export async function benchStart(
  records: readonly MasterRecord[],
  runs: number,
): Promise<readonly StartTimes[]> {
  const folder = mkdtempSync(join(tmpdir(), "intendance-bench-start-"));
  const bundle = join(projectFolder, ".cache", "bench-start");
  await buildInto(bundle);
  const central = await startBenchCentral(records, join(bundle, "renderer"));
  try {
    const filled = join(folder, "filled");
    await fill(central, filled);
    const times: StartTimes[] = [];
    for (let run = 0; run < runs; run++) {
      const profile = join(folder, String(run));
      cpSync(filled, profile, { recursive: true });
      times.push(await start(central, profile));
      rmSync(profile, { recursive: true, force: true });
    }
    return times;
  } finally {
    await central.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ADDRESS = `/referentiels/${BENCH_REFERENTIAL}`;

/** Signs in and pulls everything, as a first visit does. */
async function fill(central: BenchCentral, profile: string): Promise<void> {
  const context = await launch(profile);
  try {
    const page = pageOf(context);
    await page.goto(central.url);
    await page.getByLabel("Identifiant").fill(central.login);
    await page.getByLabel("Mot de passe").fill(central.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Bonjour/ }).waitFor();
    await page.goto(central.url + ADDRESS);
    await page.locator('[role="gridcell"]').first().waitFor();
  } finally {
    await context.close();
  }
}

async function start(central: BenchCentral, profile: string): Promise<StartTimes> {
  const begun = performance.timeOrigin + performance.now();
  const context = await launch(profile);
  try {
    const held = performance.timeOrigin + performance.now();
    await context.addInitScript(noteStart);
    const page = pageOf(context);
    await page.goto(central.url + ADDRESS);
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
    await context.close();
  }
}

const notesOf = (page: Page): Promise<StartNotes> =>
  page.evaluate(() => (globalThis as unknown as { readonly startNotes: StartNotes }).startNotes);

/** Waits for a moment to be noted; the page's policy lets nothing wait in the page itself. */
async function until(page: Page, moment: keyof StartNotes): Promise<void> {
  while ((await notesOf(page))[moment] === undefined) await page.waitForTimeout(50);
}

async function launch(profile: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: (await ensureBrowser(console.error)).executablePath,
    headless: true,
    locale: "fr-FR",
    viewport: { width: 1280, height: 800 },
    args: [...browserFlags()],
  });
  context.setDefaultTimeout(900_000);
  return context;
}

function pageOf(context: BrowserContext): Page {
  const page = context.pages()[0];
  if (page === undefined) throw new Error("the browser opened without a page");
  page.on("pageerror", (error) => console.error("page:", error.message));
  return page;
}
