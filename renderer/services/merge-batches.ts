import type { RowWrites, WriteBatch } from "../../shared/ports/index.ts";

/** Two batches as one; their rows must not concern the same keys. */
export function mergeBatches(left: WriteBatch, right: WriteBatch): WriteBatch {
  return {
    drafts: join(left.drafts, right.drafts),
    requests: join(left.requests, right.requests),
    blocks: join(left.blocks, right.blocks),
    outbox: join(left.outbox, right.outbox),
    conflicts: join(left.conflicts, right.conflicts),
    commands: join(left.commands, right.commands),
    waivers: join(left.waivers, right.waivers),
    settings: join(left.settings, right.settings),
  };
}

const join = <Row, Key>(
  left: RowWrites<Row, Key> | undefined,
  right: RowWrites<Row, Key> | undefined,
): RowWrites<Row, Key> => ({
  put: [...(left?.put ?? []), ...(right?.put ?? [])],
  remove: [...(left?.remove ?? []), ...(right?.remove ?? [])],
});
