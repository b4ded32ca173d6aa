import { describe, expect, it } from "vitest";
import { findCentral, originOfCentral } from "./central-address.ts";

describe("findCentral", () => {
  it("takes the command line before the environment before the person's choice before the embedded one", () => {
    const env = { INTENDANCE_CENTRAL: "https://b.univ.example" };
    const kept = "https://c.univ.example";

    expect(findCentral(["electron", ".", "--central=http://127.0.0.1:4000/"], env, kept)).toEqual({
      address: "http://127.0.0.1:4000",
      isFixed: true,
    });
    expect(findCentral([], env, kept)).toEqual({
      address: "https://b.univ.example",
      isFixed: true,
    });
    expect(findCentral([], {}, kept)).toEqual({ address: kept, isFixed: false });
    for (const none of [null, "", "http://c.univ.example"])
      expect(findCentral([], {}, none)).toEqual({
        address: "http://127.0.0.1:7420",
        isFixed: false,
      });
  });

  it("does not guess around what an administrator gave", () => {
    expect(() => findCentral(["--central="], {}, "https://c.univ.example")).toThrow("Not the");
    expect(() => findCentral([], { INTENDANCE_CENTRAL: "file:///etc" }, null)).toThrow("Not the");
  });
});

describe("originOfCentral", () => {
  it.each([
    ["https://central.univ.example/", "https://central.univ.example"],
    [" central.univ.example ", "https://central.univ.example"],
    ["https://central.univ.example:8443", "https://central.univ.example:8443"],
    ["http://127.0.0.1:7420", "http://127.0.0.1:7420"],
    ["http://[::1]:7420/", "http://[::1]:7420"],
  ])("reads %s", (text, origin) => {
    expect(originOfCentral(text)).toBe(origin);
  });

  it.each([
    "",
    "file:///etc",
    "javascript:1",
    "https://",
    "https://a:b@univ.example",
    "https://univ.example/?x=1",
    "https://univ.example/intendance",
    "http://univ.example",
    "http://10.1.2.3:7420",
    "http://localhost.univ.example",
  ])("refuses %s", (text) => {
    expect(originOfCentral(text)).toBeNull();
  });
});
