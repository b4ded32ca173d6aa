import type { DeviceId } from "../../base/index.ts";
import { isFinal } from "../../sync/index.ts";
import type { Queued } from "../../sync/index.ts";

/**
 * The outbox of a restored copy on its own branch (B11, B12): what central had not answered takes the numbers from `next` on, under the
 * new device and the same ids; what it had answered stays readable before, at numbers that are never sent.
 * @param next the number of the first of them: 1 on a new branch
 */
export function rebranchOutbox<Row extends Queued>(
  outbox: readonly Row[],
  deviceId: DeviceId,
  next = 1,
): { readonly answered: readonly Row[]; readonly unsent: readonly Row[] } {
  const sorted = outbox.toSorted((left, right) => left.operation.order - right.operation.order);
  const answered = sorted.filter((row) => isFinal(row.answer));
  const unsent = sorted.filter((row) => !isFinal(row.answer));
  return {
    answered: answered.map((row, index) => ({
      ...row,
      operation: { ...row.operation, order: index + 1 - answered.length },
    })),
    unsent: unsent.map((row, index) => ({
      ...row,
      operation: { ...row.operation, deviceId, order: next + index },
      answer: null,
    })),
  };
}
