import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import { keyOf } from "../../shared/model/index.ts";
import type { ConflictRow, DraftRow, WriteBatch } from "../../shared/ports/index.ts";
import type { Change, MasterRecord } from "../../shared/record/index.ts";
import { classifyChange, rebaseChange, targetsOf } from "../../shared/sync/index.ts";
import type { CentralLookup, CommittedChange, FieldConflict } from "../../shared/sync/index.ts";
import { isDropped, ownChange } from "../data-worker/working-set/overlay.ts";
import { commandsTouching } from "./command-log.ts";
import type { LocalWork } from "./local-work.ts";

/** What the pull may ask while it meets local work: accredited records as they are after the commits. */
export function lookupOf(work: LocalWork, moved: (id: RecordId) => boolean): CentralLookup {
  const accredited = (id: RecordId): MasterRecord | undefined => {
    for (const { table } of work.set.opened()) {
      const slot = table.slotOf(id);
      const record = slot === undefined ? undefined : table.accredited[slot];
      if (record) return record;
    }
    return undefined;
  };
  return {
    record: accredited,
    referential: (id) => work.set.referential(id) ?? undefined,
    movedSinceTrunk: moved,
    sameKey: (referential, data, except) => {
      const set = work.set.ifOpen(referential);
      const key = set ? keyOf(set.referential, data) : undefined;
      if (!set || key === undefined) return undefined;
      for (const slot of set.table.slotsOfKey(key)) {
        const record = set.table.accredited[slot];
        if (
          record &&
          record.id !== except &&
          !record.withdrawn &&
          keyOf(set.referential, record.data) === key
        )
          return record.id;
      }
      return undefined;
    },
  };
}

/** Référentiels with local work that a pull may meet: they are unpacked before it is applied. */
export function referentialsWithWork(work: LocalWork): ReadonlySet<ReferentialId> {
  const found = new Set<ReferentialId>(
    [...work.rows.drafts.values()].map((row) => row.change.referential),
  );
  for (const request of work.rows.requests.values())
    if (request.status === "preparation")
      request.content.referentials.forEach((referential) => found.add(referential));
  return found;
}

/** Records with a change of mine that these commits may meet: the same record, a new record with the same key, a link to it. */
export function localWorkMet(
  work: LocalWork,
  changes: readonly CommittedChange[],
): ReadonlyMap<RecordId, ReferentialId> {
  const met = new Map<RecordId, ReferentialId>();
  const touched = new Set<string>(changes.map((change) => change.recordId));
  for (const change of changes) {
    const set = work.set.ifOpen(change.referential);
    if (!set) continue;
    const slot = set.table.slotOf(change.recordId);
    if (slot !== undefined && ownChange(set.table.overlayOf(slot)))
      met.set(change.recordId, change.referential);
    const key =
      slot === undefined ? "" : keyOf(set.referential, set.table.accredited[slot]?.data ?? {});
    if (key === undefined || key === "") continue;
    for (const other of set.table.slotsOfKey(key)) {
      const id = set.table.ids[other];
      if (other !== slot && id !== undefined && ownChange(set.table.overlayOf(other)))
        met.set(id, change.referential);
    }
  }
  for (const { change } of work.rows.drafts.values())
    if (
      Object.values(change.patch).some((move) =>
        targetsOf(move.after).some((target) => touched.has(target)),
      )
    )
      met.set(change.recordId, change.referential);
  return met;
}

/**
 * My changes of these records against the accredited base as it is now (section 10 of the rules): what merges is rebased
 * and listed, what does not is kept as it is beside a conflict to resolve. Nothing typed is ever dropped by this.
 * @param trunkOf the record before the commits being applied, where it is the one the change started from
 */
export function rebaseDrafts(
  work: LocalWork,
  met: ReadonlyMap<RecordId, ReferentialId>,
  trunkOf: (id: RecordId) => MasterRecord | undefined,
  moved: (id: RecordId) => boolean,
): Pick<WriteBatch, "drafts" | "conflicts" | "commands"> {
  const lookup = lookupOf(work, moved);
  const [drafts, removedDrafts, conflicts, removedConflicts] = [
    [] as DraftRow[],
    [] as RecordId[],
    [] as ConflictRow[],
    [] as string[],
  ];
  const rebased = new Set<RecordId>();
  for (const [id, referential] of met) {
    const set = work.set.ifOpen(referential);
    const slot = set?.table.slotOf(id);
    if (!set || slot === undefined) continue;
    const overlay = set.table.overlayOf(slot);
    const own = ownChange(overlay);
    if (!own || isDropped(own.change)) continue;
    const central = set.table.accredited[slot];
    const before = trunkOf(id);
    const trunk = before?.version === own.change.baseVersion ? before : undefined;
    const found = classifyChange(own.change, trunk, central, lookup);
    const rows = found.map((conflict) => conflictRow(work, conflict, own.requestId));
    removedConflicts.push(...staleConflicts(work, id, rows));
    conflicts.push(...rows.filter((row) => !work.rows.conflicts.has(row.id)));
    if (found.some((conflict) => conflict.class === "hard" || conflict.class === "held")) continue;
    const next = rebaseChange(own.change, central, trunk);
    if (next && next.baseVersion === own.change.baseVersion) continue;
    rebased.add(id);
    if (next)
      drafts.push({
        change: next,
        requestId: own.requestId,
        updatedAt: overlay.draft?.updatedAt ?? work.now,
      });
    else if (overlay.prepared && overlay.prepared.requestId === own.requestId)
      drafts.push({
        change: droppedLine(own.change),
        requestId: overlay.prepared.requestId,
        updatedAt: work.now,
      });
    else removedDrafts.push(id);
  }
  return {
    drafts: { put: drafts, remove: removedDrafts },
    conflicts: { put: conflicts, remove: removedConflicts },
    commands: { remove: commandsTouching(work.rows.commands.values(), rebased) },
  };
}

/** A conflict as it is kept; its id is made of what it is about, so that finding it again changes nothing. */
export const conflictRow = (
  work: LocalWork,
  conflict: FieldConflict,
  requestId: ConflictRow["requestId"],
): ConflictRow => ({
  id: [conflict.recordId, conflict.attribute ?? "", conflict.case, conflict.centralVersion].join(
    "|",
  ),
  conflict,
  requestId,
  foundAt: work.now,
  resolved: null,
});

/** Unresolved hard conflicts of a record that a later version of central replaced or took away. */
function staleConflicts(
  work: LocalWork,
  id: RecordId,
  rows: readonly ConflictRow[],
): readonly string[] {
  const still = new Set(rows.map((row) => row.id));
  return [...work.rows.conflicts.values()]
    .filter(
      (row) =>
        row.conflict.recordId === id &&
        row.conflict.class !== "soft" &&
        row.resolved === null &&
        !still.has(row.id),
    )
    .map((row) => row.id);
}

const droppedLine = (change: Change): Change => ({
  kind: "update",
  referential: change.referential,
  recordId: change.recordId,
  baseVersion: change.baseVersion,
  patch: {},
});
