import { writeSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { createCentral, DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { systemClock, systemIds } from "../../central/cli/ambient.ts";
import { openStore, type StoreLocation } from "../../central/store/open-store.ts";
import type { Identity } from "../../shared/ports/index.ts";
import { Laptop, makeWorld, manyCodes, type World } from "../contracts/central-world.ts";

// A process that works until it is killed: submits and approves requests on the base named by its argument, and prints each operation
// once central has answered it. What it printed was acknowledged: losing any of it is a failure.

const location = JSON.parse(process.argv[2]!) as StoreLocation;

async function openWorld(): Promise<World> {
  const store = await openStore(location);
  const central = createCentral({ store, clock: systemClock, ids: systemIds });
  const known = await central.accounts.list(DEFAULT_ESTABLISHMENT);
  if (known.length === 0) {
    await central.close();
    await (await makeWorld(location)).close();
    return openWorld();
  }
  const people: Record<string, Identity> = {};
  for (const { login } of known)
    people[login] = await central.accounts.byLogin(DEFAULT_ESTABLISHMENT, login);
  return {
    central,
    store,
    clock: { ...systemClock, forward: () => undefined },
    ids: systemIds,
    people,
    close: () => central.close(),
  };
}

const world = await openWorld();
const run = randomUUID();
const [alix, camille] = [
  new Laptop(world, "alix", `alix-${run}`),
  new Laptop(world, "camille", `camille-${run}`),
];
const acknowledge = (answer: { readonly opId: string; readonly status: string }): void =>
  void writeSync(1, `${JSON.stringify({ opId: answer.opId, status: answer.status })}\n`);
for (let round = 0; ; round += 1) {
  const submitted = await alix.submit(
    manyCodes(world, 5, `${run.slice(0, 4)}${round.toString(36)}.`),
  );
  acknowledge(submitted);
  acknowledge(await camille.decide(submitted.request!.content.id));
}
