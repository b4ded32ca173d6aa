import { describe, expect, it } from "vitest";
import type { RecordView } from "../../data-worker/data-api.ts";
import {
  changedAttributes,
  shownData,
  UNKNOWN_RECORD,
  updateRecordScreen,
} from "./record-state.ts";

const view = {
  id: "r",
  data: { a: "1", b: "2" },
  accredited: { a: "1", b: "0", c: "x" },
} as unknown as RecordView;

describe("updateRecordScreen", () => {
  it("[REC1] what is typed stays over an answer that arrives meanwhile", () => {
    const typing = updateRecordScreen(UNKNOWN_RECORD, {
      type: "typed",
      values: { a: "12", b: undefined },
    });
    const loaded = updateRecordScreen(typing, { type: "loaded", view });

    expect(shownData(loaded)).toEqual({ a: "12" });
  });

  it("[REC2] a value is let go only once it was kept exactly as it stands", () => {
    const sent = { a: "12", b: "3" };
    const typed = updateRecordScreen(
      { ...UNKNOWN_RECORD, view, saving: true },
      {
        type: "typed",
        values: { a: "123", b: "3" },
      },
    );

    expect(updateRecordScreen(typed, { type: "saved", values: sent })).toEqual({
      ...UNKNOWN_RECORD,
      view,
      typed: { a: "123" },
    });
  });

  it("[REC3] a failed save keeps everything typed and says why", () => {
    const fault = { code: "STORE_FULL", message: "", details: {} } as const;
    const state = { ...UNKNOWN_RECORD, view, typed: { a: "12" }, saving: true };

    expect(updateRecordScreen(state, { type: "saveFailed", fault })).toEqual({
      ...state,
      saving: false,
      fault,
    });
  });
});

describe("changedAttributes", () => {
  it("[REC4] names what differs from the accredited record, emptied values included", () => {
    expect(changedAttributes(view.accredited, { a: "1", b: "2", c: "", d: [] })).toEqual([
      "b",
      "c",
    ]);
  });

  it("[REC5] a new record changes nothing: it has no before", () => {
    expect(changedAttributes(null, { a: "1" })).toEqual([]);
  });
});
