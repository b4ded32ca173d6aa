import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyData, RECORD_ID, recordOf } from "../../tests/fixtures/record-cases.ts";
import type { PersonId, RequestId } from "../base/index.ts";
import type { Attribute } from "../model/index.ts";
import { diffRecord, recordAt, recordAtVersion, stateAt } from "./index.ts";
import type { HistoryEntry } from "./index.ts";

const dated = {
  period: { from: "ouverture", to: "fermeture" },
  attributes: [{ name: "parents", kind: "dated-links" } as Attribute],
};

describe("state of the world at a date", () => {
  it("[T1] withdrawn whatever the dates", () => {
    expect(
      stateAt({ ...recordOf({ ouverture: "2020-01-01" }), withdrawn: {} }, dated, "2021-01-01"),
    ).toBe("withdrawn");
  });

  it("[T2] the period is half-open", () => {
    const record = recordOf({ ouverture: "2020-03-01", fermeture: "2024-01-01" });

    expect(
      ["2020-02-29", "2020-03-01", "2023-12-31", "2024-01-01"].map((day) =>
        stateAt(record, dated, day),
      ),
    ).toEqual(["planned", "active", "active", "closed"]);
  });

  it("[T3] partial dates count from their first day; no date is unknown; no period is always active", () => {
    const record = recordOf({ ouverture: "2020", fermeture: "2023" });

    expect(
      ["2019-12-31", "2020-01-01", "2022-12-31", "2023-01-01"].map((day) =>
        stateAt(record, dated, day),
      ),
    ).toEqual(["planned", "active", "active", "closed"]);
    expect(stateAt(recordOf({}), dated, "2020-01-01")).toBe("unknown");
    expect(stateAt(recordOf({ ouverture: "2020" }), { ...dated, period: null }, "1900-01-01")).toBe(
      "active",
    );
  });

  it("[T4] keeps the links that hold on the day", () => {
    const record = recordOf({
      nom: "A",
      parents: [
        { target: "a", to: "2024-01-01" },
        { target: "b", from: "2024-01-01" },
        { target: "c" },
      ],
    });

    expect(recordAt(record, dated, "2023-12-31").data).toEqual({
      nom: "A",
      parents: [{ target: "a", to: "2024-01-01" }, { target: "c" }],
    });
    expect(recordAt(record, dated, "2024-01-01").data).toEqual({
      nom: "A",
      parents: [{ target: "b", from: "2024-01-01" }, { target: "c" }],
    });
    expect(
      recordAt(recordOf({ parents: [{ target: "a", to: "2020" }] }), dated, "2020-01-01").data,
    ).toEqual({});
  });
});

describe("state of the record at a version", () => {
  it("[T5] undoes the later history, in any order of entries", () => {
    fc.assert(
      fc.property(fc.array(anyData, { minLength: 1, maxLength: 6 }), (states) => {
        const history = states.map((data, index): HistoryEntry => ({
          recordId: RECORD_ID,
          version: index + 1,
          commit: index + 1,
          kind: index === 0 ? "create" : "update",
          patch: diffRecord(states[index - 1] ?? {}, data),
          requestId: "r" as RequestId,
          requestTitle: "",
          author: "p" as PersonId,
          authorName: "",
          at: "2026-01-01T00:00:00.000Z",
        }));
        const last = recordOf(states.at(-1) ?? {}, states.length);
        states.forEach((data, index) =>
          expect(recordAtVersion(last, history.toReversed(), index + 1)).toEqual(data),
        );
        expect(recordAtVersion(last, history, 0)).toBeUndefined();
      }),
    );
  });
});
