import { describe, expect, it } from "vitest";
import type { ReferentialId } from "../../../shared/base/index.ts";
import type { FindingGroup } from "../../data-worker/data-api.ts";
import { bySeverity } from "./findings-state.ts";

const group = (
  severity: FindingGroup["severity"],
  rule: FindingGroup["rule"],
  count: number,
): FindingGroup => ({
  severity,
  rule,
  count,
  referential: "x" as ReferentialId,
});

describe("bySeverity", () => {
  it("[V3] the most serious first with their counts, then the most numerous", () => {
    const info = group("info", "tidied", 9);
    const few = group("erreur", "cycle", 2);
    const many = group("erreur", "required", 5);

    expect(bySeverity([info, few, many])).toEqual([
      { severity: "erreur", count: 7, groups: [many, few] },
      { severity: "info", count: 9, groups: [info] },
    ]);
  });
});
