import { describe, expect, it } from "vitest";
import { listeningAddress } from "./start-central.ts";

describe("listeningAddress", () => {
  it("finds the address in the line that says so, and in no other", () => {
    expect(listeningAddress('{"listening":"http://127.0.0.1:7420"}')).toBe("http://127.0.0.1:7420");
    for (const line of ["", "null", "7", '"listening"', '{"listening":7}', "{", "compte : a / b"])
      expect(listeningAddress(line)).toBeNull();
  });
});
