/** The middle value (mean of the two middle ones for an even count). */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value below which the given share (0–1) of the sample lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Milliseconds that one run of the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Runs the works in turn (A B A B …) after one warm-up each, so that a machine whose speed drifts treats them alike.
 * @returns milliseconds of every counted run, by name
 */
export async function sideBySide(
  works: Readonly<Record<string, () => unknown>>,
  runs: number,
): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = Object.fromEntries(
    Object.keys(works).map((name) => [name, []]),
  );
  for (let run = -1; run < runs; run++) {
    for (const [name, work] of Object.entries(works)) {
      const elapsed = await timed(work);
      if (run >= 0) times[name]?.push(elapsed);
    }
  }
  return times;
}

/** One line of the printed result; `aim` is what the issue asks, as a text. */
export type BenchLine = {
  readonly what: string;
  readonly median: string;
  readonly ratio: string;
  readonly aim: string;
  readonly held: boolean | null;
};

/** Milliseconds for people: `12 ms`, `1.24 s`. */
export const inTime = (milliseconds: number): string =>
  milliseconds < 1000
    ? `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(2)} s`;

/** The lines as a Markdown table. */
export function printTable(title: string, lines: readonly BenchLine[]): void {
  console.log(
    `\n### ${title}\n\n| what | median | ratio | aim | |\n| --- | ---: | ---: | --- | --- |`,
  );
  for (const line of lines)
    console.log(
      `| ${line.what} | ${line.median} | ${line.ratio} | ${line.aim} | ${line.held === null ? "" : line.held ? "held" : "MISSED"} |`,
    );
}
