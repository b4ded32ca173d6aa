import { sameJson } from "../base/index.ts";
import type { JsonValue } from "../base/index.ts";
import { mergeLinks } from "./merge-links.ts";
import { attributesOf, valueOf } from "./patch-record.ts";
import type { RecordData } from "./record.ts";

/** One attribute that both sides changed to different values; an absent side means "no value". */
export type MergeConflict = {
  readonly attribute: string;
  readonly base?: JsonValue;
  readonly ours?: JsonValue;
  readonly theirs?: JsonValue;
};

/**
 * Three-way merge of one record, attribute by attribute (M1–M6); lists of dated links element by element (M7–M9).
 *
 * A conflict keeps the central value (`theirs`): a half-resolved merge must never be worse than what everyone else already sees.
 */
export function mergeRecord(
  base: RecordData,
  ours: RecordData,
  theirs: RecordData,
): { readonly merged: RecordData; readonly conflicts: readonly MergeConflict[] } {
  const merged: [string, JsonValue][] = [];
  const conflicts: MergeConflict[] = [];
  for (const attribute of attributesOf(base, ours, theirs)) {
    const result = mergeValue(
      valueOf(base, attribute),
      valueOf(ours, attribute),
      valueOf(theirs, attribute),
    );
    if (result.value !== undefined) merged.push([attribute, result.value]);
    if (result.conflict) conflicts.push(conflictOf(attribute, base, ours, theirs));
  }
  return { merged: Object.fromEntries(merged), conflicts };
}

/** Three-way merge of one value; absent values are undefined. A conflict keeps `theirs`. */
export function mergeValue(
  base: JsonValue | undefined,
  ours: JsonValue | undefined,
  theirs: JsonValue | undefined,
): { readonly value: JsonValue | undefined; readonly conflict: boolean } {
  if (sameJson(theirs, base)) return { value: ours, conflict: false };
  if (sameJson(ours, base) || sameJson(ours, theirs)) return { value: theirs, conflict: false };
  const links = mergeLinks(base, ours, theirs);
  return links
    ? { value: links.length === 0 ? undefined : links, conflict: false }
    : { value: theirs, conflict: true };
}

function conflictOf(
  attribute: string,
  base: RecordData,
  ours: RecordData,
  theirs: RecordData,
): MergeConflict {
  const [b, o, t] = [
    valueOf(base, attribute),
    valueOf(ours, attribute),
    valueOf(theirs, attribute),
  ];
  return {
    attribute,
    ...(b === undefined ? {} : { base: b }),
    ...(o === undefined ? {} : { ours: o }),
    ...(t === undefined ? {} : { theirs: t }),
  };
}
