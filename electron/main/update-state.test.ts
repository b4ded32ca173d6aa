import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actOf,
  failureOf,
  nextUpdate,
  UPDATE_FAILURES,
  type UpdateEvent,
  type UpdateState,
} from "./update-state.ts";

const unasked: UpdateState = { kind: "unasked" };
const after = (...events: readonly UpdateEvent[]): UpdateState =>
  events.reduce(nextUpdate, unasked);

const found: UpdateEvent = { type: "versionFound", version: "2.0.0" };
const check: UpdateEvent = { type: "checkStarted" };
const download: UpdateEvent = { type: "downloadStarted" };
const failed: UpdateEvent = { type: "failed", failure: "update-unreachable" };

const anyEvent: fc.Arbitrary<UpdateEvent> = fc.oneof(
  fc.constantFrom<UpdateEvent>(check, found, download, failed, { type: "nothingFound" }),
  fc.constantFrom<UpdateEvent>({ type: "downloaded" }, { type: "versionFound", version: "3.0.0" }),
  fc.double().map((percent): UpdateEvent => ({ type: "bytesArrived", percent })),
);

describe("nextUpdate", () => {
  it("[S-8] goes from a check to an update that is ready, each step by its own event", () => {
    expect(after(check)).toEqual({ kind: "checking" });
    expect(after(check, { type: "nothingFound" })).toEqual({ kind: "current" });
    expect(after(check, found)).toEqual({ kind: "available", version: "2.0.0" });
    expect(after(check, found, download, { type: "bytesArrived", percent: 41.9 })).toEqual({
      kind: "downloading",
      version: "2.0.0",
      percent: 41,
    });
    expect(after(check, found, download, { type: "downloaded" })).toEqual({
      kind: "ready",
      version: "2.0.0",
    });
  });

  it("[S-8] after a failure, the person may look again", () => {
    const state = after(check, found, download, failed);
    expect(state).toEqual({ kind: "failed", failure: "update-unreachable" });
    expect(actOf(state)).toBe("check");
    expect(nextUpdate(state, check)).toEqual({ kind: "checking" });
  });

  it("[S-8] a late answer hides nothing that is ready", () => {
    const ready = after(check, found, download, { type: "downloaded" });
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        expect(events.reduce(nextUpdate, ready)).toEqual(ready);
      }),
    );
  });

  it("[S-8] nothing turns on what is off", () => {
    const off: UpdateState = { kind: "off", why: "no-feed" };
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        expect(events.reduce(nextUpdate, off)).toEqual(off);
        expect(actOf(off)).toBeNull();
      }),
    );
  });

  it("[S-8] nothing is downloaded before a person asked, nothing ready before it was downloaded", () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const { kind } = after(...events);
        const types = events.map(({ type }) => type);
        const asked = types.includes("downloadStarted");
        expect([kind === "downloading" && !asked, kind === "ready" && !asked]).toEqual([
          false,
          false,
        ]);
        expect(kind === "ready" && !types.includes("downloaded")).toBe(false);
      }),
    );
  });
});

describe("failureOf", () => {
  it.each([
    ["ERR_UPDATER_INVALID_SIGNATURE", "update-not-signed"],
    ["ERR_CHECKSUM_MISMATCH", "update-altered"],
    ["ERR_UPDATER_NO_CHECKSUM", "update-altered"],
    ["ERR_UPDATER_CHANNEL_FILE_NOT_FOUND", "update-not-there"],
    ["HTTP_ERROR_404", "update-not-there"],
    ["HTTP_ERROR_503", "update-unreachable"],
    ["ECONNREFUSED", "update-unreachable"],
    ["ENOSPC", "update-not-kept"],
    ["ERR_OTHER", "update-failed"],
  ])("[S-8] %s is %s", (code, failure) => {
    expect(failureOf(Object.assign(new Error("x"), { code }))).toBe(failure);
  });

  it("[S-8] says one of its words whatever was thrown, and nothing of the message", () => {
    expect(failureOf(new Error("net::ERR_INTERNET_DISCONNECTED"))).toBe("update-unreachable");
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        expect(UPDATE_FAILURES).toContain(failureOf(thrown));
      }),
    );
  });
});
