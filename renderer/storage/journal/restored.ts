import type { JournalDamage, WriteBatch } from "../../../shared/ports/index.ts";
import { isFinal } from "../../../shared/sync/index.ts";

/** The setting that keeps what the person is to be told of a restoration, until he has read it. */
export const RESTORED = "screen.restored";

/** What was brought back from the journal, and what to tell of it. */
export type Restored = {
  /**
   * `emptied`: the database came back empty, was deleted or is another one. `unreadable`: it did not open, or rows of it were
   * missing. `behind`: it was an older copy.
   */
  readonly reason: "emptied" | "unreadable" | "behind";
  /** Changes not submitted, requests in preparation, operations that central has not answered. */
  readonly drafts: number;
  readonly requests: number;
  readonly outbox: number;
  /** False when a part of the journal could not be read either; that file was kept under this name. */
  readonly complete: boolean;
  readonly keptAs: string | null;
};

/** What to tell of the rows brought back. */
export function reportOf(
  batch: WriteBatch,
  reason: Restored["reason"],
  damage: JournalDamage | null,
): Restored {
  return {
    reason,
    drafts: batch.drafts?.put?.length ?? 0,
    requests: batch.requests?.put?.filter(({ status }) => status === "preparation").length ?? 0,
    outbox: batch.outbox?.put?.filter(({ answer }) => !isFinal(answer)).length ?? 0,
    complete: damage === null,
    keptAs: damage?.keptAs ?? null,
  };
}

/** The batch with what is to be told of it. */
export const withReport = (batch: WriteBatch, report: Restored): WriteBatch => ({
  ...batch,
  settings: {
    ...batch.settings,
    put: [...(batch.settings?.put ?? []), { key: RESTORED, value: report }],
  },
});
