import { sameJson, type FaultData, type JsonValue } from "../../../shared/base/index.ts";
import { withoutEmptyValues } from "../../../shared/model/index.ts";
import type { RecordData } from "../../../shared/record/index.ts";
import type { Finding } from "../../../shared/rules/index.ts";
import type { RecordView } from "../../data-worker/data-api.ts";

export type TypedValues = Readonly<Record<string, JsonValue | undefined>>;

/**
 * One record on screen: what the worker says, and what was typed and is not kept yet. `typed` wins over the worker's
 * answer, so that an answer that arrives while someone types never changes the field under his fingers.
 */
export type RecordScreenState = {
  readonly view: RecordView | null;
  readonly missing: boolean;
  readonly typed: TypedValues;
  /** Attributes being written: acknowledged only once durable. */
  readonly saving: boolean;
  readonly fault: FaultData | null;
  /** Findings of what is typed; null = those of the view hold. */
  readonly live: readonly Finding[] | null;
};

export type RecordScreenEvent =
  | { readonly type: "loaded"; readonly view: RecordView | null }
  | { readonly type: "typed"; readonly values: TypedValues }
  | { readonly type: "savingStarted" }
  | { readonly type: "saved"; readonly values: TypedValues }
  | { readonly type: "saveFailed"; readonly fault: FaultData }
  | { readonly type: "checked"; readonly findings: readonly Finding[] };

export const UNKNOWN_RECORD: RecordScreenState = {
  view: null,
  missing: false,
  typed: {},
  saving: false,
  fault: null,
  live: null,
};

/** The record on screen after one event. Nothing typed is dropped before it was kept exactly as typed. */
export function updateRecordScreen(
  state: RecordScreenState,
  event: RecordScreenEvent,
): RecordScreenState {
  switch (event.type) {
    case "loaded":
      return { ...state, view: event.view, missing: event.view === null, live: null };
    case "typed":
      return { ...state, typed: { ...state.typed, ...event.values }, fault: null };
    case "savingStarted":
      return { ...state, saving: true };
    case "saved": {
      const rest = Object.entries(state.typed).filter(
        ([name, value]) =>
          !(Object.hasOwn(event.values, name) && sameJson(event.values[name], value)),
      );
      return { ...state, saving: false, fault: null, typed: Object.fromEntries(rest) };
    }
    case "saveFailed":
      return { ...state, saving: false, fault: event.fault };
    case "checked":
      return { ...state, live: event.findings };
  }
}

/** The values on screen: the worker's, overlaid by what is typed. */
export function shownData(state: Pick<RecordScreenState, "view" | "typed">): RecordData {
  const data: Record<string, JsonValue> = { ...state.view?.data };
  for (const [name, value] of Object.entries(state.typed)) {
    if (value === undefined) delete data[name];
    else data[name] = value;
  }
  return data;
}

/** Attributes that differ from the accredited record; empty for a record that was never accredited. */
export function changedAttributes(
  accredited: RecordData | null,
  shown: RecordData,
): readonly string[] {
  if (accredited === null) return [];
  const tidy = withoutEmptyValues(shown);
  return [...new Set([...Object.keys(accredited), ...Object.keys(tidy)])].filter(
    (name) => !sameJson(accredited[name], tidy[name]),
  );
}
