import type { FaultCode, FaultData, Result } from "../base/index.ts";
import type { ChangeRequest } from "./request.ts";

/** Why the workflow says no; the screen makes the sentence from it. Each with the fault that travels. */
export const REFUSALS = {
  "workflow-mismatch": "WORKFLOW_INVALID",
  "not-author": "FORBIDDEN",
  "author-cannot-decide": "FORBIDDEN",
  "not-eligible": "FORBIDDEN",
  "request-closed": "REQUEST_REFUSED",
  "not-pending": "REQUEST_REFUSED",
  "stage-not-open": "REQUEST_REFUSED",
  "content-changed": "CONTENT_CHANGED",
  "already-decided": "REQUEST_REFUSED",
  "reason-missing": "BAD_REQUEST",
  "not-seen": "REQUEST_REFUSED",
  "nothing-to-decide": "REQUEST_REFUSED",
  "entry-refused": "REQUEST_REFUSED",
  nobody: "REQUEST_REFUSED",
  deadlock: "REQUEST_REFUSED",
  "comment-empty": "BAD_REQUEST",
  "other-request": "BAD_REQUEST",
} as const satisfies Record<string, FaultCode>;

export type RefusalReason = keyof typeof REFUSALS;

/**
 * A refused act. `fault.details.reason` repeats `reason`. `kept`: the request with the trace of the refused vote, which the caller
 * must store although the act is refused (A8, A13: a vote is refused with a reason, never dropped); null when nothing is to be kept.
 */
export type Refusal = {
  readonly reason: RefusalReason;
  readonly fault: FaultData;
  readonly kept: ChangeRequest | null;
};
export type Outcome = Result<ChangeRequest, Refusal>;

/** Builds a refusal. `message` is for engineers; `details` name the stage, the numbers, the schema problems. */
export function refuse(
  reason: RefusalReason,
  message: string,
  details: FaultData["details"] = {},
  kept: ChangeRequest | null = null,
): Outcome {
  return {
    ok: false,
    error: {
      reason,
      fault: { code: REFUSALS[reason], message, details: { reason, ...details } },
      kept,
    },
  };
}
