import type { RecordId, RequestId } from "../../shared/base/index.ts";
import type {
  CommandRow,
  ConflictRow,
  DraftRow,
  LocalStore,
  OutboxRow,
  RowWrites,
  WriteBatch,
} from "../../shared/ports/index.ts";
import type { Waiver } from "../../shared/rules/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";
import { waiverKey } from "../storage/waiver-key.ts";

/** What a person typed, as it lies in the store, held in memory to answer at once. Changed by `mirror` only, after a durable write. */
export class LocalRows {
  readonly drafts = new Map<RecordId, DraftRow>();
  readonly requests = new Map<RequestId, ChangeRequest>();
  readonly outbox = new Map<number, OutboxRow>();
  readonly conflicts = new Map<string, ConflictRow>();
  readonly commands = new Map<number, CommandRow>();
  readonly waivers = new Map<string, Waiver>();

  /** Reads every row from the store. */
  async load(store: LocalStore): Promise<void> {
    const [drafts, requests, outbox, conflicts, commands, waivers] = await Promise.all([
      store.drafts(),
      store.requests(),
      store.outbox(),
      store.conflicts(),
      store.commands(),
      store.waivers(),
    ]);
    refill(this.drafts, drafts, (row) => row.change.recordId);
    refill(this.requests, requests, (row) => row.content.id);
    refill(this.outbox, outbox, (row) => row.operation.order);
    refill(this.conflicts, conflicts, (row) => row.id);
    refill(this.commands, commands, (row) => row.order);
    refill(this.waivers, waivers, waiverKey);
  }

  /** Repeats in memory what was just written. */
  mirror(batch: WriteBatch): void {
    apply(this.drafts, batch.drafts, (row) => row.change.recordId);
    apply(this.requests, batch.requests, (row) => row.content.id);
    apply(this.outbox, batch.outbox, (row) => row.operation.order);
    apply(this.conflicts, batch.conflicts, (row) => row.id);
    apply(this.commands, batch.commands, (row) => row.order);
    apply(this.waivers, batch.waivers, waiverKey);
  }
}

function refill<Key, Row>(
  table: Map<Key, Row>,
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): void {
  table.clear();
  for (const row of rows) table.set(keyOf(row), row);
}

function apply<Key, Row>(
  table: Map<Key, Row>,
  writes: RowWrites<Row, Key> | undefined,
  keyOf: (row: Row) => Key,
): void {
  for (const key of writes?.remove ?? []) table.delete(key);
  for (const row of writes?.put ?? []) table.set(keyOf(row), row);
}
