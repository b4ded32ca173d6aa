import { describe, expect, it } from "vitest";
import { readRights } from "./accounts.ts";

describe("readRights", () => {
  it("[CLI4] reads roles on everything and by référentiel", () => {
    expect(readRights(["lecteur", "pays=intendant+accrediteur", "pays=lecteur"])).toEqual({
      "*": ["lecteur"],
      pays: ["intendant", "accrediteur", "lecteur"],
    });
  });

  it("[CLI4] names what is not a role", () => {
    expect(() => readRights(["pays=roi"])).toThrow("not a role: roi");
    expect(() => readRights([""])).toThrow("not a role");
    expect(() => readRights(["=lecteur"])).toThrow("not a right: =lecteur");
    expect(() => readRights(["pays=lecteur=intendant"])).toThrow("not a right");
  });
});
