import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build-product.ts";
import {
  addCounts,
  type Counts,
  countPlaywright,
  countsLine,
  countVitest,
  honest,
} from "./count-tests.ts";
import { ensureBrowser } from "./find-browser.ts";
import { projectFolder, scriptOf } from "./project-folder.ts";
import { runProcess } from "./run-process.ts";

/**
 * `npm test`: everything, then one line that sums it up and an exit code that agrees with it.
 * `npm test -- unit contract` runs those kinds only; any other word keeps the files whose path contains it.
 * INTENDANCE_TESTS does the same from the environment.
 */

const VITEST_KINDS = ["unit", "contract", "simulation", "browser", "faults", "packaging"] as const;
/** Playwright's projects: journeys in a browser, and the desktop application on Electron or on its double. */
const PLAYWRIGHT_KINDS = ["e2e", "shell"] as const;
const KINDS: readonly string[] = [...VITEST_KINDS, ...PLAYWRIGHT_KINDS];

const words = [
  ...process.argv.slice(2),
  ...(process.env["INTENDANCE_TESTS"] ?? "").split(/[\s,]+/),
].filter((word) => word !== "");
const kinds = words.filter((word) => KINDS.includes(word));
const paths = words.filter((word) => !KINDS.includes(word));
const wants = (kind: string): boolean => kinds.length === 0 || kinds.includes(kind);

const journeys = PLAYWRIGHT_KINDS.filter(wants);

const say = (sentence: string): void => console.log(sentence);
const reports = join(projectFolder, ".cache", "test", String(process.pid));
mkdirSync(reports, { recursive: true });

const counts: Counts[] = [];
try {
  const projects = VITEST_KINDS.filter(wants);
  const browser =
    wants("browser") || wants("faults") || wants("packaging") || journeys.length > 0
      ? await attempt(() => ensureBrowser(say))
      : null;
  if (browser !== null) say(`Browser: ${browser.executablePath} (${browser.source}).`);
  const env = browser === null ? {} : { INTENDANCE_BROWSER: browser.executablePath };
  const built =
    journeys.length > 0 || wants("contract") || wants("packaging")
      ? await attempt(prepareBundle)
      : null;

  if (projects.length > 0) {
    const report = join(reports, "vitest.json");
    const args = [
      "run",
      ...projects.flatMap((project) => ["--project", project]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...paths,
    ];
    const run = await runProcess(process.execPath, [scriptOf("vitest"), ...args], {
      inherit: true,
      env,
    });
    counts.push(honest(readReport(report, countVitest), run.code));
  }
  if (journeys.length > 0 && built !== null && browser !== null) {
    const report = join(reports, "playwright.json");
    const args = [
      "test",
      ...journeys.map((project) => `--project=${project}`),
      "--pass-with-no-tests",
      "--reporter=list,json",
      ...paths,
    ];
    const run = await runProcess(
      process.execPath,
      [scriptOf("@playwright/test", "playwright"), ...args],
      {
        inherit: true,
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      },
    );
    counts.push(honest(readReport(report, countPlaywright), run.code));
  }
} finally {
  rmSync(reports, { recursive: true, force: true });
}

const sum = addCounts(counts);
console.log(`\n${countsLine(sum)}`);
if (sum.passed + sum.failed + sum.skipped === 0)
  console.error(`No test answers to: ${words.join(" ")}`);
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;

/** The journeys run on the production bundle, never on an older one. */
async function prepareBundle(): Promise<true> {
  await ensureBuilt(() => say("Building the application…"));
  return true;
}

/** Something the tests stand on. Where it fails, that is one failure, and what does not need it still runs. */
async function attempt<T>(prepare: () => Promise<T>): Promise<T | null> {
  try {
    return await prepare();
  } catch (thrown) {
    console.error(thrown instanceof Error ? (thrown.stack ?? thrown.message) : thrown);
    counts.push(honest(null, 1));
    return null;
  }
}

/** Counts of a report, or null when the runner left none that can be read. */
function readReport<Report>(path: string, count: (report: Report) => Counts): Counts | null {
  try {
    return count(JSON.parse(readFileSync(path, "utf8")) as Report);
  } catch {
    return null;
  }
}
