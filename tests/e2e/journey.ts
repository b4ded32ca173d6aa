import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { pageOrigin } from "../shell/host.ts";
import { startCentralProcess, type CentralProcess } from "./central-process.ts";
import { openInBrowser } from "./open-in-browser.ts";
import { openInShell } from "./open-in-shell.ts";
import { openLaptopProfile, type Profile, type RunningLaptop } from "./profile.ts";
import { signIn } from "./sign-in.ts";

export type { Profile } from "./profile.ts";

interface JourneyFixtures {
  /** What runs the application; `INTENDANCE_E2E_HOST=shell` and the project of the desktop put the shell in the browser's place. */
  readonly host: "browser" | "shell";
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
  host: [process.env["INTENDANCE_E2E_HOST"] === "shell" ? "shell" : "browser", { option: true }],

  central: async ({ host }, provide) => {
    const central = await startCentralProcess(host === "shell" ? [pageOrigin] : []);
    await provide(central);
    await central.remove();
  },

  openProfile: async (
    { host, central, viewport, locale, timezoneId, acceptDownloads },
    provide,
  ) => {
    const folder = await mkdtemp(join(tmpdir(), "intendance-profiles-"));
    const running = new Set<RunningLaptop>();
    const faults: string[] = [];
    const onFault = (fault: string): void => void faults.push(fault);
    const open =
      host === "shell"
        ? openInShell(folder, central.url, viewport, onFault)
        : openInBrowser(
            folder,
            central.url,
            {
              viewport,
              acceptDownloads,
              ...(locale === undefined ? {} : { locale }),
              ...(timezoneId === undefined ? {} : { timezoneId }),
            },
            onFault,
          );

    await provide((name) => openLaptopProfile(name, open, running));
    for (const laptop of running) await laptop.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
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
