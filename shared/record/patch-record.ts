import { sameJson } from "../base/index.ts";
import type { JsonValue } from "../base/index.ts";
import type { AttributeMove, Patch, RecordData } from "./record.ts";

/** The moves that lead from one state of a record to another, attribute by attribute; empty when nothing changed (P0). */
export function diffRecord(before: RecordData, after: RecordData): Patch {
  const moves: [string, AttributeMove][] = [];
  for (const attribute of attributesOf(before, after)) {
    const [from, to] = [valueOf(before, attribute), valueOf(after, attribute)];
    if (!sameJson(from, to)) moves.push([attribute, moveOf(from, to)]);
  }
  return Object.fromEntries(moves);
}

/** The record after the patch: every moved attribute takes its `after` side, whatever it held before (P1). Never edits in place. */
export function applyPatch(data: RecordData, patch: Patch): RecordData {
  const values = new Map<string, JsonValue>(Object.entries(data));
  for (const [attribute, move] of Object.entries(patch)) {
    if (move.after === undefined) values.delete(attribute);
    else values.set(attribute, move.after);
  }
  return Object.fromEntries(values);
}

/** The patch that undoes this one (P2). */
export const reversePatch = (patch: Patch): Patch =>
  Object.fromEntries(
    Object.entries(patch).map(([attribute, move]) => [attribute, moveOf(move.after, move.before)]),
  );

/** One patch equal to several in turn; an attribute that came back to where it started leaves no move (P3). */
export function squashPatches(patches: readonly Patch[]): Patch {
  const moves = new Map<string, AttributeMove>();
  for (const patch of patches) {
    for (const [attribute, move] of Object.entries(patch)) {
      const earlier = moves.get(attribute);
      moves.set(attribute, earlier ? moveOf(earlier.before, move.after) : move);
    }
  }
  return Object.fromEntries([...moves].filter(([, move]) => !sameJson(move.before, move.after)));
}

/** The value of an own attribute; undefined when the record has none (an absent attribute has no property). */
export const valueOf = (data: RecordData, attribute: string): JsonValue | undefined =>
  Object.hasOwn(data, attribute) ? data[attribute] : undefined;

/** Every attribute that one of the records holds, each once, sorted. */
export const attributesOf = (...records: readonly RecordData[]): readonly string[] =>
  [...new Set(records.flatMap((record) => Object.keys(record)))].sort();

/** A move with only the sides that exist. */
export const moveOf = (
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): AttributeMove => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});
