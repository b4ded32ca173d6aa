import { useCallback, useEffect, useReducer, useRef } from "react";
import { toFaultData, type RecordId } from "../../../shared/base/index.ts";
import { attributeOf, type Referential } from "../../../shared/model/index.ts";
import { useRecordsVersion } from "../../app/live-counts.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { keepableValue } from "../../forms/index.ts";
import {
  shownData,
  UNKNOWN_RECORD,
  updateRecordScreen,
  type RecordScreenState,
  type TypedValues,
} from "./record-state.ts";

const SAVE_DELAY_MS = 500;
const CHECK_DELAY_MS = 150;

/**
 * One record: read again at each change of its référentiel, kept as a draft a moment after each keystroke (and at once when
 * the screen is left), checked as one types. `label` names the gesture for undo.
 */
export function useRecord(
  referential: Referential,
  recordId: RecordId,
  label: string,
): {
  readonly state: RecordScreenState;
  readonly change: (values: TypedValues) => void;
  readonly flush: () => Promise<void>;
} {
  const { data } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const version = useRecordsVersion(referential.id);
  const [state, dispatch] = useReducer(updateRecordScreen, UNKNOWN_RECORD);
  const latest = useRef(state);
  latest.current = state;
  const pending = useRef<Record<string, unknown>>({});
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const writing = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => {
    let current = true;
    data
      .record(referential.id, recordId)
      .then((view) => current && dispatch({ type: "loaded", view }), fail);
    return () => {
      current = false;
    };
  }, [data, referential.id, recordId, version, fail]);

  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    const values = pending.current as Record<string, TypedValues[string]>;
    if (Object.keys(values).length === 0) return writing.current;
    pending.current = {};
    const kept = Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const attribute = attributeOf(referential, name);
        return [name, attribute ? keepableValue(attribute, value) : value];
      }),
    );
    writing.current = writing.current.then(async () => {
      dispatch({ type: "savingStarted" });
      try {
        await data.editRecord(referential.id, recordId, kept, label);
        dispatch({ type: "saved", values: kept });
        dispatch({ type: "loaded", view: await data.record(referential.id, recordId) });
      } catch (thrown) {
        const fault = toFaultData(thrown);
        if (fault.code === "INTERNAL") console.error(thrown);
        pending.current = { ...values, ...pending.current };
        dispatch({ type: "saveFailed", fault });
      }
    });
    return writing.current;
  }, [data, referential, recordId, label]);

  const change = useCallback(
    (values: TypedValues): void => {
      dispatch({ type: "typed", values });
      pending.current = { ...pending.current, ...values };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), SAVE_DELAY_MS);
    },
    [flush],
  );

  // Leaving the screen keeps what was typed at once.
  useEffect(() => () => void flush(), [flush]);
  useEffect(() => {
    const leave = (): void => void flush();
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", leave);
    };
  }, [flush]);

  const typed = state.typed;
  useEffect(() => {
    if (Object.keys(typed).length === 0) return;
    let current = true;
    const check = setTimeout(() => {
      data
        .checkDraft(referential.id, recordId, shownData(latest.current))
        .then((findings) => current && dispatch({ type: "checked", findings }), fail);
    }, CHECK_DELAY_MS);
    return () => {
      current = false;
      clearTimeout(check);
    };
  }, [data, referential.id, recordId, typed, fail]);

  return { state, change, flush };
}
