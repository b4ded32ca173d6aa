import type { SeenProof } from "../../../shared/workflow/index.ts";
import type { ChangeGroup } from "../../data-worker/data-api.ts";

/** Lines of each group that were on screen, by group, as half-open ranges kept apart and sorted. */
export type Seen = ReadonlyMap<string, readonly (readonly [number, number])[]>;

export const NOTHING_SEEN: Seen = new Map();
export const groupKey = (group: Pick<ChangeGroup, "referential" | "kind">): string =>
  `${group.referential}:${group.kind}`;

/** Adds the lines [from, to) of a group to what was seen. */
export function addSeen(seen: Seen, key: string, from: number, to: number): Seen {
  if (to <= from) return seen;
  const known = seen.get(key) ?? [];
  if (known.some(([start, end]) => start <= from && to <= end)) return seen;
  const merged: [number, number][] = [];
  for (const [start, end] of [...known, [from, to] as const].toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return new Map(seen).set(key, merged);
}

/** How many lines of a group were on screen. */
export const shownOf = (seen: Seen, key: string): number =>
  (seen.get(key) ?? []).reduce((sum, [from, to]) => sum + to - from, 0);

/** Groups of which nothing was shown yet: deciding waits for them. */
export const unseenGroups = (seen: Seen, groups: readonly ChangeGroup[]): readonly ChangeGroup[] =>
  groups.filter((group) => group.count > 0 && shownOf(seen, groupKey(group)) === 0);

/** What is recorded with the decision. */
export function proofOf(seen: Seen, groups: readonly ChangeGroup[]): SeenProof {
  const proven = groups.map((group) => ({
    kind: groupKey(group),
    count: group.count,
    shown: Math.min(group.count, shownOf(seen, groupKey(group))),
  }));
  return {
    groups: proven,
    opened: proven.reduce((sum, { shown }) => sum + shown, 0),
    toTheEnd: proven.every(({ count, shown }) => shown >= count),
  };
}
