import type { RecordId } from "../../../shared/base/index.ts";
import type { Attribute } from "../../../shared/model/index.ts";
import type { ViewInfo } from "../../data-worker/data-api.ts";

/** A view as it was opened: its rows have these columns, in this order, whatever is asked next. */
export type OpenView = ViewInfo & { readonly columns: readonly Attribute[] };

/** What the list has on screen besides its query: the open view, the record looked at, the rows selected. */
export type ExplorerState = {
  readonly view: OpenView | null;
  readonly active: RecordId | null;
  readonly selected: number;
};

export type ExplorerEvent =
  | { readonly type: "viewOpened"; readonly view: OpenView }
  | { readonly type: "rowActivated"; readonly id: RecordId | null }
  | { readonly type: "selectionChanged"; readonly rows: number }
  | { readonly type: "left" };

export const NOTHING_SHOWN: ExplorerState = { view: null, active: null, selected: 0 };

/** The list after one event. */
export function updateExplorer(state: ExplorerState, event: ExplorerEvent): ExplorerState {
  switch (event.type) {
    case "viewOpened":
      return { ...state, view: event.view };
    case "rowActivated":
      return state.active === event.id ? state : { ...state, active: event.id };
    case "selectionChanged":
      return state.selected === event.rows ? state : { ...state, selected: event.rows };
    case "left":
      return NOTHING_SHOWN;
  }
}
