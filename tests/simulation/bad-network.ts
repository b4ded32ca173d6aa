import { Fault } from "../../shared/base/index.ts";
import type { CentralGateway, Identity } from "../../shared/ports/index.ts";
import type { FeedEntry, Operation, OperationAnswer } from "../../shared/sync/index.ts";
import type { Chance } from "./chance.ts";
import { Crash } from "./simulated-server.ts";
import type { SimulatedServer } from "./simulated-server.ts";

/** Probabilities of each accident per call; all 0 = a perfect network. */
export type Weather = {
  readonly lost: number;
  readonly answerLost: number;
  readonly duplicated: number;
  readonly late: number;
  readonly shuffled: number;
  readonly cut: number;
  readonly serverDies: number;
};
export const CALM: Weather = {
  lost: 0,
  answerLost: 0,
  duplicated: 0,
  late: 0,
  shuffled: 0,
  cut: 0,
  serverDies: 0,
};

/**
 * The gateway of one client over the repository in this process, through a network that loses requests and answers, delivers
 * twice or long after, cuts streams and blocks short, and whose server dies in the middle of what it does.
 */
export function badNetwork(
  server: SimulatedServer,
  login: string,
  chance: Chance,
  weather: () => Weather,
  count: (accident: string) => void,
): CentralGateway {
  const me = (): Identity => server.people[login] as Identity;
  let late: readonly Operation[] = [];
  const lostAs = (accident: string): Fault => {
    count(accident);
    return new Fault("CENTRAL_UNREACHABLE", accident);
  };

  /** One call: lost on the way, or done once or twice, its answer lost or not. */
  async function call<T>(work: () => Promise<T>): Promise<T> {
    // Every accident of a call is drawn at its start, so that calls under way together do not disturb each other's luck.
    const { lost, answerLost, duplicated, serverDies } = weather();
    const [isLost, isAnswerLost, isTwice] = [lost, answerLost, duplicated].map((risk) =>
      chance.happens(risk),
    );
    const death = chance.happens(serverDies) ? 1 + chance.below(25) : 0;
    if (isLost) throw lostAs("request lost");
    try {
      if (death > 0) server.dieAt(death);
      let answer = await work();
      if (isTwice) {
        count("duplicated");
        answer = await work();
      }
      if (isAnswerLost) throw lostAs("answer lost");
      return answer;
    } catch (thrown) {
      if (!(thrown instanceof Crash)) throw thrown;
      server.restart();
      throw lostAs("server died");
    } finally {
      if (death > 0) server.dieAt(0);
    }
  }

  return {
    signIn: async () => me(),
    signOut: async () => undefined,
    resume: async () => me(),
    snapshot: () => call(() => server.central().snapshot(me())),
    async *changes(after) {
      const entries = await call(async () => {
        const all: FeedEntry[] = [];
        for await (const entry of server.central().changes(me(), after)) all.push(entry);
        return all;
      });
      const cutAt = chance.happens(weather().cut)
        ? chance.below(entries.length + 1)
        : entries.length;
      yield* entries.slice(0, cutAt);
      if (cutAt < entries.length) throw lostAs("stream cut");
    },
    async block(hash) {
      const isCut = chance.happens(weather().cut);
      const share = chance.real();
      const bytes = await call(() => server.central().getBlock(me(), hash));
      if (!isCut) return bytes;
      count("block cut");
      return bytes.subarray(0, Math.floor(share * bytes.length));
    },
    putBlock: (hash, bytes) => call(() => server.central().putBlock(me(), hash, bytes)),
    async push(operations) {
      if (late.length > 0 && chance.happens(0.5)) {
        // A copy held up somewhere arrives now, after what was sent since.
        count("late copy");
        await call(() => server.central().push(me(), late.toReversed())).catch(() => undefined);
        late = [];
      }
      if (chance.happens(weather().late)) late = [...operations];
      if (operations.length < 2 || !chance.happens(weather().shuffled))
        return call(() => server.central().push(me(), operations));
      // Each operation travels alone and arrives before those that were made before it.
      count("shuffled");
      const answers: OperationAnswer[] = [];
      for (const operation of operations.toReversed())
        answers.unshift(...(await call(() => server.central().push(me(), [operation]))));
      return answers;
    },
    listen: () => () => undefined,
    history: (referential: string, id: string) =>
      call(() => server.central().records.history(me(), referential, id)),
  } as CentralGateway;
}
