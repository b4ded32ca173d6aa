import { describe, expect, it } from "vitest";
import { makePendingWork } from "./pending-work.ts";

describe("makePendingWork", () => {
  it("waits for every write under way, those that fail and those that follow", async () => {
    const pending = makePendingWork();
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    pending.track(first.promise).catch(() => {
      order.push("first failed");
      void pending.track(second.promise.then(() => order.push("second")));
    });
    const settled = pending.settled(60_000).then(() => order.push("settled"));

    expect(pending.busy()).toBe(true);
    first.reject(new Error("full"));
    await Promise.resolve();
    second.resolve();
    await settled;

    expect(order).toEqual(["first failed", "second", "settled"]);
    expect(pending.busy()).toBe(false);
  });

  it("gives up after its time: a write that never ends does not keep the application open", async () => {
    const pending = makePendingWork();
    void pending.track(new Promise(() => {}));

    await pending.settled(20);

    expect(pending.busy()).toBe(true);
  });
});
