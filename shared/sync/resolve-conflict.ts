import { sameJson } from "../base/index.ts";
import type { JsonValue, RecordId } from "../base/index.ts";
import { applyChange, diffRecord, mergeValue, moveOf, valueOf } from "../record/index.ts";
import type { AttributeMove, Change, MasterRecord, Patch } from "../record/index.ts";
import type { Resolution } from "../workflow/index.ts";
import { baseValue } from "./classify-change.ts";
import { retarget } from "./link-targets.ts";
import type { CommittedChange, FieldConflict } from "./operation.ts";

/** The side a person chose, with the value where it is none of the three. */
export type Choice =
  | { readonly side: "base" | "mine" | "central" }
  | { readonly side: "other"; readonly value: JsonValue | undefined };

/**
 * The change against the record as it is now, every `before` being central's own value (R1–R3); null when nothing is left to do.
 * Where both sides differ central's value stands: call it on soft conflicts, or after the hard ones were resolved.
 */
export function rebaseChange(
  change: Change,
  central: MasterRecord | undefined,
  trunk?: MasterRecord,
): Change | null {
  if (change.kind === "create" || !central) return change;
  if (change.kind === "withdraw")
    return central.withdrawn && central.withdrawn.keptId === change.keptId
      ? null
      : { ...change, baseVersion: central.version };
  const moves: [string, AttributeMove][] = [];
  for (const attribute of Object.keys(change.patch)) {
    const theirs = valueOf(central.data, attribute);
    const { value } = mergeValue(
      baseValue(change, attribute, trunk, central),
      change.patch[attribute]?.after,
      theirs,
    );
    if (!sameJson(value, theirs)) moves.push([attribute, moveOf(theirs, value)]);
  }
  return moves.length === 0
    ? null
    : { ...change, baseVersion: central.version, patch: Object.fromEntries(moves) };
}

/** The change as it enters a commit: rebased, with the version it produces (R4); null when there is nothing left to commit. */
export function toCommittedChange(
  change: Change,
  central: MasterRecord | undefined,
  trunk?: MasterRecord,
): CommittedChange | null {
  const rebased = rebaseChange(change, central, trunk);
  return rebased && { ...rebased, version: (central?.version ?? 0) + 1 };
}

/** Sides that make sense for a conflict, in the order they are shown (R5). */
export function choicesFor(conflict: FieldConflict): readonly Choice["side"][] {
  if (conflict.class !== "hard") return [];
  if (conflict.attribute !== null) return ["mine", "central", "base", "other"];
  return ["mine", "central"];
}

/**
 * The change after a choice on one of its hard conflicts, against central's version (R5–R9, Y3); null when nothing of it is left.
 * On a field: `mine` keeps mine, `central` leaves central's, `base` goes back to the trunk, `other` takes a value. On the whole
 * record: `mine` keeps the change (an edit of a withdrawn record brings it back), `central` gives it up; for two creations with
 * the same key, `mine` turns mine into an update of the record that exists and `central` keeps that record as it is.
 * @param existing the record that has the same key, needed to merge into it
 */
export function resolveConflict(
  change: Change,
  conflict: FieldConflict,
  choice: Choice,
  existing?: MasterRecord,
): Change | null {
  if (!choicesFor(conflict).includes(choice.side))
    throw new RangeError(`no choice ${choice.side} on ${conflict.case}`);
  if (conflict.attribute === null)
    return choice.side === "central" ? null : keepMine(change, conflict, existing);
  const theirs = conflict.central as JsonValue | undefined;
  const chosen =
    choice.side === "other" ? choice.value : (conflict[choice.side] as JsonValue | undefined);
  const { [conflict.attribute]: _settled, ...others } = change.patch;
  const patch: Patch = sameJson(chosen, theirs)
    ? others
    : { ...others, [conflict.attribute]: moveOf(theirs, chosen) };
  if (change.kind === "update" && Object.keys(patch).length === 0) return null;
  return { ...change, baseVersion: change.kind === "create" ? 0 : conflict.centralVersion, patch };
}

