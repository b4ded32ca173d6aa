import { afterEach, describe, expect, it } from "vitest";
import { Fault } from "../../shared/base/index.ts";
import type { CentralGateway } from "../../shared/ports/index.ts";
import { CODES, makeWorld } from "../../tests/contracts/central-world.ts";
import type { World } from "../../tests/contracts/central-world.ts";
import { directGateway, startLaptop } from "../../tests/fixtures/make-laptop.ts";
import { makeMemoryStore } from "../storage/memory-local-store.ts";
import { makeQueue } from "./exclusive.ts";
import { runSync } from "./run-sync.ts";
import { makeSyncDriver } from "./sync-driver.ts";

let world: World;
afterEach(async () => world.close());
const personOf = (login: string) => world.people[login] as NonNullable<World["people"][string]>;
const unreachable = (): never => {
  throw new Fault("CENTRAL_UNREACHABLE", "cut");
};

/** A gateway that fails at its n-th call, and remembers what was asked. */
function cutting(
  gateway: CentralGateway,
  at: number,
): { readonly gateway: CentralGateway; readonly asked: string[] } {
  const asked: string[] = [];
  const step = (name: string): void => {
    asked.push(name);
    if (asked.length === at) unreachable();
  };
  return {
    asked,
    gateway: {
      ...gateway,
      snapshot: async () => (step("snapshot"), gateway.snapshot()),
      async *changes(after) {
        step("changes");
        for await (const entry of gateway.changes(after)) {
          step("entry");
          yield entry;
        }
      },
      block: async (hash) => (step(`block ${hash}`), gateway.block(hash)),
      putBlock: async (hash, bytes) => (step(`put ${hash}`), gateway.putBlock(hash, bytes)),
      async push(operations) {
        const answers = await gateway.push(operations);
        // The answer is lost after central took the operations in.
        step("push");
        return answers;
      },
    },
  };
}

const form = {
  title: "t",
  reason: "",
  legalText: "",
  effectiveDate: null,
  acknowledgeWarnings: true,
};

describe("runSync", () => {
  it("cut at any call, and run again, ends as if it had never been cut: nothing twice, no block fetched twice", async () => {
    world = await makeWorld({ kind: "memory" });
    for (let at = 1; ; at += 1) {
      const store = makeMemoryStore(world.ids.next());
      const laptop = await startLaptop({
        identity: personOf("alix"),
        clock: world.clock,
        ids: world.ids,
        store,
      });
      await laptop.sync(directGateway(world.central, personOf("alix")));
      for (let n = 0; n < 3; n += 1)
        await laptop.data.createRecord(
          CODES,
          { code: `B${at}.${n}`, libelle: `Cut ${at} ${n}` },
          "création",
        );
      const submitted = await laptop.data.submit(null, form, () => {});
      if (!submitted.ok) throw new Error(JSON.stringify(submitted));
      const { gateway, asked } = cutting(directGateway(world.central, personOf("alix")), at);
      const first = await laptop.sync(gateway).then(
        () => "whole",
        (thrown: unknown) => (thrown as Fault).code,
      );
      if (first !== "whole") await laptop.sync(gateway);
      expect((await laptop.data.outbox()).map((line) => line.answer?.status)).toEqual(["accepted"]);
      expect(
        (await world.central.requests.read(personOf("alix"), submitted.requestId)).revision,
      ).toBe(1);
      const fetched = asked.filter((call, place) => call.startsWith("block") && place !== at - 1);
      expect(new Set(fetched).size).toBe(fetched.length);
      if (first === "whole") break;
      expect(first).toBe("CENTRAL_UNREACHABLE");
    }
  });

  it("is not held up by the lines of a request it may not read any more", async () => {
    world = await makeWorld({ kind: "memory" });
    const alix = await startLaptop({
      identity: personOf("alix"),
      clock: world.clock,
      ids: world.ids,
    });
    await alix.sync(directGateway(world.central, personOf("alix")));
    await alix.data.createRecord(CODES, { code: "C1", libelle: "c" }, "création");
    expect(await alix.data.submit(null, form, () => {})).toMatchObject({ ok: true });
    await alix.sync(directGateway(world.central, personOf("alix")));
    const camille = await startLaptop({
      identity: personOf("camille"),
      clock: world.clock,
      ids: world.ids,
    });
    const direct = directGateway(world.central, personOf("camille"));
    await camille.sync({
      ...direct,
      block: async () => {
        throw new Fault("NOT_FOUND", "gone");
      },
    });
    expect(await camille.data.cursor()).toBeGreaterThan(0);
    expect(await camille.data.requests("all")).toHaveLength(1);
    // It is looked for again at the next synchronisation that tells of the request; reading it now shows nothing false.
    await runSync(camille.data, direct, () => {});
  });
});

describe("the synchronisation loop", () => {
  it("says where it stands: offline, signed out, failed, up to date", async () => {
    world = await makeWorld({ kind: "memory" });
    const laptop = await startLaptop({
      identity: personOf("alix"),
      clock: world.clock,
      ids: world.ids,
    });
    const direct = directGateway(world.central, personOf("alix"));
    let fault: Fault | null = new Fault("CENTRAL_UNREACHABLE", "no network");
    const gateway: CentralGateway = {
      ...direct,
      snapshot: async () => {
        if (fault) throw fault;
        return direct.snapshot();
      },
    };
    const driver = makeSyncDriver(
      { ...laptop.data, subscribe: async () => {} },
      gateway,
      world.clock,
      makeQueue(),
    );
    const phases: string[] = [];
    driver.subscribe(() => phases.push(driver.view().phase));
    await driver.syncNow();
    expect(driver.view()).toEqual({
      phase: "offline",
      progress: null,
      lastSync: null,
      fault: null,
    });
    fault = new Fault("NOT_SIGNED_IN", "over");
    await driver.syncNow();
    expect(driver.view()).toMatchObject({ phase: "signed-out", fault: { code: "NOT_SIGNED_IN" } });
    fault = new Fault("CENTRAL_ANSWER_INVALID", "html");
    await driver.syncNow();
    expect(driver.view()).toMatchObject({
      phase: "failed",
      fault: { code: "CENTRAL_ANSWER_INVALID" },
    });
    fault = null;
    await Promise.all([driver.syncNow(), driver.syncNow()]);
    expect(driver.view()).toEqual({
      phase: "idle",
      progress: null,
      lastSync: world.clock.now(),
      fault: null,
    });
    expect(phases).toContain("first-pull");
  });
});
