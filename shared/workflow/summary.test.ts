import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf, SEEN } from "../../tests/fixtures/workflow-cases.ts";
import type { RecordId, ReferentialId } from "../base/index.ts";
import type { Change, Patch } from "../record/index.ts";
import { changeCount, groupOf, groupsOf, hashContent, seenEnough, summaryOf } from "./index.ts";

const structures = "structures" as ReferentialId;
const change = (kind: Change["kind"], patch: Patch = {}, referential = structures): Change => ({
  kind,
  referential,
  recordId: "r" as RecordId,
  baseVersion: kind === "create" ? 0 : 1,
  patch,
});
const dated = { period: { from: "debut", to: "fin" } };

describe("summary", () => {
  it("[SU1] groups a change; setting or bringing forward the end is a closure, putting it off is not", () => {
    const groups = [
      change("create", { nom: { after: "A" } }),
      change("withdraw"),
      change("update", { nom: { after: "A" } }),
      change("update", { fin: { after: "2026-01-01" } }),
      change("update", { fin: { before: "2027-01-01", after: "2026-01-01" } }),
      change("update", { fin: { before: "2026-01-01", after: "2027-01-01" } }),
      change("update", { fin: { before: "2026-01-01" } }),
    ].map((each) => groupOf(each, dated));

    expect(groups).toEqual([
      "created",
      "withdrawn",
      "updated",
      "closed",
      "closed",
      "updated",
      "updated",
    ]);
    expect(groupOf(change("update", { fin: { after: "2026-01-01" } }), { period: null })).toBe(
      "updated",
    );
  });

  it("[SU2] counts by kind and référentiel", () => {
    const changes = [
      change("create", { nom: { after: "A" } }),
      change("update", { fin: { after: "2026-01-01" } }),
      change("create", { nom: { after: "B" } }, "nacres" as ReferentialId),
    ];

    const summary = summaryOf(changes, () => dated, { hasLegalText: true, warnings: 2 });

    expect(summary).toEqual({
      created: 2,
      updated: 0,
      closed: 1,
      withdrawn: 0,
      byReferential: { structures: 2, nacres: 1 },
      hasLegalText: true,
      warnings: 2,
    });
    expect(groupsOf(summary)).toEqual([
      { kind: "created", count: 2 },
      { kind: "closed", count: 1 },
    ]);
    expect(changeCount(summary)).toBe(3);
  });

  it("[SU3] the content hash moves with any part of the content, and only with it", () => {
    const content = contentOf(1);
    const others = [
      contentOf(2),
      contentOf(1, { reason: "x" }),
      contentOf(1, { blocks: [] }),
      contentOf(1, { summary: { ...content.summary, warnings: 1 } }),
      contentOf(1, { effectiveDate: "2026-01-01" }),
    ];

    expect(new Set([content, ...others].map(hashContent)).size).toBe(6);
    expect(
      hashContent(Object.fromEntries(Object.entries(content).toReversed()) as typeof content),
    ).toBe(hashContent(content));
  });
});

describe("what the decider saw", () => {
  const summary = contentOf(1).summary;

  it("[SE1] every group that holds something was opened", () => {
    expect(seenEnough(summary, SEEN)).toBe(true);
    expect(seenEnough(summary, { ...SEEN, groups: SEEN.groups.slice(0, 1) })).toBe(false);
    expect(seenEnough(summary, { groups: [], opened: 0, toTheEnd: true })).toBe(false);
    expect(
      seenEnough(summary, {
        ...SEEN,
        groups: SEEN.groups.map((group) => ({ ...group, shown: 0 })),
      }),
    ).toBe(false);
  });

  it("[SE2] a proof about other counts proves nothing", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), (created, closed) => {
        const groups = [
          { kind: "created", count: created, shown: created },
          { kind: "closed", count: closed, shown: closed },
        ];
        expect(seenEnough(summary, { groups, opened: 0, toTheEnd: true })).toBe(
          created === 2 && closed === 1,
        );
      }),
    );
    expect(
      seenEnough(summary, {
        ...SEEN,
        groups: [...SEEN.groups, { kind: "invented", count: 1, shown: 1 }],
      }),
    ).toBe(false);
    expect(
      seenEnough(summary, {
        ...SEEN,
        groups: SEEN.groups.map((group) => ({ ...group, shown: 9 })),
      }),
    ).toBe(false);
  });

  it("[SE3] groups may be split by référentiel, and named as changes are", () => {
    const groups = [
      { kind: "nacres:create", count: 1, shown: 1 },
      { kind: "structures:create", count: 1, shown: 1 },
      { kind: "structures:close", count: 1, shown: 1 },
      { kind: "withdraw", count: 0, shown: 0 },
    ];

    expect(seenEnough(summary, { groups, opened: 0, toTheEnd: false })).toBe(true);
    expect(
      seenEnough(summary, {
        groups: groups.map((group, index) => (index === 1 ? { ...group, shown: 0 } : group)),
        opened: 0,
        toTheEnd: false,
      }),
    ).toBe(false);
  });
});
