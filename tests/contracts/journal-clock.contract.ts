import { afterEach, describe, expect, it } from "vitest";
import { makeQueue } from "../../renderer/services/exclusive.ts";
import { LocalWork } from "../../renderer/services/local-work.ts";
import { queueOperation } from "../../renderer/services/queue-operation.ts";
import { makeUuidV7 } from "../../shared/base/index.ts";
import type { RequestId } from "../../shared/base/index.ts";
import type { LocalStore } from "../../shared/ports/index.ts";
import { nextOperations } from "../../shared/sync/index.ts";
import { IDBFactory } from "fake-indexeddb";
import {
  makeJournalledLaptop,
  startJournalled,
  type JournalledLaptop,
} from "../fixtures/journalled-laptop.ts";

const laptops: JournalledLaptop[] = [];
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.disk.remove();
});

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

describe("the clock of the machine moved while it writes (L-6)", () => {
  it("[L-6] a year back, a year on, an hour back: the outbox keeps its order and numbers, on the disk and after a restoration", async () => {
    const laptop = await makeJournalledLaptop();
    laptops.push(laptop);
    let now = Date.parse("2026-11-22T09:00:00.000Z");
    let drawn = 0;
    const nextId = (): string => makeUuidV7(now, new Uint8Array(10).fill((drawn += 1)));
    const load = async (store: LocalStore): Promise<LocalWork> => {
      const work = new LocalWork({
        store,
        clock: { now: () => new Date(now).toISOString() },
        ids: { next: nextId },
        exclusive: makeQueue(),
        emit: () => {},
      });
      await work.load();
      return work;
    };
    const queue = (work: LocalWork, reason: string): Promise<void> =>
      work.act(() =>
        work.write({
          outbox: queueOperation(work, {
            kind: "request.cancel",
            requestId: nextId() as RequestId,
            reason,
          }),
        }),
      );
    const sent = async (store: LocalStore): Promise<readonly (readonly [number, string])[]> =>
      nextOperations(await store.outbox()).operations.map(({ order, payload }) => [
        order,
        payload.kind === "request.cancel" ? payload.reason : "",
      ]);

    let { store } = await startJournalled(laptop);
    let work = await load(store);
    const reasons = ["avant", "un an plus tôt", "un an plus tard", "une heure plus tôt"];
    for (const [at, move] of [0, -YEAR, 2 * YEAR, -HOUR].entries()) {
      now += move;
      await queue(work, reasons[at] ?? "");
    }
    const expected = reasons.map((reason, at) => [at + 1, reason]);
    expect(await sent(store)).toEqual(expected);

    await store.close();
    now -= 3 * YEAR;
    laptop.indexedDB = new IDBFactory();
    ({ store } = await startJournalled(laptop));
    work = await load(store);
    await queue(work, "après");
    expect(await sent(store)).toEqual([...expected, [5, "après"]]);
  });
});
