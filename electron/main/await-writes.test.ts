import { EventEmitter } from "node:events";
import type { App } from "electron";
import { describe, expect, it } from "vitest";
import { awaitWrites } from "./await-writes.ts";
import { makePendingWork } from "./pending-work.ts";

/** Quits as Electron does: both words may be withheld, then it is over. */
function fakeApp() {
  const app = new EventEmitter();
  let left = 0;
  const ended = Promise.withResolvers<void>();
  const quit = (): void => {
    for (const word of ["before-quit", "will-quit"]) {
      const event = { held: false, preventDefault: () => void (event.held = true) };
      app.emit(word, event);
      if (event.held) return;
    }
    left += 1;
    ended.resolve();
  };
  Object.assign(app, { quit });
  return { app: app as unknown as App, quit, left: () => left, ended: ended.promise };
}

describe("awaitWrites", () => {
  it("leaves at once when nothing is being written", () => {
    const { app, quit, left } = fakeApp();
    const leaving = awaitWrites(app, makePendingWork());

    expect(leaving()).toBe(false);
    quit();

    expect([left(), leaving()]).toEqual([1, true]);
  });

  it("a write under way ends before the application does, and so does one that begins while the windows close", async () => {
    const { app, quit, left, ended } = fakeApp();
    const pending = makePendingWork();
    awaitWrites(app, pending, 60_000);
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    void pending.track(first.promise.then(() => order.push("first")));
    app.once("before-quit", () =>
      queueMicrotask(() => void pending.track(second.promise.then(() => order.push("second")))),
    );

    quit();
    quit();
    expect(left()).toBe(0);
    first.resolve();
    second.resolve();
    await ended.then(() => order.push("left"));

    expect(order).toEqual(["first", "second", "left"]);
  });

  it("a write that never ends holds the application for its time, and no longer", async () => {
    const { app, quit, left, ended } = fakeApp();
    const pending = makePendingWork();
    awaitWrites(app, pending, 30);
    void pending.track(new Promise(() => {}));

    quit();
    expect(left()).toBe(0);
    await ended;

    expect(left()).toBe(1);
  });
});
