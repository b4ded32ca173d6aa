import { describe, expect, it } from "vitest";
import { Silence } from "./silence.ts";

describe("the silence of a worker", () => {
  it("grows with each look until something is heard", () => {
    const silence = new Silence(100, 1_000);
    expect(silence.look(1_100)).toBe(100);
    expect(silence.look(1_200)).toBe(200);
    silence.heard();
    expect(silence.look(1_300)).toBe(100);
  });

  it("does not count the time the page itself was frozen", () => {
    const silence = new Silence(100, 0);
    silence.look(100);
    expect(silence.look(8 * 3_600_000)).toBe(300);
    expect(silence.look(8 * 3_600_000 + 100)).toBe(400);
  });
});
