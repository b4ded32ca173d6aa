import { describe, expect, it } from "vitest";
import { judgeCrash } from "./judge-crash.ts";

describe("judgeCrash", () => {
  it("[S-10] starts again twice, stops at the third crash within a minute", () => {
    const first = judgeCrash([], 1_000);
    const second = judgeCrash(first.crashes, 20_000);
    const third = judgeCrash(second.crashes, 60_999);

    expect([first.again, second.again, third.again]).toEqual([true, true, false]);
    expect(third.crashes).toEqual([1_000, 20_000, 60_999]);
  });

  it("[S-10] crashes further apart are forgotten", () => {
    let crashes: readonly number[] = [];
    for (let instant = 0; instant < 600_000; instant += 31_000) {
      const judged = judgeCrash(crashes, instant);
      expect(judged.again).toBe(true);
      crashes = judged.crashes;
    }
    expect(crashes).toHaveLength(2);
  });
});
