import { afterEach, expect, it, vi } from "vitest";
import { CODES, makeWorld } from "../../tests/contracts/central-world.ts";
import type { World } from "../../tests/contracts/central-world.ts";
import { directGateway, startLaptop } from "../../tests/fixtures/make-laptop.ts";
import type { CentralGateway } from "../../shared/ports/index.ts";
import type { DataEvent } from "../data-worker/data-api.ts";
import { makeQueue } from "./exclusive.ts";
import { makeSyncDriver } from "./sync-driver.ts";

const form = {
  title: "Ajout d’un code",
  reason: "",
  legalText: "",
  effectiveDate: null,
  acknowledgeWarnings: true,
};

let world: World;
afterEach(() => world.close());

/** A laptop whose page synchronises by itself; `during` runs once, when a pull has read all there was and is not over yet. */
async function startPage(login: string) {
  const identity = world.people[login] as never;
  let hear: (event: DataEvent) => void = () => {};
  const { data } = await startLaptop({
    identity,
    clock: world.clock,
    ids: world.ids,
    listener: (event) => hear(event),
  });
  const direct = directGateway(world.central, identity);
  let during: (() => Promise<void>) | null = null;
  let tell: (seq: number) => void = () => {};
  const gateway: CentralGateway = {
    ...direct,
    async *changes(after) {
      yield* direct.changes(after);
      const run = during;
      during = null;
      await run?.();
    },
    listen(onMore) {
      tell = onMore;
      return () => {};
    },
  };
  const subscribe = async (listener: (event: DataEvent) => void): Promise<void> => {
    hear = listener;
  };
  const driver = makeSyncDriver({ ...data, subscribe }, gateway, world.clock, makeQueue());
  driver.start();
  await vi.waitFor(() => expect(driver.view().lastSync).not.toBeNull(), { timeout: 30_000 });
  await driver.syncNow();
  return {
    data,
    driver,
    tell: (seq: number) => tell(seq),
    duringPull: (run: () => Promise<void>) => void (during = run),
  };
}

it("[Y5] what central tells while a pull ends is pulled at once, not a minute later", async () => {
  world = await makeWorld({ kind: "memory" });
  const camille = await startPage("camille");
  const identity = world.people["alix"] as never;
  const alix = await startLaptop({ identity, clock: world.clock, ids: world.ids });
  await alix.sync(directGateway(world.central, identity));
  await alix.data.createRecord(CODES, { code: "AA.01", libelle: "Premier" }, "création");
  const submitted = await alix.data.submit(null, form, () => {});
  if (!submitted.ok) throw new Error(JSON.stringify(submitted));
  camille.duringPull(async () => {
    await alix.sync(directGateway(world.central, identity));
    camille.tell(1);
  });

  await camille.driver.syncNow();

  expect((await camille.data.request(submitted.requestId))?.request.status).toBe("pending");
  camille.driver.stop();
});

it("[Y5] what is queued while a pull ends is sent at once", async () => {
  world = await makeWorld({ kind: "memory" });
  const alix = await startPage("alix");
  alix.duringPull(async () => {
    await alix.data.createRecord(CODES, { code: "AA.01", libelle: "Premier" }, "création");
    await alix.data.submit(null, form, () => {});
  });

  await alix.driver.syncNow();

  expect((await alix.data.outbox()).map(({ answer }) => answer?.status)).toEqual(["accepted"]);
  alix.driver.stop();
});

it("[Y5] news of central that never pause do not put off the synchronisation they ask for", async () => {
  world = await makeWorld({ kind: "memory" });
  const alix = await startPage("alix");
  const before = alix.driver.view().lastSync;
  world.clock.forward(1_000);

  const drum = setInterval(() => alix.tell(1), 20);
  try {
    await vi.waitFor(() => expect(alix.driver.view().lastSync).not.toBe(before), {
      timeout: 10_000,
    });
  } finally {
    clearInterval(drum);
    alix.driver.stop();
  }
});
