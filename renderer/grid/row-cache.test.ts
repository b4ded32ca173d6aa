import { describe, expect, it } from "vitest";
import type { GridRow, GridSource } from "./grid-props.ts";
import { createRowCache } from "./row-cache.ts";

/** A source of named rows that records what it was asked. */
function sourceOf(name: string, total: number, asked: string[] = []): GridSource {
  return {
    version: name,
    total,
    getRows: async (from, to) => {
      asked.push(`${name} ${from}-${to}`);
      return Array.from({ length: to - from }, (_, at): GridRow => ({
        id: `${name}${from + at}`,
        cells: {},
      }));
    },
  };
}
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
};
const fail = (thrown: unknown): void => {
  throw thrown;
};

describe("row cache", () => {
  it("[R1] reads by blocks, each once, never past the end", async () => {
    const asked: string[] = [];
    const cache = createRowCache(sourceOf("a", 250, asked), fail);
    cache.ensure(90, 110);
    cache.ensure(95, 260);
    await settle();
    cache.ensure(0, 250);
    expect(asked).toEqual(["a 0-100", "a 100-200", "a 200-250"]);
    expect([cache.rowAt(99)?.id, cache.rowAt(249)?.id, cache.rowAt(250)]).toEqual([
      "a99",
      "a249",
      undefined,
    ]);
  });

  it("[R2] keeps the old rows in place until the new ones arrive", async () => {
    const cache = createRowCache(sourceOf("a", 10), fail);
    cache.ensure(0, 10);
    await settle();
    cache.setSource(sourceOf("b", 8));
    expect([cache.rowAt(0)?.id, cache.rowAt(9), cache.isLoaded(0, 8)]).toEqual([
      "a0",
      undefined,
      false,
    ]);
    cache.ensure(0, 8);
    await settle();
    expect([cache.rowAt(0)?.id, cache.isLoaded(0, 8)]).toEqual(["b0", true]);
  });

  it("[R3] ignores an answer that comes after the source changed", async () => {
    const { promise, resolve } = Promise.withResolvers<readonly GridRow[]>();
    const cache = createRowCache({ version: "slow", total: 1, getRows: () => promise }, fail);
    cache.ensure(0, 1);
    cache.setSource(sourceOf("b", 1));
    cache.ensure(0, 1);
    await settle();
    resolve([{ id: "late", cells: {} }]);
    await settle();
    expect(cache.rowAt(0)?.id).toBe("b0");
  });

  it("[R4] reads a range from memory when it is all there, from the source otherwise", async () => {
    const asked: string[] = [];
    const cache = createRowCache(sourceOf("a", 300, asked), fail);
    cache.ensure(0, 200);
    await settle();
    const known = await cache.read(95, 105);
    const wide = await cache.read(150, 250);
    expect([known.map(({ id }) => id).join(" "), wide.length, asked]).toEqual([
      "a95 a96 a97 a98 a99 a100 a101 a102 a103 a104",
      100,
      ["a 0-100", "a 100-200", "a 150-250"],
    ]);
  });

  it("[R5] stops asking after a fault until told to try again, and says so", async () => {
    const faults: unknown[] = [];
    let calls = 0;
    const source: GridSource = {
      version: 1,
      total: 1,
      getRows: async () => {
        calls += 1;
        if (calls === 1) throw new Error("down");
        return [{ id: "up", cells: {} }];
      },
    };
    const cache = createRowCache(source, (thrown) => faults.push(thrown));
    cache.ensure(0, 1);
    await settle();
    cache.ensure(0, 1);
    expect([calls, cache.failed(), faults]).toEqual([1, true, [new Error("down")]]);
    cache.retry();
    cache.ensure(0, 1);
    await settle();
    expect([cache.failed(), cache.rowAt(0)?.id]).toEqual([false, "up"]);
  });
});
