import { describe, expect, it } from "vitest";
import type { RecordId, ReferentialId, RequestId } from "../../../shared/base/index.ts";
import type { ConflictView } from "../../data-worker/data-api.ts";
import { groupConflicts, resolvedOwners } from "./group-conflicts.ts";

function conflict(
  id: string,
  over: Partial<ConflictView>,
  kind: "soft" | "hard" = "hard",
): ConflictView {
  return {
    id,
    conflict: {
      class: kind,
      case: kind === "soft" ? "different-fields" : "same-field",
      referential: "structures" as ReferentialId,
      recordId: `record-${id.slice(0, 1)}` as RecordId,
      attribute: "libelle",
      centralVersion: 2,
    },
    key: id.slice(0, 1),
    title: "Une structure",
    label: "Libellé",
    base: "a",
    mine: "b",
    central: "c",
    requestId: null,
    resolved: null,
    value: null,
    ...over,
  };
}

describe("groupConflicts", () => {
  it("[Y3] groups what needs a choice by record, and keeps soft ones apart", () => {
    const { hard, soft } = groupConflicts([
      conflict("a1", {}),
      conflict("b1", {}, "soft"),
      conflict("a2", {}),
    ]);

    expect(hard.map((group) => [group.key, group.conflicts.map(({ id }) => id)])).toEqual([
      ["a", ["a1", "a2"]],
    ]);
    expect(soft.map(({ id }) => id)).toEqual(["b1"]);
  });

  it("[Y3] offers to submit again once every conflict of a request is resolved", () => {
    const request = "demande" as RequestId;
    const one = conflict("a1", { requestId: request, resolved: "mine" });

    expect(
      resolvedOwners(groupConflicts([one, conflict("b1", { requestId: request })]).hard),
    ).toEqual([]);
    expect(
      resolvedOwners(
        groupConflicts([one, conflict("b1", { requestId: request, resolved: "central" })]).hard,
      ),
    ).toEqual([request]);
  });
});
