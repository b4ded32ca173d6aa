import { describe, expect, it } from "vitest";
import { runSimulation } from "./run-simulation.ts";
import type { Report } from "./run-simulation.ts";
import { openBase } from "./simulated-server.ts";

const PER_TEST = 10;
const [only, wanted] = [
  process.env["SIMULATION_SEED"],
  Number(process.env["SIMULATION_SEEDS"] ?? 200),
];

/**
 * Histories of three laptops and one server, half of the seeds for each kind of circuit (even seeds: one approval, odd: two).
 * `SIMULATION_SEED=n` replays one with every step printed; `SIMULATION_SEEDS=n` asks for more than the 200 of every day.
 */
export function describeHistories(approvals: 1 | 2): void {
  const seeds =
    only === undefined ? Array.from({ length: wanted }, (_, index) => index + 1) : [Number(only)];
  const mine = seeds.filter((seed) => seed % 2 === approvals - 1);
  const groups = Array.from({ length: Math.ceil(mine.length / PER_TEST) }, (_, index) =>
    mine.slice(index * PER_TEST, (index + 1) * PER_TEST),
  );
  const met = new Map<string, number>();

  describe(`three laptops, one server, ${String(approvals)} approvals wanted`, () => {
    it.each(
      groups.map(
        (group) =>
          [
            `seeds ${String(group[0])} to ${String(group.at(-1))} end equal, nothing lost, each operation once`,
            group,
          ] as const,
      ),
    )("%s", async (_title, group) => {
      const base = await openBase();
      for (const seed of group) {
        const { events, commits, typed } = await replayable(base, seed);
        for (const [event, times] of events) met.set(event, (met.get(event) ?? 0) + times);
        expect({ seed, committed: commits > 0, typed: typed > 0 }).toEqual({
          seed,
          committed: true,
          typed: true,
        });
      }
      await base.store.close();
    });

    it.skipIf(mine.length < 100)(
      "met every accident and every answer it is there to survive",
      () => {
        const wantedEvents = [
          "request lost",
          "answer lost",
          "duplicated",
          "late copy",
          "shuffled",
          "stream cut",
          "block cut",
          "laptop died",
          "laptop started again",
          "server died",
          "server started again",
          "rights changed",
          "answer request.submit refused",
          "answer request.submit accepted",
          "answer request.submit accepted-soft",
          "answer request.submit held",
          "answer request.decide accepted",
          "answer request.decide refused",
          "conflict soft different-fields",
          "conflict hard same-field",
          "conflict hard edit-against-close",
          "conflict hard close-against-edit",
          "request approved",
          "request rejected",
          "request cancelled",
          "resolution mine",
          "resolution central",
          "resolution base",
        ];

        expect(wantedEvents.filter((event) => !met.has(event))).toEqual([]);
      },
    );
  });
}

/** One history; a failure says how to see it again. */
async function replayable(
  base: Awaited<ReturnType<typeof openBase>>,
  seed: number,
): Promise<Report> {
  const steps: string[] = [];
  try {
    return await runSimulation(base, seed, (line) => void steps.push(line));
  } catch (thrown) {
    if (only !== undefined) process.stdout.write(`${steps.join("\n")}\n`);
    throw new Error(
      `seed ${String(seed)} (replay: SIMULATION_SEED=${String(seed)} npx vitest run --project simulation), after « ${steps.at(-1) ?? "nothing"} »: ${String(thrown)}`,
      { cause: thrown },
    );
  }
}
