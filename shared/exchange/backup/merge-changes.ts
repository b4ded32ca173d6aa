import type { JsonValue } from "../../base/index.ts";
import { sameJson } from "../../base/index.ts";
import { mergeValue, moveOf } from "../../record/index.ts";
import type { Change, Patch } from "../../record/index.ts";

/** A field (null: the record as a whole) that the local change and the carried one set differently. */
export type ChangeConflict = {
  readonly attribute: string | null;
  readonly here?: JsonValue;
  readonly carried?: JsonValue;
};

export type MergedChanges = {
  /** What the record's own change becomes; the local one itself when nothing is added. */
  readonly change: Change;
  readonly conflicts: readonly ChangeConflict[];
};

/**
 * My change of a record on this laptop and one that was carried here, as one change (B14–B17).
 * @param takesCarried whether the person chose the carried value of a field (null: the whole change)
 */
export function mergeChanges(
  here: Change,
  carried: Change,
  takesCarried: (attribute: string | null) => boolean,
): MergedChanges {
  if (sameChange(here, carried)) return { change: here, conflicts: [] };
  if (here.kind === "withdraw" || carried.kind === "withdraw")
    return {
      change: takesCarried(null) ? carried : here,
      conflicts: [{ attribute: null }],
    };
  const conflicts: ChangeConflict[] = [];
  const patch = new Map(Object.entries(here.patch));
  for (const [attribute, theirs] of Object.entries(carried.patch)) {
    const mine = patch.get(attribute);
    if (mine === undefined) {
      patch.set(attribute, theirs);
      continue;
    }
    if (sameJson(mine.after, theirs.after)) continue;
    const merged = mergeValue(mine.before, mine.after, theirs.after);
    if (!merged.conflict) {
      patch.set(attribute, moveOf(mine.before, merged.value));
      continue;
    }
    conflicts.push({
      attribute,
      ...(mine.after === undefined ? {} : { here: mine.after }),
      ...(theirs.after === undefined ? {} : { carried: theirs.after }),
    });
    if (takesCarried(attribute)) patch.set(attribute, moveOf(mine.before, theirs.after));
  }
  const merged: Patch = Object.fromEntries(patch);
  if (sameJson(merged as JsonValue, here.patch as JsonValue)) return { change: here, conflicts };
  // The older trunk: what central did to a carried field since is then still compared with what the field was there.
  const baseVersion = Math.min(here.baseVersion, carried.baseVersion);
  return { change: { ...here, baseVersion, patch: merged }, conflicts };
}

const sameChange = (left: Change, right: Change): boolean =>
  sameJson(left as unknown as JsonValue, right as unknown as JsonValue);
