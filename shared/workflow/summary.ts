import { hashOf } from "../base/index.ts";
import type { ContentHash, JsonValue, ReferentialId } from "../base/index.ts";
import type { Referential } from "../model/index.ts";
import type { Change } from "../record/index.ts";
import type { RequestContent, RequestSummary, SeenProof } from "./request.ts";

/** How a change is grouped when it is shown and counted (A15). */
export const CHANGE_GROUPS = ["created", "updated", "closed", "withdrawn"] as const;
export type ChangeGroup = (typeof CHANGE_GROUPS)[number];

type Period = Pick<Referential, "period">;

/** The hash that votes are bound to: SHA-256 of the canonical JSON of the content (A1). */
export const hashContent = (content: RequestContent): ContentHash =>
  hashOf(content as unknown as JsonValue);

/** The group of a change (SU1): an update that sets the end of the period where none was, or brings it forward, is a closure. */
export function groupOf(change: Change, referential: Period | undefined): ChangeGroup {
  if (change.kind === "create") return "created";
  if (change.kind === "withdraw") return "withdrawn";
  return isClosure(change, referential) ? "closed" : "updated";
}

/** True for an update that closes its record or brings its closing date forward. */
export function isClosure(change: Change, referential: Period | undefined): boolean {
  if (
    change.kind !== "update" ||
    !referential?.period ||
    !Object.hasOwn(change.patch, referential.period.to)
  )
    return false;
  const { before, after } = change.patch[referential.period.to] ?? {};
  return typeof after === "string" && (typeof before !== "string" || after < before);
}

/**
 * Counts of a request by kind and référentiel (SU2). Computed by the author's laptop and again by central, which refuses a
 * content whose summary is not this one.
 * @param periodOf the référentiel of an id, or what is needed of it; undefined counts closures as updates
 */
export function summaryOf(
  changes: Iterable<Change>,
  periodOf: (referential: ReferentialId) => Period | undefined,
  facts: { readonly hasLegalText: boolean; readonly warnings: number },
): RequestSummary {
  const counts = { created: 0, updated: 0, closed: 0, withdrawn: 0 };
  const byReferential = new Map<string, number>();
  for (const change of changes) {
    counts[groupOf(change, periodOf(change.referential))] += 1;
    byReferential.set(change.referential, (byReferential.get(change.referential) ?? 0) + 1);
  }
  return { ...counts, byReferential: Object.fromEntries(byReferential), ...facts };
}

/** Groups with something in them, in the order they are shown. */
export const groupsOf = (
  summary: RequestSummary,
): readonly { readonly kind: ChangeGroup; readonly count: number }[] =>
  CHANGE_GROUPS.filter((kind) => summary[kind] > 0).map((kind) => ({ kind, count: summary[kind] }));

/** Number of changes in the request. */
export const changeCount = (summary: RequestSummary): number =>
  CHANGE_GROUPS.reduce((sum, kind) => sum + summary[kind], 0);

/** Group names as a proof may write them: as the summary counts them, or as the kind of a change. */
const SEEN_KINDS: { readonly [kind: string]: ChangeGroup } = {
  created: "created",
  create: "created",
  updated: "updated",
  update: "updated",
  closed: "closed",
  close: "closed",
  withdrawn: "withdrawn",
  withdraw: "withdrawn",
};

/**
 * True when the decider had every group of this very summary on screen (SE1–SE3): the groups of the proof add up to the counts of
 * the summary, and of each group that holds something at least one change was shown. A group may be split by référentiel, its
 * kind then written `referential:kind`. How far the decider went is recorded beside (`opened`, `toTheEnd`).
 */
export function seenEnough(summary: RequestSummary, seen: SeenProof): boolean {
  const counted = { created: 0, updated: 0, closed: 0, withdrawn: 0 };
  for (const group of seen.groups) {
    const kind = group.kind.slice(group.kind.lastIndexOf(":") + 1);
    if (group.count === 0) continue;
    if (!Object.hasOwn(SEEN_KINDS, kind) || group.shown < 1 || group.shown > group.count)
      return false;
    counted[SEEN_KINDS[kind] ?? "updated"] += group.count;
  }
  return CHANGE_GROUPS.every((kind) => counted[kind] === summary[kind]);
}
