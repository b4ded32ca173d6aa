import { expect, it } from "vitest";
import { compareSpecAndTests } from "../../../tests/fixtures/untested-rules.ts";

it("every rule of SPEC.md has a test, and every test names a rule", () => {
  expect(compareSpecAndTests("shared/exchange/backup")).toEqual({ untested: [], unknown: [] });
});
