import type { Severity } from "../../shared/model/index.ts";
import type { RecordState } from "../data-worker/data-api.ts";
import type { SeverityKind, StateKind } from "../ui/index.ts";

/** Severity of the rules → mark of the screens. */
export function severityMark(severity: Severity): SeverityKind {
  switch (severity) {
    case "info":
      return "info";
    case "avertissement":
      return "warning";
    case "erreur":
      return "error";
    case "fatale":
      return "fatal";
  }
}

/** Mark of the screens → severity of the rules. */
export function severityOf(mark: SeverityKind): Severity {
  switch (mark) {
    case "info":
      return "info";
    case "warning":
      return "avertissement";
    case "error":
      return "erreur";
    case "fatal":
      return "fatale";
  }
}

/** The mark of a record's state; an accredited, closed or future record carries none. */
export function stateMark(state: RecordState): StateKind | undefined {
  switch (state) {
    case "draft":
    case "draft-new":
      return "draft";
    case "pending":
    case "pending-new":
      return "pending";
    case "conflict":
      return "conflict";
    case "accredited":
    case "withdrawn":
    case "closed":
    case "future":
      return undefined;
  }
}

/** Record states behind a mark chosen in a filter. */
export function statesOf(mark: StateKind): readonly RecordState[] {
  switch (mark) {
    case "draft":
      return ["draft", "draft-new"];
    case "pending":
      return ["pending", "pending-new"];
    case "conflict":
      return ["conflict"];
    case "accredited":
      return ["accredited", "closed", "future", "withdrawn"];
    case "refused":
      return [];
  }
}

/** A record that no longer counts, or never did. */
export const isMuted = (state: RecordState): boolean => state === "closed" || state === "withdrawn";
