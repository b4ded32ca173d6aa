import { stripVTControlCharacters } from "node:util";

/** What a run of tests amounts to, whichever runner it was: its counts, and each failure with what it said. */
export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** What the runner takes to run it again (`folder/file.ts`, or `folder/file.ts:12`); null where it belongs to no file. */
  readonly where: string | null;
  readonly title: string;
  /** What was thrown, with its stack where there is one. */
  readonly said: string;
}

export const NO_TESTS: TestReport = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** The report of Playwright's json reporter, as far as we read it. Files are relative to its folder of tests. */
export interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly { readonly message?: string }[];
  readonly suites: readonly PlaywrightSuite[];
}

export interface PlaywrightSuite {
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}

/** Reads the report of Playwright; `folder` is where its files are, from the project's root. */
export function readPlaywright(report: PlaywrightReport, folder: string): TestReport {
  const specs = report.suites.flatMap(specsOf);
  const failures = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => ({
        where: `${folder}/${file}:${line}`,
        title,
        said: textOf(results.flatMap(({ errors }) => errors)),
      })),
  );
  const outside = report.errors.map((error) => ({
    where: null,
    title: "an error outside any journey",
    said: textOf([error]),
  }));
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + outside.length,
    skipped,
    failures: [...failures, ...outside],
  };
}

const specsOf = (suite: PlaywrightSuite): PlaywrightSuite["specs"] => [
  ...suite.specs,
  ...(suite.suites ?? []).flatMap(specsOf),
];

const textOf = (errors: readonly { readonly message?: string }[]): string =>
  errors.map(({ message }) => message ?? "").join("\n\n");

/** Never trusts a green report from a runner that says it failed, nor a missing report. */
export function honest(report: TestReport | null, exitCode: number): TestReport {
  if (report !== null && (exitCode === 0 || report.failed > 0)) return report;
  const title =
    report === null
      ? "a runner left no report that can be read"
      : `a runner ended with ${exitCode} though it named no failure`;
  return {
    ...(report ?? NO_TESTS),
    failed: 1,
    failures: [{ where: null, title, said: "" }],
  };
}

export function addReports(all: readonly TestReport[]): TestReport {
  return all.reduce(
    (sum, report) => ({
      passed: sum.passed + report.passed,
      failed: sum.failed + report.failed,
      skipped: sum.skipped + report.skipped,
      failures: [...sum.failures, ...report.failures],
    }),
    NO_TESTS,
  );
}

/** The failures again, under the thousands of lines that came after them: a title, its place, the first lines said, without colours. */
export function listFailures(heading: string, failures: readonly Failure[]): string {
  if (failures.length === 0) return "";
  const paragraphs = failures.map(({ where, title, said }) =>
    [
      `  ${where ?? "(no file)"}: ${title}`,
      ...firstLines(said).map((line) => `      ${line}`),
    ].join("\n"),
  );
  return [`${heading}:`, ...paragraphs].join("\n");
}

const MOST_LINES = 20;

function firstLines(said: string): readonly string[] {
  const lines = stripVTControlCharacters(said)
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.includes("/node_modules/"));
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), "…"];
}

export const countsLine = ({ passed, failed, skipped }: TestReport): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
