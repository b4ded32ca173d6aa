import { describe, expect, it } from "vitest";
import type { SyncView } from "../services/sync-control.ts";
import { syncWords } from "./sync-words.ts";

const at = "2026-11-22T09:00:00.000Z";
const view = (phase: SyncView["phase"]): SyncView => ({
  phase,
  progress: null,
  lastSync: at,
  fault: null,
});
const quiet = { conflicts: 0, outbox: 0 };

describe("syncWords", () => {
  it("[APP5] a conflict comes before everything else", () => {
    expect(syncWords(view("offline"), { conflicts: 2, outbox: 3 })).toEqual({
      mood: "attention",
      key: "sync:words.conflicts",
      values: { count: 2 },
    });
  });

  it("[APP6] offline says what waits", () => {
    expect(syncWords(view("offline"), { conflicts: 0, outbox: 3 })).toEqual({
      mood: "offline",
      key: "sync:words.offlineWaiting",
      values: { count: 3 },
    });
  });

  it("[APP7] up to date says since when", () => {
    expect(syncWords(view("idle"), quiet)).toEqual({
      mood: "idle",
      key: "sync:words.upToDate",
      values: { since: Date.parse(at) },
    });
  });

  it("[APP8] never says up to date before the first time, nor while something waits", () => {
    expect([
      syncWords({ ...view("idle"), lastSync: null }, quiet).key,
      syncWords(view("idle"), { conflicts: 0, outbox: 1 }).key,
    ]).toEqual(["sync:words.never", "sync:words.waiting"]);
  });
});
