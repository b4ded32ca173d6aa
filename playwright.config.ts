import { defineConfig } from "@playwright/test";
import { browserFlags, findBrowser } from "./build/find-browser.ts";

const browser = findBrowser();

/** Journeys: the production bundle, a real central and a real Chromium. Each test starts what it needs on free ports. */
export default defineConfig({
  testDir: "tests",
  testMatch: "{e2e,gallery}/**/*.e2e.ts",
  outputDir: "test-results",
  workers: Number(process.env["INTENDANCE_E2E_WORKERS"] ?? 1),
  fullyParallel: false,
  forbidOnly: process.env["CI"] !== undefined,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
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
