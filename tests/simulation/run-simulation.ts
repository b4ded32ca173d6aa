import { acts } from "./weighted-acts.ts";
import { CALM } from "./bad-network.ts";
import type { Weather } from "./bad-network.ts";
import * as act from "./acts.ts";
import { makeChance } from "./chance.ts";
import { checkOutcome } from "./check-outcome.ts";
import { CLIENTS, LESSER, LIEUX, PEOPLE, POSTES } from "./establishment.ts";
import { Ledger } from "./ledger.ts";
import { SimulatedClient } from "./simulated-client.ts";
import { makeClock, makeIds, startServer } from "./simulated-server.ts";
import type { openBase } from "./simulated-server.ts";

export type Report = {
  readonly seed: number;
  readonly events: ReadonlyMap<string, number>;
  readonly commits: number;
  readonly typed: number;
};
const STEPS = 80;
const HEALING_ROUNDS = 40;

/**
 * One history: three laptops and one server that edit, submit, decide and synchronise over a bad network and die at any moment;
 * then the network heals, everybody finishes his work, and the invariants of reliability.md (section 3) are checked.
 * @param seed everything random comes from it
 */
export async function runSimulation(
  base: Awaited<ReturnType<typeof openBase>>,
  seed: number,
  trace: (line: string, clients: readonly SimulatedClient[]) => void = () => undefined,
): Promise<Report> {
  const chance = makeChance(seed);
  const events = new Map<string, number>();
  const count = (event: string): void => void events.set(event, (events.get(event) ?? 0) + 1);
  const clock = makeClock(1_795_338_000_000);
  const establishment = `simulation-${String(seed)}`;
  const together = isTogether(seed);
  const server = await startServer(
    base,
    establishment,
    clock,
    makeIds(seed, 0),
    1 + (seed % 2),
    together,
  );
  let weather: Weather = CALM;
  const clients = CLIENTS.map(
    (login, index) =>
      new SimulatedClient(login, server, {
        clock,
        ids: makeIds(seed, index + 1),
        chance,
        weather: () => weather,
        count,
        device: `${establishment}-${login}`,
      }),
  );
  for (const client of clients) await client.start();
  const scene = {
    chance,
    ledger: new Ledger(),
    together,
    trace: (line: string) => trace(line, clients),
  };

  // A first base, in good weather.
  const [alix] = clients;
  if (!alix) throw new Error("nobody");
  for (const client of clients) await client.synchronise();
  for (const [index, where] of [POSTES, POSTES, POSTES, POSTES, LIEUX, LIEUX].entries())
    await act.create(alix, scene, `B${String(index)}`, where);
  await finishWork(clients, scene, () => true);

  const storm: Weather = {
    lost: 0.08,
    answerLost: 0.1,
    duplicated: 0.12,
    late: 0.15,
    shuffled: 0.3,
    cut: 0.12,
    serverDies: 0.12,
  };
  for (let step = 0; step < STEPS; step += 1) {
    clock.forward(60_000);
    const client = chance.pick(clients);
    if (chance.happens(0.06))
      client.dieAtWrite(chance.happens(0.5) ? "before" : "after", 1 + chance.below(4));
    const [name, perform] = chance.pick(acts);
    trace(`${String(step)} ${client.login} ${name}`, clients);
    weather = storm;
    await perform(client, scene);
    weather = CALM;
    if (chance.happens(0.04)) {
      trace(`${String(step)} ${client.login} starts again`, clients);
      count("laptop started again");
      await client.start();
    }
    if (chance.happens(0.04)) {
      trace(`${String(step)} the server starts again`, clients);
      count("server started again");
      server.restart();
    }
    if (chance.happens(0.05)) {
      const login = chance.pick(Object.keys(LESSER));
      const isLess = chance.happens(0.5);
      trace(`${String(step)} ${login} has ${isLess ? "fewer" : "all his"} rights`, clients);
      count("rights changed");
      await server.grant(login, (isLess ? LESSER : PEOPLE)[login] ?? {});
    }
  }

  trace("the network heals", clients);
  for (const login of Object.keys(LESSER)) await server.grant(login, PEOPLE[login] ?? {});
  for (const client of clients) await client.start();
  const rounds = await finishWork(clients, scene, () => false);
  if (rounds === HEALING_ROUNDS)
    throw new Error(`the work never ends: ${await describeWork(clients)}`);
  const commits = await checkOutcome(server, establishment, clients, scene.ledger);
  for (const client of clients) countAnswers(client, count);
  return { seed, events, commits, typed: scene.ledger.entries.length };
}

