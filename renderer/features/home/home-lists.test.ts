import { describe, expect, it } from "vitest";
import type { ReferentialId, RequestId } from "../../../shared/base/index.ts";
import type { FindingGroup, RequestCard } from "../../data-worker/data-api.ts";
import { latestFirst, worstGroups } from "./home-lists.ts";

const card = (id: string, submittedAt: string | null): RequestCard =>
  ({ id: id as RequestId, submittedAt }) as RequestCard;
const group = (severity: FindingGroup["severity"], count: number): FindingGroup => ({
  severity,
  count,
  rule: "required",
  referential: "x" as ReferentialId,
});

describe("home lists", () => {
  it("[HOM1] what is not sent yet comes first, then the latest", () => {
    const [old, recent, unsent] = [
      card("a", "2026-01-01T00:00:00.000Z"),
      card("b", "2026-02-01T00:00:00.000Z"),
      card("c", null),
    ];

    expect(latestFirst([old, unsent, recent])).toEqual([unsent, recent, old]);
  });

  it("[HOM2] the most serious findings first, information left out", () => {
    const [info, few, many, error] = [
      group("info", 99),
      group("avertissement", 2),
      group("avertissement", 7),
      group("erreur", 1),
    ];

    expect(worstGroups([info, few, many, error], 2)).toEqual([error, many]);
  });
});
