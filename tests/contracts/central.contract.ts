import { afterAll, beforeAll, describe } from "vitest";
import { accessLaws } from "./central-access-laws.ts";
import { chainLaws } from "./central-chain-laws.ts";
import { claimLaws } from "./central-claim-laws.ts";
import { conflictLaws } from "./central-conflict-laws.ts";
import { decisionLaws } from "./central-decision-laws.ts";
import { deliveryLaws } from "./central-delivery-laws.ts";
import { engines, startBench, type Bench } from "./central-engines.ts";
import { establishmentLaws } from "./central-establishment-laws.ts";
import { faultLaws } from "./central-fault-laws.ts";
import { feedLaws } from "./central-feed-laws.ts";
import { httpLaws } from "./central-http-laws.ts";
import { migrationLaws } from "./central-migration-laws.ts";
import { pageLaws } from "./central-page-laws.ts";
import { recheckLaws } from "./central-recheck-laws.ts";
import { recordLaws } from "./central-record-laws.ts";
import { makeWorld, type World } from "./central-world.ts";

// One suite, two engines (D-6): the decisions are in the core, so nothing may differ.
describe.each(engines)("central on %s", (engine) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench(engine);
  });
  afterAll(() => bench.stop());
  const world = async (): ReturnType<typeof makeWorld> => makeWorld(await bench.fresh());

  describe("push", () => {
    deliveryLaws(world);
    recheckLaws(world);
    claimLaws(world);
  });
  describe("decisions", () => {
    conflictLaws(world);
    decisionLaws(world);
  });
  describe("pull", () => {
    feedLaws(world);
    recordLaws(world);
    establishmentLaws(world);
  });
  describe("faults", () => {
    faultLaws(async (wrapDialect) => makeWorld(await bench.fresh(), { wrapDialect }));
  });
  describe("chain", () => {
    chainLaws(world);
  });
  describe("migrations", () => {
    migrationLaws(() => bench.fresh());
  });
  describe("http", () => {
    const open = async (passwords: boolean): Promise<World> =>
      makeWorld(await bench.fresh(), { passwords });
    accessLaws(open);
    httpLaws(open);
    pageLaws(open);
  });
});