/** What central answered and which conflicts were met: a simulation that meets none proves nothing. */
function countAnswers({ work: { rows } }: SimulatedClient, count: (event: string) => void): void {
  for (const { operation, answer } of rows.outbox.values()) {
    count(`answer ${operation.payload.kind} ${answer?.status ?? "none"}`);
    for (const conflict of answer?.conflicts ?? [])
      count(`conflict ${conflict.class} ${conflict.case}`);
  }
  for (const { content, status } of rows.requests.values()) {
    count(`request ${status}`);
    for (const resolution of content.resolutions) count(`resolution ${resolution.side}`);
  }
}

/** Two seeds of five: one circuit for both référentiels. With one approval, as a quorum of two is not always there for the second. */
const isTogether = (seed: number): boolean =>
  seed % 10 === 2 || seed % 10 === 4 || seed % 10 === 6 || seed % 10 === 8;

/** Everybody submits, decides, resolves and synchronises until nothing is left to do. @returns the rounds it took */
async function finishWork(
  clients: readonly SimulatedClient[],
  scene: act.Scene,
  onlyApprove: () => boolean,
): Promise<number> {
  for (let round = 0; round < HEALING_ROUNDS; round += 1) {
    for (const client of clients) {
      scene.trace(`${client.login} finishes his work`);
      await client.synchronise();
      for (const conflict of await client.data.conflicts())
        if (conflict.conflict.class === "hard" && conflict.resolved === null)
          await act.resolve(client, scene);
      await act.dismiss(client);
      await act.reopen(client, scene);
      await act.submitBasket(client, scene);
      await act.submitPrepared(client, scene, true);
      for (const _card of await client.data.requests("to-decide"))
        await act.decide(
          client,
          onlyApprove() ? { ...scene, chance: { ...scene.chance, real: () => 0 } } : scene,
          true,
        );
      await client.synchronise();
    }
    if ((await Promise.all(clients.map(isDone))).every((done) => done)) {
      for (const client of clients) await client.synchronise();
      if ((await Promise.all(clients.map(isDone))).every((done) => done)) return round;
    }
  }
  return HEALING_ROUNDS;
}

/** Nothing typed waits on this laptop, and no request it may see is open. */
async function isDone(client: SimulatedClient): Promise<boolean> {
  const { drafts, outbox, requests, conflicts } = client.work.rows;
  const closed = [...requests.values()].every(
    ({ status }) => status === "approved" || status === "rejected" || status === "cancelled",
  );
  const open = [...conflicts.values()].some(
    (row) => row.conflict.class === "hard" && row.resolved === null,
  );
  return (
    drafts.size === 0 &&
    closed &&
    !open &&
    [...outbox.values()].every((row) => row.answer !== null && row.answer.status !== "waiting")
  );
}

/** What is left on each laptop, for the message of a failure. */
async function describeWork(clients: readonly SimulatedClient[]): Promise<string> {
  return clients
    .map(({ login, work: { rows } }) => {
      const open = [...rows.requests.values()].filter(
        ({ status }) => !["approved", "rejected", "cancelled"].includes(status),
      );
      return JSON.stringify({
        login,
        drafts: [...rows.drafts.values()],
        requests: open.map(({ content, status, revision, authorName, conflicts, deadlock }) => ({
          id: content.id,
          status,
          revision,
          authorName,
          conflicts,
          deadlock,
        })),
        conflicts: [...rows.conflicts.values()],
        outbox: [...rows.outbox.values()].filter(
          (row) => row.answer === null || row.answer.status === "waiting",
        ).length,
        refused: [...rows.outbox.values()]
          .flatMap((row) =>
            row.answer?.fault ? [[row.operation.payload.kind, row.answer.fault]] : [],
          )
          .slice(-2),
      });
    })
    .join("\n");
}
