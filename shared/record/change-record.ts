import { applyPatch, squashPatches } from "./patch-record.ts";
import type { Change, MasterRecord } from "./record.ts";

/**
 * The record after a change (C1–C4). An update of a withdrawn record brings it back into use: whoever asks for it saw that it was
 * withdrawn, otherwise the synchronisation found a conflict before. Throws a RangeError on what no caller may ask: creating a
 * record that exists, changing one that does not.
 * @param version the version the record has afterwards; an overlay of drafts keeps the accredited one
 */
export function applyChange(
  record: MasterRecord | undefined,
  change: Change,
  version: number,
): MasterRecord {
  const { recordId: id, referential } = change;
  if (change.kind === "create") {
    if (record) throw new RangeError(`record ${id} exists already`);
    return { id, referential, version, data: applyPatch({}, change.patch) };
  }
  if (!record) throw new RangeError(`record ${id} does not exist`);
  if (change.kind === "update")
    return { id, referential, version, data: applyPatch(record.data, change.patch) };
  return {
    id,
    referential,
    version,
    data: record.data,
    withdrawn: change.keptId === undefined ? {} : { keptId: change.keptId },
  };
}

/**
 * Two successive changes of one record as one, against the base of the first (Y2, C5–C8); null when together they do nothing.
 * Create then update = create; create then withdraw = nothing; anything then withdraw = withdraw; an update that leads back = nothing.
 */
export function composeChange(first: Change, second: Change): Change | null {
  if (first.recordId !== second.recordId)
    throw new RangeError("changes of two records do not compose");
  if (second.kind === "create") throw new RangeError(`record ${second.recordId} exists already`);
  if (second.kind === "withdraw")
    return first.kind === "create" ? null : { ...second, baseVersion: first.baseVersion };
  const patch = squashPatches([first.patch, second.patch]);
  if (first.kind === "create") return { ...first, patch };
  if (first.kind === "update" && Object.keys(patch).length === 0) return null;
  return { ...second, baseVersion: first.baseVersion, patch };
}
