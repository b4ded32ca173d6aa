import { defineConfig } from "@playwright/test";
import { browserFlags, findBrowser } from "./build/find-browser.ts";
import { isDouble } from "./tests/shell/host.ts";

const browser = findBrowser();

/**
 * Journeys (e2e): the production bundle, a real central and a real Chromium. Shell: the desktop application on Electron,
 * or on the double where there is none. Each test starts what it needs on free ports.
 */
export default defineConfig<{ readonly host: "browser" | "shell" }>({
  testDir: "tests",
  projects: [
    { name: "e2e", testMatch: "{e2e,gallery}/**/*.e2e.ts" },
    // The same journeys in the desktop application: a short one of each kind, all with INTENDANCE_FAULTS=full.
    {
      name: isDouble ? "journeys-on-double" : "journeys-on-electron",
      testMatch: "e2e/{main-job,session,explorer,requests,conflicts}.e2e.ts",
      ...(process.env["INTENDANCE_FAULTS"] === "full" ? {} : { grep: /@desktop/ }),
      use: { host: "shell" },
    },
    // Pages of the shell belong to the application: no trace is taken of windows it may crash on purpose.
    {
      name: "shell",
      testMatch: "{shell,electron-double}/**/*.shell.ts",
      use: { trace: "off", screenshot: "off" },
    },
  ],
  outputDir: "test-results",
  workers: Number(process.env["INTENDANCE_E2E_WORKERS"] ?? 1),
  fullyParallel: false,
  forbidOnly: process.env["CI"] !== undefined,
  retries: 0,
  // For a slow machine, busy with something else: what is waited for may take long, but it comes.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    headless: true,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser.executablePath }),
      args: [...browserFlags()],
    },
  },
});
