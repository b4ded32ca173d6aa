import { join } from "node:path";
import { _electron, chromium } from "playwright";
import type { BrowserContext, Page } from "playwright";
import { browserFlags, ensureBrowser } from "../../build/find-browser.ts";
import { hostExecutable, isDouble, pageOrigin } from "../shell/host.ts";
import { shellArguments, shellEnvironment } from "../shell/open-shell.ts";
import type { BenchCentral } from "./bench-central.ts";
import { BENCH_REFERENTIAL } from "./records.ts";
import { followLink, noteStart, type StartNotes } from "./start-notes.ts";

/** One process of the application on a profile. */
export type Started = {
  readonly page: Page;
  /** Milliseconds since 1970 when the process held a page. */
  readonly held: number;
  close(): Promise<void>;
};

/** Where the application starts: a browser, or the desktop shell. */
export type StartHost = {
  readonly name: string;
  /** Origin of its page, where central must know it; null for central's own. */
  readonly origin: string | null;
  /** Starts the application, on its list at once where `list` is true; moments are noted in the page. */
  start(central: BenchCentral, profile: string, list: boolean): Promise<Started>;
};

const LIST = `/referentiels/${BENCH_REFERENTIAL}`;
const LONGEST = 900_000;

/** The production bundle in Chromium, from the address of the list. */
export const inChromium: StartHost = {
  name: "Chromium",
  origin: null,
  async start(central, profile, list) {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: (await ensureBrowser(console.error)).executablePath,
      headless: true,
      locale: "fr-FR",
      viewport: { width: 1280, height: 800 },
      args: [...browserFlags()],
    });
    const held = now();
    await context.addInitScript(noteStart);
    const page = watched(context, context.pages()[0]);
    await page.goto(central.url + (list ? LIST : ""));
    return { page, held, close: () => context.close() };
  },
};

/** The desktop shell built in `app`, on Electron or on its double: it opens on Accueil, whose link to the list is followed at once. */
export const inShell = (app: string): StartHost => ({
  name: isDouble ? "the desktop shell, on the double" : "the desktop shell, on Electron",
  origin: pageOrigin,
  async start(central, profile, list) {
    const shell = await _electron.launch({
      executablePath: hostExecutable,
      args: shellArguments(app, join(profile, "profile"), central.url),
      env: shellEnvironment(profile),
      locale: "fr-FR",
    });
    await shell.context().addInitScript(noteStart);
    if (list) await shell.context().addInitScript(followLink, LIST);
    const page = watched(shell.context(), await shell.firstWindow());
    const held = now();
    await page.locator("#root > *").first().waitFor({ state: "attached" });
    const notes = await page.evaluate(
      () => (globalThis as { readonly startNotes?: StartNotes }).startNotes ?? null,
    );
    if (notes === null) throw new Error("the window was quicker than the notes: run again");
    return { page, held, close: () => shell.close() };
  },
});

/** Milliseconds since 1970, to a fraction. */
export const now = (): number => performance.timeOrigin + performance.now();

function watched(context: BrowserContext, page: Page | undefined): Page {
  if (page === undefined) throw new Error("the application opened without a page");
  context.setDefaultTimeout(LONGEST);
  page.on("pageerror", (error) => console.error("page:", error.message));
  return page;
}
