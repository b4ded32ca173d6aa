import { describe, expect, it } from "vitest";
import { lookAgain } from "./second-look.ts";
import { type Failure, NO_TESTS, type TestReport } from "./test-report.ts";

const failure = (where: string | null): Failure => ({ where, title: "a test", said: "no" });

const failed = (...places: readonly (string | null)[]): TestReport => ({
  passed: 10,
  failed: places.length,
  skipped: 1,
  failures: places.map(failure),
});

const green: TestReport = { ...NO_TESTS, passed: 4 };

/** Answers `second` to whatever is run again, and remembers what that was. */
function runs(second: TestReport): {
  readonly asked: string[][];
  readonly again: (places: readonly string[]) => Promise<TestReport>;
} {
  const asked: string[][] = [];
  const again = (places: readonly string[]): Promise<TestReport> => {
    asked.push([...places]);
    return Promise.resolve(second);
  };
  return { asked, again };
}

describe("a second look at what failed", () => {
  it("runs the places that failed once more, each once, and tells them as unsteady when all of it passes", async () => {
    const { asked, again } = runs(green);
    const first = failed("a.test.ts", "b.test.ts", "a.test.ts");

    expect(await lookAgain(first, again)).toEqual({
      report: { passed: 13, failed: 0, skipped: 1, failures: [] },
      unsteady: first.failures,
    });
    expect(asked).toEqual([["a.test.ts", "b.test.ts"]]);
  });

  it("lets the first report stand when anything fails again, or when less was run than had failed", async () => {
    const first = failed("a.test.ts", "b.test.ts");

    for (const second of [failed("a.test.ts"), { ...NO_TESTS, passed: 1 }, NO_TESTS])
      expect(await lookAgain(first, runs(second).again)).toEqual({ report: first, unsteady: [] });
  });

  it("takes no second look at a green run, at many failures, or at one of no known place", async () => {
    const many = failed("a.ts", "b.ts", "c.ts", "d.ts");
    for (const first of [green, many, failed("a.ts", null), { ...failed("a.ts"), failed: 2 }]) {
      const { asked, again } = runs(green);

      expect(await lookAgain(first, again)).toEqual({ report: first, unsteady: [] });
      expect(asked).toEqual([]);
    }
  });
});