/**
 * Every choice on one change, in turn, then the rest of it rebased on central (R9): what is submitted again. Where central moved a
 * field that nobody chose on, the change keeps its base, so that it is classified again and nothing of it is dropped (R12).
 */
export function resolveConflicts(
  change: Change,
  choices: readonly { readonly conflict: FieldConflict; readonly choice: Choice }[],
  central: MasterRecord | undefined,
  trunk?: MasterRecord,
  existing?: MasterRecord,
): Change | null {
  let resolved: Change | null = change;
  const settled = new Set(choices.map(({ conflict }) => conflict.attribute));
  for (const { conflict, choice } of choices) {
    if (!resolved) return null;
    resolved = resolveConflict(resolved, conflict, choice, existing);
  }
  if (!resolved || resolved.kind !== "update" || !central || resolved.recordId !== central.id)
    return resolved;
  const isSettled = ([name]: readonly [string, unknown]): boolean => settled.has(name);
  const chosen = Object.entries(resolved.patch).filter(isSettled);
  const others = Object.entries(change.patch).filter((entry) => !isSettled(entry));
  const untouched: Change = { ...change, patch: Object.fromEntries(others) };
  if (others.some(([name]) => isDisputed(untouched, name, central, trunk)))
    return { ...untouched, patch: Object.fromEntries([...others, ...chosen]) };
  const patch = Object.fromEntries([
    ...Object.entries(rebaseChange(untouched, central, trunk)?.patch ?? {}),
    ...chosen,
  ]);
  return Object.keys(patch).length === 0
    ? null
    : { ...resolved, baseVersion: central.version, patch };
}

/** True when both sides differ on a field: nobody chose there yet, so neither side may be dropped. */
function isDisputed(
  change: Change,
  attribute: string,
  central: MasterRecord,
  trunk: MasterRecord | undefined,
): boolean {
  const base = baseValue(change, attribute, trunk, central);
  return mergeValue(base, change.patch[attribute]?.after, valueOf(central.data, attribute))
    .conflict;
}

/**
 * Conflicts that no recorded resolution settles: one against the same central version stays settled for ever (Y3, R10). What is held
 * leaves no choice (R5), and no resolution that says otherwise is believed.
 */
export const openConflicts = (
  conflicts: readonly FieldConflict[],
  resolutions: readonly Resolution[],
): readonly FieldConflict[] =>
  conflicts.filter(
    (conflict) =>
      conflict.class === "held" ||
      !resolutions.some(
        (resolution) =>
          resolution.recordId === conflict.recordId &&
          resolution.referential === conflict.referential &&
          resolution.attribute === (conflict.attribute ?? "") &&
          resolution.againstVersion === conflict.centralVersion,
      ),
  );

/** The same changes with links to one record turned to another: after merging a creation into an existing record (R8). */
export const redirectLinks = (
  changes: readonly Change[],
  from: RecordId,
  to: RecordId,
): readonly Change[] =>
  changes.map((change) => ({
    ...change,
    patch: Object.fromEntries(
      Object.entries(change.patch).map(([name, move]) => [
        name,
        move.after === undefined ? move : moveOf(move.before, retarget(move.after, from, to)),
      ]),
    ),
  }));

function keepMine(
  change: Change,
  conflict: FieldConflict,
  existing: MasterRecord | undefined,
): Change | null {
  if (conflict.case !== "same-key-created")
    return { ...change, baseVersion: conflict.centralVersion };
  if (!existing) throw new RangeError("merging needs the record that exists");
  const mine = change.kind === "create" ? applyChange(undefined, change, 1).data : {};
  const patch = diffRecord(existing.data, { ...existing.data, ...mine });
  return Object.keys(patch).length === 0
    ? null
    : {
        kind: "update",
        referential: change.referential,
        recordId: existing.id,
        baseVersion: existing.version,
        patch,
      };
}
