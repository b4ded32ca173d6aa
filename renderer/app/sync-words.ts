import type { Counts } from "../data-worker/data-api.ts";
import type { SyncView } from "../services/sync-control.ts";
import type { SyncMood } from "../ui/index.ts";

/** The state of the synchronisation as one sentence: an i18n key of `sync`, its values, and the mood of its icon. */
export type SyncWords = {
  readonly mood: SyncMood;
  readonly key: string;
  readonly values: { readonly count?: number; readonly since?: number };
};

/**
 * What the header says, most pressing first: a conflict, signed out, failed, offline with what waits,
 * at work, what waits, up to date and since when. `since` is an epoch in milliseconds.
 */
export function syncWords(view: SyncView, counts: Pick<Counts, "conflicts" | "outbox">): SyncWords {
  const since = view.lastSync === null ? {} : { since: Date.parse(view.lastSync) };
  if (counts.conflicts > 0)
    return { mood: "attention", key: "sync:words.conflicts", values: { count: counts.conflicts } };
  if (view.phase === "signed-out")
    return { mood: "attention", key: "sync:words.signedOut", values: { count: counts.outbox } };
  if (view.phase === "failed") return { mood: "failed", key: "sync:words.failed", values: {} };
  if (view.phase === "offline")
    return counts.outbox > 0
      ? { mood: "offline", key: "sync:words.offlineWaiting", values: { count: counts.outbox } }
      : { mood: "offline", key: "sync:words.offline", values: since };
  if (view.phase === "pushing")
    return { mood: "working", key: "sync:words.pushing", values: { count: counts.outbox } };
  if (view.phase === "pulling" || view.phase === "first-pull")
    return { mood: "working", key: "sync:words.pulling", values: {} };
  if (counts.outbox > 0)
    return { mood: "working", key: "sync:words.waiting", values: { count: counts.outbox } };
  return {
    mood: "idle",
    key: view.lastSync === null ? "sync:words.never" : "sync:words.upToDate",
    values: since,
  };
}
