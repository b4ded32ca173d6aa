import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf, hashLike, operationOf } from "../../tests/fixtures/sync-cases.ts";
import { contentOf } from "../../tests/fixtures/workflow-cases.ts";
import type { DeviceId, FaultData } from "../base/index.ts";
import { prepareRequest } from "../workflow/index.ts";
import { applyAnswer, checkOperationOrder, hashOperation, nextOperations } from "./index.ts";
import type { Operation, OperationAnswer, Queued } from "./index.ts";

const queued = (
  order: number,
  answer: OperationAnswer["status"] | null = null,
  blocks: Queued["blocks"] = [],
): Queued => ({
  operation: operationOf(order),
  blocks,
  answer: answer && answerOf(operationOf(order), answer),
});
const orders = (outbox: readonly Queued[], limit?: number): readonly number[] =>
  nextOperations(outbox, limit).operations.map((operation) => operation.order);
const fault: FaultData = { code: "RECORD_INVALID", message: "no", details: {} };
const submission = operationOf(4, { kind: "request.submit", content: contentOf(1) });
const row: Queued = { operation: submission, blocks: [], answer: null };
const request = prepareRequest(contentOf(1), "author");

describe("what is sent next", () => {
  it("[Q1] unanswered and waiting operations, in order, never an answered one", () => {
    expect(orders([queued(4), queued(2, "waiting"), queued(1, "accepted"), queued(3)])).toEqual([
      2, 3, 4,
    ]);
    expect(orders([queued(1, "refused"), queued(2, "held"), queued(3, "accepted-soft")])).toEqual(
      [],
    );
  });

  it("[Q2] nothing from a gap on, never more than the limit", () => {
    expect(orders([queued(1), queued(2), queued(4)])).toEqual([1, 2]);
    expect(orders([queued(1), queued(2), queued(3)], 2)).toEqual([1, 2]);
    expect(orders([])).toEqual([]);
  });

  it("[Q3] the blocks of what is sent, each once", () => {
    const outbox = [
      queued(1, "accepted", [hashLike("a")]),
      queued(2, null, [hashLike("b"), hashLike("c")]),
      queued(3, null, [hashLike("c")]),
      queued(4, null, [hashLike("d")]),
    ];

    expect(nextOperations(outbox, 2).blocks).toEqual([hashLike("b"), hashLike("c")]);
  });
});

describe("what an answer changes", () => {
  it("[Q4] accepted: leaves the queue, with the request as central has it", () => {
    expect(applyAnswer(row, answerOf(submission, "accepted", { request }))).toEqual({
      outbox: "answered",
      request,
      reopen: null,
      conflicts: [],
      fault: null,
    });
  });

  it("[Q5] waiting: stays", () => {
    expect(applyAnswer(row, answerOf(submission, "waiting", { fault }))).toEqual({
      outbox: "keep",
      request: null,
      reopen: null,
      conflicts: [],
      fault,
    });
  });

  it("[Q6] a refused submission goes back to preparation; a refused vote does not", () => {
    expect(applyAnswer(row, answerOf(submission, "refused", { fault }))).toEqual({
      outbox: "answered",
      request: null,
      reopen: request.content.id,
      conflicts: [],
      fault,
    });
    expect(applyAnswer(row, answerOf(submission, "refused", { fault, request }))).toEqual({
      outbox: "answered",
      request,
      reopen: request.content.id,
      conflicts: [],
      fault,
    });
    expect(applyAnswer(queued(4), answerOf(operationOf(4), "refused", { fault, request }))).toEqual(
      { outbox: "answered", request, reopen: null, conflicts: [], fault },
    );
  });

  it("[Q7] held: leaves the queue with its conflicts to resolve", () => {
    const conflicts: OperationAnswer["conflicts"] = [
      {
        class: "hard",
        case: "same-field",
        referential: "r",
        recordId: "x",
        attribute: "nom",
        centralVersion: 2,
      } as unknown as OperationAnswer["conflicts"][number],
    ];

    expect(applyAnswer(row, answerOf(submission, "held", { request, conflicts }))).toEqual({
      outbox: "answered",
      request,
      reopen: null,
      conflicts,
      fault: null,
    });
  });

  it("[Q8] an answer about another operation is a bug", () => {
    expect(() => applyAnswer(row, answerOf(operationOf(9), "accepted"))).toThrow(RangeError);
  });
});

