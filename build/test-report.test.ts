import { describe, expect, it } from "vitest";
import {
  addReports,
  countsLine,
  honest,
  listFailures,
  NO_TESTS,
  readPlaywright,
  type TestReport,
} from "./test-report.ts";

const spec = (title: string, status: string, ...messages: readonly string[]) => ({
  title,
  file: "e2e/a.e2e.ts",
  line: 12,
  tests: [{ status, results: [{ errors: messages.map((message) => ({ message })) }] }],
});

const report = (failed: number): TestReport => ({
  ...NO_TESTS,
  passed: 3,
  failed,
  failures: Array.from({ length: failed }, (_, at) => ({
    where: "a.test.ts",
    title: `test ${at}`,
    said: "no",
  })),
});

describe("the report of a run of tests", () => {
  it("a journey that needed a second try failed, and so did an error outside any journey", () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    const suites = [
      {
        specs: [spec("one", "expected"), spec("two", "unexpected", "boom")],
        suites: [{ specs: [spec("three", "flaky", "once", "twice")] }],
      },
    ];

    expect(readPlaywright({ stats, suites, errors: [{ message: "no browser" }] }, "tests")).toEqual(
      {
        passed: 5,
        failed: 3,
        skipped: 2,
        failures: [
          { where: "tests/e2e/a.e2e.ts:12", title: "two", said: "boom" },
          { where: "tests/e2e/a.e2e.ts:12", title: "three", said: "once\n\ntwice" },
          { where: null, title: "an error outside any journey", said: "no browser" },
        ],
      },
    );
  });

  it("believes neither a missing report nor a green one from a runner that failed", () => {
    expect(honest(null, 0).failed).toBe(1);
    expect(honest(report(0), 1)).toMatchObject({ passed: 3, failed: 1, skipped: 0 });
    expect(honest(report(0), 1).failures).toHaveLength(1);
    expect(honest(report(0), 0)).toEqual(report(0));
    expect(honest(report(2), 1)).toEqual(report(2));
  });

  it("ends with one line", () => {
    const sum = addReports([
      { passed: 1, failed: 2, skipped: 3, failures: [] },
      { passed: 10, failed: 20, skipped: 30, failures: [] },
    ]);

    expect(countsLine(sum)).toBe("11 passed, 22 failed, 33 skipped");
  });

  it("tells each failure again, its place and the beginning of what it said", () => {
    const long = Array.from({ length: 30 }, (_, at) => `line ${at}`).join("\n");
    const list = listFailures("Failed", [
      {
        where: "a.test.ts",
        title: "adds",
        said: "\u001b[31m3 is not 4\u001b[39m\n\n  at a.test.ts:7\n  at /x/node_modules/y.js:1",
      },
      { where: null, title: "elsewhere", said: long },
    ]).split("\n");

    expect(list.slice(0, 5)).toEqual([
      "Failed:",
      "  a.test.ts: adds",
      "      3 is not 4",
      "        at a.test.ts:7",
      "  (no file): elsewhere",
    ]);
    expect(list.slice(-2)).toEqual(["      line 19", "      …"]);
    expect(listFailures("Failed", [])).toBe("");
  });
});
