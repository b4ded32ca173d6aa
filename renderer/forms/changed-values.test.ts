import { describe, expect, it } from "vitest";
import type { Attribute } from "../../shared/model/index.ts";
import { changedValues, keepableValue } from "./changed-values.ts";

const attribute = (kind: Attribute["kind"], aligned: string | null = null): Attribute =>
  ({ kind, aligned, many: true }) as Attribute;

describe("changedValues", () => {
  it("[FRM1] names what changed, and what was emptied as no value", () => {
    expect(
      changedValues(
        { a: "x", b: "y", c: ["1"], d: true },
        { a: "x", b: "", c: [], d: false, e: "n" },
      ),
    ).toEqual({ b: undefined, c: undefined, d: false, e: "n" });
  });

  it("[FRM2] an emptied field that was empty is no change", () => {
    expect(changedValues({}, { a: "", b: [], c: undefined, d: null })).toEqual({});
  });
});

describe("keepableValue", () => {
  it("[FRM3] leaves out links without a target and lines just added", () => {
    expect([
      keepableValue(attribute("dated-links"), [{ target: "a", from: "2020" }, { target: "" }]),
      keepableValue(attribute("dated-links"), [{ target: "" }]),
      keepableValue(attribute("reference"), ["a", ""]),
    ]).toEqual([[{ target: "a", from: "2020" }], undefined, ["a"]]);
  });

  it("[FRM4] keeps the empty places of lists in step", () => {
    expect(keepableValue(attribute("text", "other"), ["a", "", "b"])).toEqual(["a", "", "b"]);
  });
});