describe("what central does first", () => {
  const device = { deviceId: "laptop" as DeviceId, lastOrder: 3 };
  const kept = {
    bodyHash: hashOperation(operationOf(2)),
    answer: answerOf(operationOf(2), "accepted"),
  };
  const verdict = (operation: Operation, answered?: typeof kept): string => {
    const judged = checkOperationOrder(operation, device, answered);
    return judged.kind === "waiting" || judged.kind === "refused"
      ? `${judged.kind} ${judged.fault.code}`
      : judged.kind;
  };

  it("[Q9] the same operation again gets its first answer", () => {
    expect(verdict(operationOf(4))).toBe("new");
    expect(checkOperationOrder(operationOf(2), device, kept)).toEqual({
      kind: "replay",
      answer: kept.answer,
      takesOrder: false,
    });
  });

  it("[Q10] the same id with another body is refused", () => {
    expect(verdict({ ...operationOf(2), trunk: 99 }, kept)).toBe(
      "refused OPERATION_REPLAYED_DIFFERENTLY",
    );
  });

  it("[Q11] an order number already used is refused", () => {
    expect(verdict({ ...operationOf(3), opId: "another" as Operation["opId"] })).toBe(
      "refused OPERATION_REPLAYED_DIFFERENTLY",
    );
  });

  it("[Q12] a gap waits, and says what is expected", () => {
    expect(checkOperationOrder(operationOf(6), device, undefined)).toEqual({
      kind: "waiting",
      fault: {
        code: "OPERATION_OUT_OF_ORDER",
        message: "predecessors are missing",
        details: { opId: "op-6", order: 6, expected: 4 },
      },
    });
  });

  it("[Q13] an order number that is no positive integer is refused", () => {
    expect(
      [0, -1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER + 2].map((order) =>
        verdict({ ...operationOf(4), order }),
      ),
    ).toEqual(Array.from({ length: 5 }, () => "refused BAD_REQUEST"));
  });

  it("[Q14] an answered operation that comes by another branch gets its first answer and uses its number up there", () => {
    const restored = (order: number): Operation => ({
      ...operationOf(2),
      deviceId: "restored" as Operation["deviceId"],
      order,
    });
    const branch = { deviceId: restored(1).deviceId, lastOrder: 0 };

    expect([
      checkOperationOrder(restored(1), branch, kept),
      checkOperationOrder(restored(1), { ...branch, lastOrder: 1 }, kept),
      checkOperationOrder(restored(2), branch, kept).kind,
    ]).toEqual([
      { kind: "replay", answer: kept.answer, takesOrder: true },
      { kind: "replay", answer: kept.answer, takesOrder: false },
      "waiting",
    ]);
  });

  it("[Q9] whatever the deliveries, each operation takes effect once and in order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 60 }), (deliveries) => {
        const applied: number[] = [];
        const answers = new Map<string, typeof kept>();
        for (const order of deliveries) {
          const operation = operationOf(order);
          if (
            checkOperationOrder(
              operation,
              { ...device, lastOrder: applied.length },
              answers.get(operation.opId),
            ).kind !== "new"
          )
            continue;
          applied.push(order);
          answers.set(operation.opId, {
            bodyHash: hashOperation(operation),
            answer: answerOf(operation, "accepted"),
          });
        }
        expect(applied).toEqual(applied.map((_, index) => index + 1));
      }),
    );
  });
});
