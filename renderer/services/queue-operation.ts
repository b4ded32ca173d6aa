import { Value } from "typebox/value";
import type { ContentHash, OperationId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import { operationSchema } from "../../shared/contract/central-api.ts";
import type { OutboxRow } from "../../shared/ports/index.ts";
import { isFinal } from "../../shared/sync/index.ts";
import type { OperationPayload } from "../../shared/sync/index.ts";
import type { LocalWork } from "./local-work.ts";

/** Answered operations kept for reading; older accepted ones leave. */
const MAX_ANSWERED = 100;

/** The outbox row of a new operation: numbered without a gap on this device (Y1). Rows are removed only from the answered end, never the last. */
export function queueOperation(
  work: LocalWork,
  payload: OperationPayload,
  blocks: readonly ContentHash[] = [],
): { readonly put: readonly OutboxRow[]; readonly remove: readonly number[] } {
  const orders = [...work.rows.outbox.keys()].sort((a, b) => a - b);
  const answered = orders.filter((order) => isFinal(work.rows.outbox.get(order)?.answer ?? null));
  const row: OutboxRow = {
    operation: {
      opId: work.ids.next() as OperationId,
      deviceId: work.deviceId,
      order: (orders.at(-1) ?? 0) + 1,
      trunk: work.cursor,
      at: work.now,
      payload,
    },
    blocks,
    answer: null,
  };
  // Central refuses a whole push for one operation out of the contract: it would hold up everything behind it for ever.
  if (!Value.Check(operationSchema, row.operation))
    throw new Fault("BAD_REQUEST", "this operation is not one central takes", {
      kind: payload.kind,
      reason: "contract",
    });
  return { put: [row], remove: answered.slice(0, Math.max(0, answered.length - MAX_ANSWERED)) };
}
