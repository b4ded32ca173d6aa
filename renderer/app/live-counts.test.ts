import { describe, expect, it } from "vitest";
import type { ReferentialId } from "../../shared/base/index.ts";
import { NO_COUNTS, QUIET, updateLive } from "./live-counts.ts";

describe("updateLive", () => {
  it("[APP1] keeps the version of each référentiel apart", () => {
    const one = updateLive(QUIET, {
      type: "records",
      referential: "a" as ReferentialId,
      version: 3,
    });
    const two = updateLive(one, { type: "records", referential: "b" as ReferentialId, version: 1 });

    expect(two).toEqual({ ...QUIET, versions: { a: 3, b: 1 } });
  });

  it("[APP2] replaces the counts as a whole and counts the other announcements", () => {
    const counts = { ...NO_COUNTS, drafts: 12 };
    const state = [
      { type: "counts", counts } as const,
      { type: "requests" } as const,
      { type: "requests" } as const,
    ].reduce(updateLive, QUIET);

    expect(state).toEqual({ ...QUIET, counts, requests: 2 });
  });
});
