import type { Failure, TestReport } from "./test-report.ts";

/** More failures than this are no accident. */
const MOST_UNSTEADY = 3;

/** A run of tests, and those of them that failed in it and passed alone. */
export interface SecondLook {
  readonly report: TestReport;
  readonly unsteady: readonly Failure[];
}

/**
 * Runs the few files that failed once more, alone (docs/decisions/0010). Where all of that passes, its failures are
 * unsteady: counted as passed, and to be told by name. Where anything fails again, the first report stands, whole.
 * @param runAgain - runs the places it is given ({@link Failure.where}) and nothing else
 */
export async function lookAgain(
  first: TestReport,
  runAgain: (places: readonly string[]) => Promise<TestReport>,
): Promise<SecondLook> {
  const { failures } = first;
  const places = failures.flatMap(({ where }) => (where === null ? [] : [where]));
  const named = places.length === failures.length && failures.length === first.failed;
  if (first.failed === 0 || first.failed > MOST_UNSTEADY || !named)
    return { report: first, unsteady: [] };
  const second = await runAgain([...new Set(places)]);
  if (second.failed > 0 || second.passed < first.failed) return { report: first, unsteady: [] };
  const report = { ...first, passed: first.passed + first.failed, failed: 0, failures: [] };
  return { report, unsteady: failures };
}
