import { isFaultData } from "../../shared/base/index.ts";
import type { RecordId, ReferentialId, RequestId } from "../../shared/base/index.ts";
import type { CentralGateway, Clock, Ids, LocalStore } from "../../shared/ports/index.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";
import { serveData } from "../../renderer/data-worker/serve-data.ts";
import type { ServedApi } from "../../renderer/data-worker/serve-data.ts";
import { rebaseAll } from "../../renderer/services/apply-feed.ts";
import { makeQueue } from "../../renderer/services/exclusive.ts";
import { runSync } from "../../renderer/services/run-sync.ts";
import { LocalWork } from "../../renderer/services/local-work.ts";
import { makeMemoryStore } from "../../renderer/storage/memory-local-store.ts";
import { badNetwork } from "./bad-network.ts";
import type { Weather } from "./bad-network.ts";
import type { Chance } from "./chance.ts";
import { fragileStore } from "./fragile-store.ts";
import { Crash } from "./simulated-server.ts";
import type { SimulatedServer } from "./simulated-server.ts";

/** Faults that the work and the network are expected to raise; any other is a bug of ours. */
const EXPECTED = new Set([
  "CENTRAL_UNREACHABLE",
  "BLOCK_CORRUPT",
  "REQUEST_REFUSED",
  "FORBIDDEN",
  "RECORD_INVALID",
  "CURSOR_UNKNOWN",
  "BAD_REQUEST",
  "NOT_FOUND",
]);

/** One laptop: the real services over a store in memory, that dies and starts again on what it kept. */
export class SimulatedClient {
  readonly login: string;
  readonly gateway: CentralGateway;
  readonly store: LocalStore;
  private readonly fragile: ReturnType<typeof fragileStore>;
  private readonly server: SimulatedServer;
  private readonly clock: Clock;
  private readonly ids: Ids;
  private readonly count: (event: string) => void;
  private cursor = 0;
  private readonly known = new Map<RequestId, ChangeRequest>();
  work!: LocalWork;
  data!: ServedApi;

  constructor(
    login: string,
    server: SimulatedServer,
    parts: {
      readonly clock: Clock;
      readonly ids: Ids;
      readonly chance: Chance;
      weather(): Weather;
      count(event: string): void;
      readonly device: string;
    },
  ) {
    this.login = login;
    this.server = server;
    this.clock = parts.clock;
    this.ids = parts.ids;
    this.count = parts.count;
    this.store = makeMemoryStore(parts.device);
    this.fragile = fragileStore(this.store);
    this.gateway = badNetwork(server, login, parts.chance, parts.weather, parts.count);
  }

  /** Starts the process on what the store kept, as the data worker does. */
  async start(): Promise<void> {
    this.fragile.dieAtWrite(null, 0);
    this.work = new LocalWork({
      store: this.fragile.store,
      clock: this.clock,
      ids: this.ids,
      exclusive: makeQueue(),
      emit: () => undefined,
    });
    await this.work.load();
    await this.work.act(() => rebaseAll(this.work));
    this.data = serveData(this.work);
    if (!this.work.identity) await this.data.setIdentity(this.server.people[this.login] ?? null);
  }

  /** Dies at the nth write from now, before or after it is kept. */
  dieAtWrite(moment: "before" | "after", nth: number): void {
    this.fragile.dieAtWrite(moment, nth);
  }

  /** Does something of the person's; undefined when it was refused or the laptop died in the middle. Anything unexpected is thrown. */
  async attempt<T>(what: string, act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (thrown) {
      if (thrown instanceof Crash) {
        this.count("laptop died");
        await this.start();
        return undefined;
      }
      if (isFaultData(thrown) && EXPECTED.has(thrown.code)) {
        this.count(`${what}: ${thrown.code}`);
        return undefined;
      }
      throw new Error(
        `${this.login}, ${what}: ${String(thrown)} ${JSON.stringify((thrown as { details?: unknown }).details ?? {})}`,
        { cause: thrown },
      );
    } finally {
      this.watch();
    }
  }

  /** Pushes and pulls once through whatever the network does. */
  async synchronise(): Promise<void> {
    await this.attempt("sync", () => runSync(this.data, this.gateway, () => undefined));
  }

  /** Records of the accredited base, as the screens read them. */
  async accredited(referential: ReferentialId): Promise<ReadonlyMap<RecordId, MasterRecord>> {
    const set = await this.work.set.open(referential);
    return new Map(
      (set?.table.accredited ?? []).flatMap((record) =>
        record ? [[record.id, record] as const] : [],
      ),
    );
  }

  /** Ids of every record this laptop shows. */
  async shownIds(referential: ReferentialId): Promise<readonly RecordId[]> {
    const set = await this.work.set.open(referential);
    return set ? [...set.table.ids] : [];
  }

  /** What may never happen between two steps: the cursor going back, a closed request moving, a revision going back (invariants 3 and 4). */
  private watch(): void {
    const { cursor } = this.work;
    if (cursor < this.cursor)
      throw new Error(
        `${this.login}: the cursor went back from ${String(this.cursor)} to ${String(cursor)}`,
      );
    this.cursor = cursor;
    for (const [id, request] of this.work.rows.requests) {
      const before = this.known.get(id);
      if (before === request) continue;
      this.known.set(id, request);
      if (!before) continue;
      const isOver =
        before.status === "approved" ||
        before.status === "rejected" ||
        before.status === "cancelled";
      if (isOver && request.status !== before.status)
        throw new Error(
          `${this.login}: request ${id} went from ${before.status} to ${request.status}`,
        );
      if (
        request.revision < before.revision &&
        before.status !== "preparation" &&
        before.status !== "pending"
      )
        throw new Error(
          `${this.login}: request ${id} went back to revision ${String(request.revision)}`,
        );
    }
  }
}
