import { describe, expect, it } from "vitest";
import type { HostEvent } from "../../shared/contract/host-api.ts";
import { makePageLine } from "./page-line.ts";

describe("makePageLine", () => {
  it("[S-10] keeps what is said while no page listens, in order, and loses nothing over a reload", () => {
    const said: HostEvent[] = [];
    const line = makePageLine((event) => said.push(event));
    const go = (path: string): HostEvent => ({ type: "go", path });

    line.say(go("/a"));
    line.say(go("/b"));
    expect(said).toEqual([]);
    line.heard();
    line.say(go("/c"));
    line.silent();
    line.say({ type: "recovered" });
    expect(said).toEqual([go("/a"), go("/b"), go("/c")]);
    line.heard();

    expect(said).toEqual([go("/a"), go("/b"), go("/c"), { type: "recovered" }]);
  });
});
