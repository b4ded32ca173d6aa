import { describe, expect, it } from "vitest";
import { isTrustedSender } from "./is-trusted-sender.ts";

const from = (url: string, parent: unknown = null) =>
  isTrustedSender({ senderFrame: { url, parent } });

describe("isTrustedSender", () => {
  it("trusts the application's own page only", () => {
    expect(from("app://intendance/structures")).toBe(true);
    expect(from("app://intendance.evil/")).toBe(false);
    expect(from("app://evil/")).toBe(false);
    expect(from("https://intendance/")).toBe(false);
    expect(from("about:blank")).toBe(false);
    expect(from("")).toBe(false);
  });

  it("trusts neither a frame inside it nor one that is gone", () => {
    expect(from("app://intendance/", {})).toBe(false);
    expect(isTrustedSender({ senderFrame: null })).toBe(false);
  });
});
