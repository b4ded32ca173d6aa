import { describe, expect, it } from "vitest";
import { addCounts, countPlaywright, countsLine, countVitest, honest } from "./count-tests.ts";

const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe("counting tests", () => {
  it("counts each test of each file once", () => {
    const report = {
      testResults: [
        file("passed", "passed", "passed", "pending"),
        file("failed", "passed", "failed", "todo", "skipped"),
      ],
    };

    expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });

  it("a file that could not be loaded is a failure", () => {
    expect(countVitest({ testResults: [file("failed")] })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  it("a journey that needed a second try failed, and so did an error outside any journey", () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };

    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  it("believes neither a missing report nor a green one from a runner that failed", () => {
    const green = { passed: 3, failed: 0, skipped: 0 };

    expect(honest(null, 0).failed).toBe(1);
    expect(honest(green, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(honest(green, 0)).toEqual(green);
    expect(honest({ ...green, failed: 2 }, 1).failed).toBe(2);
  });

  it("ends with one line", () => {
    const sum = addCounts([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ]);

    expect(countsLine(sum)).toBe("11 passed, 22 failed, 33 skipped");
  });
});
