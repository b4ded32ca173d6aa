import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { browserFlags, findBrowser } from "./build/find-browser.ts";
import { reportVitest } from "./tests/report-vitest.ts";

const browser = findBrowser();
/** Where `npm test` wants what it sums up. */
const report = process.env["INTENDANCE_TEST_REPORT"];

/** Six kinds of tests; journeys are Playwright's (playwright.config.ts). */
export default defineConfig({
  test: {
    passWithNoTests: true,
    reporters: ["default", ...(report === undefined ? [] : [reportVitest(report)])],
    // Two cores are common: parallel files, never more workers than that.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["{shared,renderer,electron,central,build}/**/*.test.{ts,tsx}"],
          testTimeout: 300_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: "contract",
          environment: "node",
          include: ["tests/contracts/**/*.contract.ts"],
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: "simulation",
          environment: "node",
          include: ["tests/simulation/**/*.{simulation,test}.ts"],
          testTimeout: 900_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          // Real kills and power cuts of real stores: slow, one at a time.
          name: "faults",
          environment: "node",
          include: ["tests/{faults,files}/**/*.fault.ts"],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          // Packs dist/ with electron-builder, offline: some seconds each.
          name: "packaging",
          environment: "node",
          include: ["tests/packaging/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/contracts/**/*.browser.ts"],
          testTimeout: 300_000,
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 300_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(browser === null ? {} : { executablePath: browser.executablePath }),
                args: [...browserFlags()],
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
