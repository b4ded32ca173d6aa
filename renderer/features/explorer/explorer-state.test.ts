import { describe, expect, it } from "vitest";
import type { RecordId } from "../../../shared/base/index.ts";
import { NOTHING_SHOWN, updateExplorer } from "./explorer-state.ts";

const view = { viewId: "v1", total: 3, all: 10, version: 1, columns: [] };

describe("updateExplorer", () => {
  it("[EXP7] keeps the record looked at when the view is asked again", () => {
    const shown = updateExplorer(updateExplorer(NOTHING_SHOWN, { type: "viewOpened", view }), {
      type: "rowActivated",
      id: "r" as RecordId,
    });

    expect(updateExplorer(shown, { type: "viewOpened", view: { ...view, version: 2 } })).toEqual({
      ...NOTHING_SHOWN,
      view: { ...view, version: 2 },
      active: "r",
    });
  });

  it("[EXP8] leaving forgets the view, so that another list never shows its rows", () => {
    expect(
      updateExplorer({ view, active: "r" as RecordId, selected: 3 }, { type: "left" }),
    ).toEqual(NOTHING_SHOWN);
  });
});
