import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build-product.ts";
import { ensureBrowser } from "./find-browser.ts";
import { projectFolder, scriptOf } from "./project-folder.ts";
import { runProcess } from "./run-process.ts";
import { lookAgain } from "./second-look.ts";
import {
  addReports,
  countsLine,
  type Failure,
  honest,
  listFailures,
  type PlaywrightReport,
  readPlaywright,
  type TestReport,
} from "./test-report.ts";

/**
 * `npm test`: everything, then what failed, told again, one line that sums it up and an exit code that agrees with it.
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

const all: TestReport[] = [];
const unsteady: Failure[] = [];
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

  if (projects.length > 0) await runTwiceAtMost((files) => runVitest(projects, files, env));
  if (journeys.length > 0 && built !== null && browser !== null)
    await runTwiceAtMost((places) => runPlaywright(places, env));
} finally {
  rmSync(reports, { recursive: true, force: true });
}

const sum = addReports(all);
for (const list of [
  listFailures("Unsteady (failed in the run, passed when run again alone)", unsteady),
  listFailures("Failed", sum.failures),
])
  if (list !== "") console.log(`\n${list}`);
console.log(`\n${countsLine(sum)}`);
if (sum.passed + sum.failed + sum.skipped === 0)
  console.error(`No test answers to: ${words.join(" ")}`);
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;

/** A whole run, and a second look at what failed in it. */
async function runTwiceAtMost(
  run: (places: readonly string[]) => Promise<TestReport>,
): Promise<void> {
  const look = await lookAgain(await run(paths), (places) => {
    say(`\nA second look at ${places.join(", ")}`);
    return run(places);
  });
  all.push(look.report);
  unsteady.push(...look.unsteady);
}

type Env = Readonly<Record<string, string>>;

async function runVitest(
  projects: readonly string[],
  files: readonly string[],
  env: Env,
): Promise<TestReport> {
  const report = freshReport("vitest.json");
  const args = ["run", ...projects.flatMap((project) => ["--project", project]), ...files];
  const run = await runProcess(process.execPath, [scriptOf("vitest"), ...args], {
    inherit: true,
    env: { ...env, INTENDANCE_TEST_REPORT: report },
  });
  return honest(readReport<TestReport>(report), run.code);
}

async function runPlaywright(places: readonly string[], env: Env): Promise<TestReport> {
  const report = freshReport("playwright.json");
  const args = [
    "test",
    ...journeys.map((project) => `--project=${project}`),
    "--pass-with-no-tests",
    "--reporter=list,json",
    ...places,
  ];
  const run = await runProcess(
    process.execPath,
    [scriptOf("@playwright/test", "playwright"), ...args],
    { inherit: true, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
  );
  const read = readReport<PlaywrightReport>(report);
  return honest(read === null ? null : readPlaywright(read, "tests"), run.code);
}

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
    all.push({
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [{ where: null, title: "what the tests stand on", said: String(thrown) }],
    });
    return null;
  }
}

/** Where a runner shall leave its report: never one of the run before. */
function freshReport(name: string): string {
  const path = join(reports, name);
  rmSync(path, { force: true });
  return path;
}

/** A report, or null when the runner left none that can be read. */
function readReport<Report>(path: string): Report | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Report;
  } catch {
    return null;
  }
}
