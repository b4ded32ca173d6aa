import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyData,
  createOf,
  recordOf,
  updateOf,
  withdrawOf,
} from "../../tests/fixtures/record-cases.ts";
import { sameJson } from "../base/index.ts";
import type { RecordId } from "../base/index.ts";
import { applyChange, composeChange } from "./index.ts";
import type { Change, MasterRecord, RecordData } from "./index.ts";

const KEPT = "0190a5c0-0000-7000-8000-0000000000aa" as RecordId;

/** What a person does to one record, gesture after gesture: gives it other data, or withdraws it. */
const anyGestures = fc.array(fc.option(anyData, { nil: "withdraw" as const }), {
  minLength: 1,
  maxLength: 5,
});

describe("change", () => {
  it("[C1] a creation makes a record, once", () => {
    expect(applyChange(undefined, createOf({ name: "a" }), 1)).toEqual(recordOf({ name: "a" }, 1));
    expect(() => applyChange(recordOf({}), createOf({ name: "a" }), 1)).toThrow(RangeError);
  });

  it("[C2] an update applies its patch, and brings a withdrawn record back into use", () => {
    const withdrawn: MasterRecord = { ...recordOf({ name: "a" }, 2), withdrawn: {} };

    expect(applyChange(withdrawn, updateOf({ name: "a" }, { name: "b" }, 2), 3)).toEqual(
      recordOf({ name: "b" }, 3),
    );
  });

  it("[C3] a withdrawal keeps the data and names the record kept instead", () => {
    expect(applyChange(recordOf({ name: "a" }, 1), withdrawOf(1, KEPT), 2)).toEqual({
      ...recordOf({ name: "a" }, 2),
      withdrawn: { keptId: KEPT },
    });
    expect(applyChange(recordOf({ name: "a" }, 1), withdrawOf(1), 2)).toEqual({
      ...recordOf({ name: "a" }, 2),
      withdrawn: {},
    });
  });

  it("[C4] what does not exist is neither updated nor withdrawn", () => {
    expect(() => applyChange(undefined, updateOf({}, { name: "a" }), 1)).toThrow(RangeError);
    expect(() => applyChange(undefined, withdrawOf(), 1)).toThrow(RangeError);
  });
});

describe("composition", () => {
  it("[C5] create then update = one create", () => {
    expect(
      composeChange(
        createOf({ name: "a", unit: "x" }),
        updateOf({ name: "a", unit: "x" }, { name: "b" }),
      ),
    ).toEqual(createOf({ name: "b" }));
  });

  it("[C6] create then withdraw = nothing", () => {
    expect(composeChange(createOf({ name: "a" }), withdrawOf())).toBeNull();
  });

  it("[C7] anything else then withdraw = withdraw, against the first base", () => {
    expect(composeChange(updateOf({ name: "a" }, { name: "b" }, 4), withdrawOf(9, KEPT))).toEqual(
      withdrawOf(4, KEPT),
    );
    expect(composeChange(withdrawOf(4), withdrawOf(9, KEPT))).toEqual(withdrawOf(4, KEPT));
  });

  it("[C8] updates that lead back to the base = nothing; a withdrawal then an update is that update", () => {
    expect(
      composeChange(updateOf({ name: "a" }, { name: "b" }), updateOf({ name: "b" }, { name: "a" })),
    ).toBeNull();
    expect(composeChange(withdrawOf(4), updateOf({ name: "a" }, { name: "b" }, 5))).toEqual(
      updateOf({ name: "a" }, { name: "b" }, 4),
    );
  });

  it("[C9] the composed change leads to what the last gesture asked for", () => {
    fc.assert(
      fc.property(fc.option(anyData), anyGestures, (data, gestures) => {
        const start = data === null ? undefined : recordOf(data);
        let whole: Change | null = null;
        for (const gesture of gestures) {
          const now: MasterRecord | undefined = whole ? applyChange(start, whole, 1) : start;
          if (gesture === "withdraw" ? !now : now && sameJson(now.data, gesture) && !now.withdrawn)
            continue;
          const next: Change =
            gesture === "withdraw"
              ? withdrawOf()
              : now
                ? updateOf(now.data, gesture)
                : createOf(gesture);
          whole = whole ? composeChange(whole, next) : next;

          const after: MasterRecord | undefined = whole ? applyChange(start, whole, 1) : start;
          const asked =
            gesture === "withdraw" ? start && { ...start, withdrawn: {} } : recordOf(gesture);
          expect(after).toEqual(asked);
        }
      }),
    );
  });

  it("[C9] composing is associative", () => {
    const differs = (left: RecordData, right: RecordData): boolean => !sameJson(left, right);
    const composeMaybe = (first: Change | null, second: Change | null): Change | null =>
      first && second ? composeChange(first, second) : (first ?? second);
    fc.assert(
      fc.property(anyData, anyData, anyData, anyData, (a, b, c, d) => {
        fc.pre(differs(a, b) && differs(b, c) && differs(c, d));
        for (const first of [createOf(b), updateOf(a, b)]) {
          const [second, third] = [updateOf(b, c), updateOf(c, d)];
          expect(composeMaybe(composeMaybe(first, second), third)).toEqual(
            composeMaybe(first, composeMaybe(second, third)),
          );
        }
      }),
    );
  });

  it("[C9] refuses what cannot follow", () => {
    expect(() => composeChange(createOf({}), createOf({}))).toThrow(RangeError);
    expect(() => composeChange(createOf({}), { ...withdrawOf(), recordId: KEPT })).toThrow(
      RangeError,
    );
  });
});
