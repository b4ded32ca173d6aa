import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, chromium, type BrowserContext, type Page } from "@playwright/test";
import { browserFlags, findBrowser } from "../../build/find-browser.ts";
import { startCentralProcess, type CentralProcess } from "./central-process.ts";
import { signIn } from "./sign-in.ts";

/** One person's laptop: a browser profile on disk, kept over restarts of the browser. */
export interface Profile {
  page(): Page;
  /** Where the page stands: path and search, whatever the host serves them from. */
  address(): Promise<string>;
  /** Opens an address of the application anew, as a link from elsewhere does. */
  goTo(address: string): Promise<void>;
  /** Cuts or restores the network of this laptop alone. */
  setOffline(offline: boolean): Promise<void>;
  /** Closes the browser in good order and opens it again on the same profile. */
  restart(): Promise<void>;
}

interface JourneyFixtures {
  /** A fresh central repository, removed after the test. */
  readonly central: CentralProcess;
  /** Opens a laptop of this name on `central`; each name is a profile of its own. */
  readonly openProfile: (name: string) => Promise<Profile>;
  /** Opens the laptop of this account and signs it in: Accueil is on screen, the first pull done. */
  readonly openAs: (login: string) => Promise<Profile>;
}

/**
 * `test` for journeys: a real central, real browsers, the production bundle. A journey fails when any page threw,
 * or broke its Content-Security-Policy, even if every step went well.
 */
export const test = base.extend<JourneyFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a function needs from this very pattern
  central: async ({}, provide) => {
    const central = await startCentralProcess();
    await provide(central);
    await central.remove();
  },

  openProfile: async ({ central, viewport, locale, timezoneId, acceptDownloads }, provide) => {
    const folder = await mkdtemp(join(tmpdir(), "intendance-profiles-"));
    const contexts = new Set<BrowserContext>();
    const faults: string[] = [];
    const executablePath = findBrowser()?.executablePath;

    const launch = async (name: string): Promise<BrowserContext> => {
      const context = await chromium.launchPersistentContext(join(folder, name), {
        headless: true,
        args: [...browserFlags()],
        viewport,
        acceptDownloads,
        ...(executablePath === undefined ? {} : { executablePath }),
        ...(locale === undefined ? {} : { locale }),
        ...(timezoneId === undefined ? {} : { timezoneId }),
      });
      context.setDefaultTimeout(30_000);
      contexts.add(context);
      context.on("weberror", (thrown) => faults.push(`${name}: ${thrown.error().message}`));
      context.on("console", (message) => {
        if (message.text().includes("Content Security Policy"))
          faults.push(`${name}: ${message.text()}`);
      });
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(central.url);
      return context;
    };

    await provide(async (name) => {
      let context = await launch(name);
      const page = (): Page => context.pages()[0] ?? fail(`the laptop of ${name} has no page`);
      return {
        page,
        address: () => page().evaluate(() => location.pathname + location.search),
        goTo: async (address) => {
          await Promise.all([
            page().waitForEvent("load"),
            page().evaluate((to) => location.assign(to), address),
          ]);
        },
        setOffline: (offline) => context.setOffline(offline),
        restart: async () => {
          contexts.delete(context);
          await context.close();
          context = await launch(name);
        },
      };
    });
    for (const context of contexts) await context.close();
    await rm(folder, { recursive: true, force: true });
    base.expect(faults, "no page threw or broke its Content-Security-Policy").toEqual([]);
  },

  openAs: async ({ central, openProfile }, provide) => {
    await provide(async (login) => {
      const laptop = await openProfile(login);
      await signIn(laptop.page(), central, login);
      return laptop;
    });
  },
});

export const expect = test.expect;

function fail(reason: string): never {
  throw new Error(reason);
}
