import { afterAll, beforeAll, describe } from "vitest";
import { chainLaws } from "./central-chain-laws.ts";
import { decisionLaws } from "./central-decision-laws.ts";
import { engines, startBench, type Bench } from "./central-engines.ts";
import { faultLaws } from "./central-fault-laws.ts";
import { httpLaws } from "./central-http-laws.ts";
import { migrationLaws } from "./central-migration-laws.ts";
import { pullLaws } from "./central-pull-laws.ts";
import { pushLaws } from "./central-push-laws.ts";
import { makeWorld } from "./central-world.ts";

// One suite, two engines (D-6): the decisions are in the core, so nothing may differ.
describe.each(engines)("central on %s", (engine) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench(engine);
  });
  afterAll(() => bench.stop());
  const world = async (): ReturnType<typeof makeWorld> => makeWorld(await bench.fresh());

  describe("push", () => {
    pushLaws(world);
  });
  describe("decisions", () => {
    decisionLaws(world);
  });
  describe("pull", () => {
    pullLaws(world);
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
    httpLaws(async (passwords) => makeWorld(await bench.fresh(), { passwords }));
  });
});
