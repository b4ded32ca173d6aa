import { afterAll, describe, expect, it } from "vitest";
import { createParsingClient, type FileInput } from "../../renderer/files/index.ts";
import { isFaultData } from "../../shared/base/index.ts";
import { mutateFile } from "./mutate-file.ts";
import { REAL_SHAPED_FILES } from "./real-shaped-files.ts";
import { startParsingThread, type ParsingThread } from "./start-parsing-thread.ts";

const FULL = process.env["INTENDANCE_FAULTS"] === "full";
const FILES = Object.entries(REAL_SHAPED_FILES);
const MUTATIONS = FULL ? 5_000 : 500;
const EACH = MUTATIONS / FILES.length;
/** INTENDANCE_SEED draws the same mutations again. */
const SEED = Number(process.env["INTENDANCE_SEED"] ?? Date.now() % 1_000_000);

describe(`files mutated at random (I-6), seed ${SEED}`, () => {
  let thread: ParsingThread | null = null;
  let started = 0;
  const client = createParsingClient(
    () => {
      started += 1;
      thread = startParsingThread();
      return thread.worker;
    },
    { inspect: 10_000, part: 10_000, write: 10_000 },
  );
  afterAll(() => client.close());

  /** `rows`, or the code of the fault, by the product's own client and deadlines; anything else thrown goes through. */
  async function outcomeOf(file: FileInput): Promise<string> {
    try {
      const { format, sheets } = await client.inspect(file);
      const headerLine = sheets[0]?.headerLine ?? null;
      for await (const part of client.read(file, { format, sheet: 0, headerLine })) void part;
      return "rows";
    } catch (thrown) {
      if (!isFaultData(thrown)) throw thrown;
      return thrown.code;
    }
  }

  it.each(FILES)(
    `[I-6] %s: ${EACH} of ${MUTATIONS} mutations, rows or a fault each, and the next file is read`,
    async (name, original) => {
      const below = drawing(SEED + FILES.findIndex(([other]) => other === name) * 7919);
      const before = started;
      expect(await outcomeOf({ content: original, name })).toBe("rows");
      const outcomes: string[] = [];
      for (let rank = 0; rank < EACH; rank++)
        outcomes.push(await outcomeOf({ content: mutateFile(original, below), name }));

      // INTERNAL would be a crash; DEADLINE_EXCEEDED is a worker that was ended in time, said when it happens
      const stopped = outcomes.filter((outcome) => outcome === "DEADLINE_EXCEEDED").length;
      if (stopped > 0) console.log(`[I-6] ${name}: ${stopped} stopped at the deadline`);
      expect(
        outcomes.filter((outcome) => !/^(?:rows|FILE_\w+|DEADLINE_EXCEEDED)$/.test(outcome)),
      ).toEqual([]);
      expect(await outcomeOf({ content: original, name })).toBe("rows");
      expect(await thread?.addedToPrototypes()).toEqual([]);
      // a worker is only replaced when it had to be ended
      expect(started - Math.max(before, 1)).toBe(stopped);
    },
  );
});

/** Whole numbers below a limit, from a seed. */
function drawing(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
