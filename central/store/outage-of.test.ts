import { describe, expect, it } from "vitest";
import { outageOf } from "./outage-of.ts";

const failure = (parts: object, message = "x"): Error => Object.assign(new Error(message), parts);

describe("outageOf", () => {
  it("[OUT1] tells a base that is away or full from a bug", () => {
    expect(
      [
        failure({ code: "ECONNREFUSED" }),
        failure({ code: "EHOSTUNREACH" }),
        failure({ code: "EAI_AGAIN" }),
        failure({ code: "57P01" }),
        failure({ code: "08006" }),
        failure({}, "Connection terminated unexpectedly"),
        failure({ errcode: 5 }),
        failure({ errcode: 13 }),
        failure({ code: "53100" }),
        failure({ code: "23505" }),
        failure({ errcode: 19 }),
        failure({}),
        "text",
        null,
      ].map(outageOf),
    ).toEqual([
      "CENTRAL_UNREACHABLE",
      "CENTRAL_UNREACHABLE",
      "CENTRAL_UNREACHABLE",
      "CENTRAL_UNREACHABLE",
      "CENTRAL_UNREACHABLE",
      "CENTRAL_UNREACHABLE",
      "CENTRAL_UNREACHABLE",
      "STORE_FULL",
      "STORE_FULL",
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
