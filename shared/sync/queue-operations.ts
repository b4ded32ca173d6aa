import { hashOf } from "../base/index.ts";
import type { ContentHash, DeviceId, FaultData, JsonValue, RequestId } from "../base/index.ts";
import type { ChangeRequest } from "../workflow/index.ts";
import type { FieldConflict, Operation, OperationAnswer } from "./operation.ts";

/** A queued operation as the laptop keeps it; the row of `LocalStore` is one. */
export type Queued = {
  readonly operation: Operation;
  readonly blocks: readonly ContentHash[];
  readonly answer: OperationAnswer | null;
};

/** Operations sent at once, at most: an answer lost costs that much again. */
export const PUSH_LIMIT = 50;

/**
 * What to send next (Q1–Q3): operations without a final answer, in order and without a gap, and the blocks to upload before them.
 * Everything from a gap on waits: central would hold it back anyway.
 */
export function nextOperations<Row extends Queued>(
  outbox: readonly Row[],
  limit: number = PUSH_LIMIT,
): {
  readonly rows: readonly Row[];
  readonly operations: readonly Operation[];
  readonly blocks: readonly ContentHash[];
} {
  const waiting = outbox
    .filter((row) => !isFinal(row.answer))
    .sort((left, right) => left.operation.order - right.operation.order);
  const first = waiting[0]?.operation.order ?? 0;
  const rows = waiting
    .filter((row, index) => row.operation.order === first + index)
    .slice(0, limit);
  return {
    rows,
    operations: rows.map((row) => row.operation),
    blocks: [...new Set(rows.flatMap((row) => row.blocks))],
  };
}

/** What the laptop must write, in one transaction, when central has answered (Q4–Q8). */
export type AnswerEffect = {
  /** `keep`: sent again later. `answered`: leaves the queue with its answer, which the person can read (Y5). */
  readonly outbox: "keep" | "answered";
  /** The request as central has it, to store in place of the provisional copy; null = nothing known. */
  readonly request: ChangeRequest | null;
  /** A submission that central did not take, the first or a later one: its content goes back to preparation, so that nothing typed is lost. */
  readonly reopen: RequestId | null;
  /** Soft conflicts to list for review, hard ones to resolve. */
  readonly conflicts: readonly FieldConflict[];
  /** What to tell the person; null when all went well. */
  readonly fault: FaultData | null;
};

/** Decides what an answer changes on the laptop. Throws a RangeError when the answer is about another operation: the caller mixed them up. */
export function applyAnswer(row: Queued, answer: OperationAnswer): AnswerEffect {
  const { operation } = row;
  if (answer.opId !== operation.opId) throw new RangeError("the answer is about another operation");
  if (!isFinal(answer))
    return { outbox: "keep", request: null, reopen: null, conflicts: [], fault: answer.fault };
  const { payload } = operation;
  const refused = answer.status === "refused" && payload.kind === "request.submit";
  return {
    outbox: "answered",
    request: answer.request,
    reopen: refused ? payload.content.id : null,
    conflicts: answer.conflicts,
    fault: answer.fault,
  };
}

/** True when central has said its last word on an operation; `waiting` is not one. */
export const isFinal = (answer: OperationAnswer | null): boolean =>
  answer !== null && answer.status !== "waiting";

/**
 * The hash that tells a replay from another body under the same id. The branch it comes by is left out (Q14): an operation restored
 * from a backup, or carried to another laptop of the same person, travels under that laptop's name and number.
 */
export const hashOperation = ({ opId, trunk, at, payload }: Operation): ContentHash =>
  hashOf({ opId, trunk, at, payload } as unknown as JsonValue);

/** What central knows of a device: the order number of its last answered operation, 0 = none. */
export type DeviceState = { readonly deviceId: DeviceId; readonly lastOrder: number };
/** What central kept of an operation it answered. */
export type AnsweredOperation = {
  readonly bodyHash: ContentHash;
  readonly answer: OperationAnswer;
};

export type OrderVerdict =
  | { readonly kind: "new" }
  /**
   * sent before: its first answer, again, and nothing done twice; `takesOrder`: it came by another branch before, and is the next
   * of this one, whose number it uses up (Q14)
   */
  | { readonly kind: "replay"; readonly answer: OperationAnswer; readonly takesOrder: boolean }
  /** predecessors are missing: to the waiting room (Y1) */
  | { readonly kind: "waiting"; readonly fault: FaultData }
  | { readonly kind: "refused"; readonly fault: FaultData };

/**
 * Judges an operation before anything else is done with it (Y1, Q9–Q14): a replay gets its first answer; the same id with another
 * body, or an order number already used (two machines on one copied profile), is refused; a gap waits for its predecessors.
 * @param answered what central kept under this operation's id, if anything
 */
export function checkOperationOrder(
  operation: Operation,
  device: DeviceState,
  answered: AnsweredOperation | undefined,
): OrderVerdict {
  if (answered && answered.bodyHash !== hashOperation(operation))
    return refusedAs(
      "OPERATION_REPLAYED_DIFFERENTLY",
      "this operation was answered with another body",
      operation,
      device,
    );
  if (answered && operation.order <= device.lastOrder)
    return { kind: "replay", answer: answered.answer, takesOrder: false };
  if (!Number.isSafeInteger(operation.order) || operation.order < 1)
    return refusedAs("BAD_REQUEST", "an order number is a positive integer", operation, device);
  if (operation.order <= device.lastOrder)
    return refusedAs(
      "OPERATION_REPLAYED_DIFFERENTLY",
      "this order number was used by another operation",
      operation,
      device,
    );
  if (operation.order > device.lastOrder + 1) {
    return {
      kind: "waiting",
      fault: {
        code: "OPERATION_OUT_OF_ORDER",
        message: "predecessors are missing",
        details: { opId: operation.opId, order: operation.order, expected: device.lastOrder + 1 },
      },
    };
  }
  return answered ? { kind: "replay", answer: answered.answer, takesOrder: true } : { kind: "new" };
}

const refusedAs = (
  code: FaultData["code"],
  message: string,
  operation: Operation,
  device: DeviceState,
): OrderVerdict => ({
  kind: "refused",
  fault: {
    code,
    message,
    details: { opId: operation.opId, order: operation.order, lastOrder: device.lastOrder },
  },
});
