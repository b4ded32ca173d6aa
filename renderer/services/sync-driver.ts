import { isFaultData, toFaultData } from "../../shared/base/index.ts";
import type { IsoInstant } from "../../shared/base/index.ts";
import type { CentralGateway, Clock } from "../../shared/ports/index.ts";
import type { DataEvent } from "../data-worker/data-api.ts";
import { makeLock } from "./exclusive.ts";
import type { Exclusive } from "./exclusive.ts";
import { runSync } from "./run-sync.ts";
import type { SyncData } from "./run-sync.ts";
import type { SyncControl, SyncView } from "./sync-control.ts";

/** Background rhythm: when all is well, and after failures in a row (doubled each time, up to the longest, spread by up to a fifth). */
const [CALM_MS, FIRST_RETRY_MS, LONGEST_RETRY_MS] = [60_000, 2_000, 300_000];
/** Operations typed in a row travel together. */
const GATHER_MS = 300;

/** Synchronisations between two looks at whether the base should be packed again. */
const ROUNDS_TO_COMPACT = 20;

type DriverData = SyncData & { subscribe(listener: (event: DataEvent) => void): Promise<void> };

/**
 * The synchronisation loop of a page: at start, when the person asks, when an operation is queued, when central tells of
 * more, when the network comes back, and now and then. One at a time among every tab of the profile.
 */
export function makeSyncDriver(
  data: DriverData,
  gateway: CentralGateway,
  clock: Clock,
  exclusive: Exclusive = makeLock("intendance.sync"),
): SyncControl {
  const listeners = new Set<() => void>();
  let view: SyncView = { phase: "idle", progress: null, lastSync: null, fault: null };
  let running: Promise<void> | null = null;
  let again = false;
  let queued = false;
  /** First operation of the queue for which a run was made again: one that central keeps waiting asks for no other. */
  let lookedAt: string | null = null;
  let failures = 0;
  let rounds = 1;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stopListening: (() => void) | null = null;
  let started = false;
  /** A run asked for by central's news is near: more news must not put it off. */
  let near = false;

  const show = (next: Partial<SyncView>): void => {
    view = { ...view, ...next };
    listeners.forEach((listener) => listener());
  };

  const once = async (): Promise<void> => {
    try {
      await exclusive(async () => {
        await runSync(data, gateway, (phase, progress) => show({ phase, progress, fault: null }));
        // Under the same lock: a pull of another tab keeps blocks that nothing refers to yet.
        if (rounds % ROUNDS_TO_COMPACT === 0) await data.compactWhenIdle();
        rounds += 1;
      });
      failures = 0;
      show({ phase: "idle", progress: null, lastSync: clock.now() as IsoInstant, fault: null });
      listen();
    } catch (thrown) {
      failures += 1;
      if (!isFaultData(thrown)) console.error(thrown);
      show({ progress: null, ...stopReason(thrown) });
    }
  };

  /** Runs now, or once more after the run under way, so that what was just queued is not left behind. */
  const syncNow = (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        queued = false;
        await once();
        if (queued && failures === 0) again ||= await leftBehind();
      } while (again && failures === 0);
      running = null;
      plan();
    })();
    return running;
  };

  /** True when something was queued after this run had emptied the queue. */
  const leftBehind = async (): Promise<boolean> => {
    const { operations } = await data.outgoing(1).catch(() => ({ operations: [] }));
    const first = operations[0]?.opId ?? null;
    const isNew = first !== null && first !== lookedAt;
    lookedAt = first;
    return isNew;
  };

  const plan = (wait = failures === 0 ? CALM_MS : retryWait(failures)): void => {
    if (!started) return;
    if (timer !== null) clearTimeout(timer);
    near = false;
    timer = setTimeout(() => {
      near = false;
      if (view.phase !== "signed-out") void syncNow();
      else plan(CALM_MS);
    }, wait);
  };

  /** What central tells while a run is under way may have come after that run had looked: it looks again. */
  const hearMore = (): void => {
    if (running) again = true;
    else if (!near) {
      plan(GATHER_MS);
      near = true;
    }
  };
  const listen = (): void => {
    if (started) stopListening ??= gateway.listen(hearMore);
  };
  const onOnline = (): void => {
    failures = 0;
    void syncNow();
  };

  /** Asked for real: a machine without network still reaches a central of its own. */
  const onOffline = (): void => void syncNow();

  void data.subscribe((event) => {
    if (event.type !== "outbox" || !started) return;
    if (running) queued = true;
    else
      void data
        .outgoing(1)
        .then(
          ({ operations }) =>
            operations.length > 0 &&
            view.phase !== "signed-out" &&
            plan(Math.max(GATHER_MS, failures === 0 ? 0 : retryWait(failures))),
        );
  });

  return {
    view: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      if (started) return;
      started = true;
      globalThis.addEventListener?.("online", onOnline);
      globalThis.addEventListener?.("offline", onOffline);
      void syncNow();
    },
    stop() {
      started = false;
      if (timer !== null) clearTimeout(timer);
      globalThis.removeEventListener?.("online", onOnline);
      globalThis.removeEventListener?.("offline", onOffline);
      stopListening?.();
      stopListening = null;
    },
    syncNow,
  };
}

/** What a failure means for the header: out of reach, signed out, or something to say. */
function stopReason(thrown: unknown): Pick<SyncView, "phase" | "fault"> {
  const fault = toFaultData(thrown);
  switch (fault.code) {
    case "CENTRAL_UNREACHABLE":
    case "RATE_LIMITED":
      return { phase: "offline", fault: null };
    case "NOT_SIGNED_IN":
    case "TOKEN_EXPIRED":
    case "SIGN_IN_REFUSED":
      return { phase: "signed-out", fault };
    default:
      return { phase: "failed", fault };
  }
}

const retryWait = (failures: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS) * (1 + Math.random() / 5);
