import { describe, expect, it } from "vitest";
import { centralAddress } from "./central-address.ts";

describe("centralAddress", () => {
  it("takes the command line before the environment before the embedded default", () => {
    const env = { INTENDANCE_CENTRAL: "https://b.univ.example/path" };

    expect(centralAddress(["electron", ".", "--central=http://127.0.0.1:4000/"], env)).toBe(
      "http://127.0.0.1:4000",
    );
    expect(centralAddress(["electron", "."], env)).toBe("https://b.univ.example");
    expect(centralAddress(["electron", "."], {})).toBe("http://127.0.0.1:7420");
  });

  it.each(["file:///etc", "javascript:1", "univ.example", ""])("refuses %s", (address) => {
    expect(() => centralAddress([`--central=${address}`], {})).toThrow("Not the address");
  });
});
