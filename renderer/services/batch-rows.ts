import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import type { RowWrites, WriteBatch } from "../../shared/ports/index.ts";
import type { LocalRows } from "./local-rows.ts";

/** The batch with one setting more. */
export const withSetting = (batch: WriteBatch, key: string, value: unknown): WriteBatch => ({
  ...batch,
  settings: { ...batch.settings, put: [...(batch.settings?.put ?? []), { key, value }] },
});

/** True when something of a table is written or removed. */
export const holdsRows = (writes: RowWrites<unknown, unknown> | undefined): boolean =>
  (writes?.put?.length ?? 0) + (writes?.remove?.length ?? 0) > 0;

/** Records whose draft a batch is about to write or remove; asked before the rows repeat it. */
export function draftsTouched(
  rows: LocalRows,
  batch: WriteBatch,
): readonly { readonly referential: ReferentialId; readonly recordId: RecordId }[] {
  const removed = (batch.drafts?.remove ?? []).flatMap((id) => rows.drafts.get(id)?.change ?? []);
  return [...removed, ...(batch.drafts?.put ?? []).map((row) => row.change)];
}
