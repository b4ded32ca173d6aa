import type { JsonValue, RecordId, ReferentialId, RequestId } from "../../shared/base/index.ts";
import type { Change, RecordData } from "../../shared/record/index.ts";
import { summaryOf } from "../../shared/workflow/index.ts";
import { NO_OVERLAY, ownChange } from "../data-worker/working-set/overlay.ts";
import type { ReferentialSet } from "../data-worker/working-set/referential-set.ts";
import { commandsTouching } from "./command-log.ts";
import { emptyPreparation } from "./compose-request.ts";
import type { LocalWork } from "./local-work.ts";
import { isEditable, nextDraft } from "./next-draft.ts";
import type { NewValues } from "./next-draft.ts";
import { packChanges, refOf } from "./pack-changes.ts";

/** Records in use, found by the stored values of some attributes; every attribute must have a value to match. */
export function indexByValues(
  set: ReferentialSet,
  attributes: readonly string[],
): (data: RecordData) => readonly RecordId[] {
  const index = new Map<string, RecordId[]>();
  const textOf = (data: RecordData): string | null => {
    const values = attributes.map((name): JsonValue | undefined => data[name]);
    return values.includes(undefined) ? null : JSON.stringify(values);
  };
  for (const record of set.table.shown) {
    const text = record && !record.withdrawn ? textOf(record.data) : null;
    if (!record || text === null) continue;
    const same = index.get(text);
    if (same) same.push(record.id);
    else index.set(text, [record.id]);
  }
  return (data) => {
    const text = textOf(data);
    return text === null ? [] : (index.get(text) ?? []);
  };
}

/** What an import meets at a record: the data shown, and whether its line may be laid over it. */
export type ImportTarget = {
  readonly data: RecordData;
  readonly withdrawn: boolean;
  /** `busy`: in another request in preparation; `locked`: not editable (created or withdrawn by someone's pending request). */
  readonly state: "free" | "busy" | "locked";
};

export function importTarget(set: ReferentialSet, id: RecordId): ImportTarget | null {
  const slot = set.table.slotOf(id);
  const record = slot === undefined ? undefined : set.table.shown[slot];
  if (slot === undefined || !record) return null;
  const overlay = set.table.overlayOf(slot);
  const busy = ownChange(overlay)?.requestId ?? null;
  const editable = isEditable({ accredited: set.table.accredited[slot], overlay });
  return {
    data: record.data,
    withdrawn: record.withdrawn !== undefined,
    state: busy !== null ? "busy" : editable ? "free" : "locked",
  };
}

/** The whole change that gives a record these values: over the accredited state, with the moves of a draft in the basket; null = nothing changes. */
export function importChange(
  work: LocalWork,
  set: ReferentialSet,
  id: RecordId,
  values: NewValues,
): Change | null {
  const slot = set.table.slotOf(id);
  const where = {
    id,
    referential: set.referential.id,
    accredited: slot === undefined ? undefined : set.table.accredited[slot],
    overlay: slot === undefined ? NO_OVERLAY : set.table.overlayOf(slot),
  };
  const own = ownChange(where.overlay)?.change ?? null;
  const next = nextDraft(where, values, work.now)?.change ?? null;
  return next !== null && own !== null && JSON.stringify(next.patch) === JSON.stringify(own.patch)
    ? null
    : next;
}

export type ImportOrigin = { readonly file: string; readonly sheet: string; readonly mode: string };

/**
 * Keeps the very changes that were shown as one request in preparation, in one transaction: packed, with drafts of the
 * basket that they absorbed taken out of it.
 */
export function keepImport(
  work: LocalWork,
  referential: ReferentialId,
  title: string,
  changes: readonly Change[],
  origin: ImportOrigin,
): Promise<RequestId> {
  return work.act(async () => {
    const id = work.ids.next() as RequestId;
    const blocks = await packChanges(changes);
    const summary = summaryOf(changes, (one) => work.set.referential(one) ?? undefined, {
      hasLegalText: false,
      warnings: 0,
    });
    const request = emptyPreparation(work, id, title.trim(), {
      referentials: [referential],
      blocks: blocks.map(refOf),
      origin: { kind: "import", ...origin },
      summary,
    });
    const absorbed = changes
      .filter((change) => work.rows.drafts.has(change.recordId))
      .map((change) => change.recordId);
    await work.write({
      requests: { put: [request] },
      blocks: { put: blocks },
      drafts: { remove: absorbed },
      commands: { remove: commandsTouching(work.rows.commands.values(), new Set(absorbed)) },
    });
    return id;
  });
}
