import { describe, expect, it } from "vitest";
import { fail, Fault, FAULTS, isFaultData, ok, toFaultData } from "./index.ts";

describe("faults", () => {
  it("[G1] keeps code, details and cause", () => {
    const cause = new Error("socket");
    const fault = new Fault("CENTRAL_UNREACHABLE", "no answer", { host: "central" }, { cause });

    expect([fault.code, fault.message, fault.details, fault.cause, fault.name]).toEqual([
      "CENTRAL_UNREACHABLE",
      "no answer",
      { host: "central" },
      cause,
      "Fault",
    ]);
    expect(toFaultData(fault)).toEqual({
      code: "CENTRAL_UNREACHABLE",
      message: "no answer",
      details: { host: "central" },
    });
    expect(isFaultData(structuredClone(toFaultData(fault)))).toBe(true);
  });

  it("[G1] nothing of a bug leaves the process", () => {
    const bugs = [
      new TypeError("secret path"),
      "secret",
      null,
      undefined,
      { code: "NO_SUCH_CODE", details: {} },
      { code: "toString", details: {} },
      { code: "INTERNAL" },
    ];

    expect(bugs.map(toFaultData)).toEqual(
      bugs.map(() => ({ code: "INTERNAL", message: "internal error", details: {} })),
    );
  });

  it("[G2] every code has a status of HTTP and says whether to try again", () => {
    const rows = Object.values(FAULTS).map(
      ({ http, retry }) => http >= 400 && http < 600 && typeof retry === "boolean",
    );

    expect(rows).toEqual(rows.map(() => true));
  });

  it("[G3] a result says whether it succeeded", () => {
    expect([ok(1), fail("no")]).toEqual([
      { ok: true, value: 1 },
      { ok: false, error: "no" },
    ]);
  });
});
