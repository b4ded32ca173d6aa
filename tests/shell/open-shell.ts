import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, test as base, type ElectronApplication, type Page } from "@playwright/test";
import { findBrowser } from "../../build/find-browser.ts";
import { startCentralProcess, type CentralProcess } from "../e2e/central-process.ts";
import { watchFaults } from "../e2e/watch-faults.ts";
import { builtShell } from "./built-shell.ts";
import { checkWindows } from "./checks/check-windows.ts";
import { hostExecutable, pageOrigin } from "./host.ts";

/** How a machine keeps secrets: a key ring, none worth the name (Linux `basic_text`), or failing altogether. Double only. */
type Backend = "gnome_libsecret" | "basic_text" | "unavailable";

export interface ShellOptions {
  /** Name of the profile: the same name finds the same data again within a test. */
  readonly profile?: string;
  /** Who uses the machine: another name is another key ring. Double only. */
  readonly person?: string;
  readonly backend?: Backend;
  /** The central it is given; null = none, so that the person chooses. The test's own when left out. */
  readonly central?: string | null;
  /** The application to start; the built one when left out. */
  readonly app?: string;
  /** More arguments, after the application's own. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Faults of the page are part of the test: they are not looked for. */
  readonly expectsFaults?: boolean;
}

/** A running desktop application, on Electron or on the double. */
export interface Shell {
  readonly app: ElectronApplication;
  /** Folder of its profile (userData). */
  readonly profile: string;
  /** The window, once the application has drawn something in it. */
  page(): Promise<Page>;
  /** Everything the main process has printed so far. */
  printed(): string;
  /** Cuts or restores the network, but not the application's own scheme. */
  setOffline(offline: boolean): Promise<void>;
  /** Quits in good order. */
  quit(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

type OpenShell = (options?: ShellOptions) => Promise<Shell>;

interface ShellFixtures {
  /** A fresh central repository that the shell may call, removed after the test. */
  readonly central: CentralProcess;
  /** Starts the shell on `central`. A test fails when a page threw or broke its Content-Security-Policy. */
  readonly openShell: OpenShell;
  /** The same where no central answers, for tests that need none. */
  readonly openAlone: OpenShell;
  /** Where this test may put what it needs; removed after it. */
  readonly folder: string;
}

export const test = base.extend<ShellFixtures, { readonly shellApp: string }>({
  shellApp: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a function needs from this very pattern
    async ({}, provide) => provide(await builtShell()),
    { scope: "worker" },
  ],

  // oxlint-disable-next-line no-empty-pattern -- the same reason: Playwright reads the pattern
  folder: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), "intendance-shell-"));
    await provide(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  // oxlint-disable-next-line no-empty-pattern -- the same reason: Playwright reads the pattern
  central: async ({}, provide) => {
    const central = await startCentralProcess([pageOrigin]);
    await provide(central);
    await central.remove();
  },

  openShell: async ({ central, shellApp, folder }, provide) => {
    await provideOpener({ app: shellApp, folder, central: central.url }, provide);
  },

  openAlone: async ({ shellApp, folder }, provide) => {
    await provideOpener({ app: shellApp, folder, central: NOWHERE }, provide);
  },
});

export const expect = test.expect;

/** An address where nothing listens. */
export const NOWHERE = "http://127.0.0.1:9";

/** Gives a test its opener; afterwards ends what it left open and looks for faults. */
async function provideOpener(
  standing: Pick<LaunchOptions, "app" | "folder" | "central">,
  provide: (open: OpenShell) => Promise<void>,
): Promise<void> {
  const shells = new Set<Shell>();
  const faults: string[] = [];
  await provide(async (options = {}) => {
    const shell = await launchShell({
      ...standing,
      ...options,
      onFault: (fault) => {
        if (options.expectsFaults !== true) faults.push(fault);
      },
      onEnd: () => shells.delete(shell),
    });
    shells.add(shell);
    return shell;
  });
  for (const shell of shells) await shell.kill();
  base.expect(faults, "no page threw or broke its Content-Security-Policy").toEqual([]);
}

interface LaunchOptions extends ShellOptions {
  readonly app: string;
  readonly folder: string;
  readonly central: string | null;
  readonly onFault: (fault: string) => void;
  readonly onEnd: () => void;
}

/** Starts the shell and waits until Playwright holds it; `page()` waits for the window. */
export async function launchShell(options: LaunchOptions): Promise<Shell> {
  const { folder, onEnd } = options;
  const profile = join(folder, options.profile ?? "profile");
  const app = await _electron.launch({
    executablePath: hostExecutable,
    args: shellArguments(options.app, profile, options.central, options.args),
    env: shellEnvironment(folder, options),
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    timeout: 180_000,
  });
  const child = app.process();
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (part: Buffer) => {
      printed += part.toString("utf8");
      if (process.env["INTENDANCE_SHELL_OUTPUT"] === "1") process.stderr.write(part);
    });
  const context = app.context();
  context.setDefaultTimeout(60_000);
  watchFaults(context, options.onFault);
  return {
    app,
    profile,
    printed: () => printed,
    async page() {
      const page = await app.firstWindow();
      await page.locator("#root > *").first().waitFor({ state: "attached" });
      // S-1: of every window of the whole suite.
      base.expect(await checkWindows(app)).toEqual([]);
      return page;
    },
    setOffline: (offline) =>
      app.evaluate(({ session }, cut) => {
        if (cut) session.defaultSession.enableNetworkEmulation({ offline: true });
        else session.defaultSession.disableNetworkEmulation();
      }, offline),
    async quit() {
      await app.close();
      onEnd();
    },
    async kill() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await ended;
      }
      onEnd();
    },
  };
}

/** What follows the executable; for the tests that start it without Playwright, too. */
export function shellArguments(
  app: string,
  profile: string,
  central: string | null,
  more: readonly string[] = [],
): string[] {
  const asRoot = process.getuid?.() === 0;
  return [
    ...(asRoot ? ["--no-sandbox"] : []),
    `--user-data-dir=${profile}`,
    app,
    ...(central === null ? [] : [`--central=${central}`]),
    ...more,
  ];
}

/** Variables of the double: where its browser is, whose key ring it has and how good that is. Electron ignores them. */
export function shellEnvironment(
  folder: string,
  options: Pick<ShellOptions, "person" | "backend" | "env"> = {},
): Record<string, string> {
  const browser = findBrowser()?.executablePath;
  const inherited = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    ...(browser === undefined ? {} : { INTENDANCE_BROWSER: browser }),
    ELECTRON_DOUBLE_KEYRING: join(folder, `keyring-${options.person ?? "person"}`),
    ELECTRON_DOUBLE_SAFE_STORAGE: options.backend ?? "gnome_libsecret",
    ...options.env,
  };
}
