import { firstDay } from "../base/index.ts";
import type { JsonValue, Period, RecordId } from "../base/index.ts";
import { KEY_PREFIX, keyOf } from "../model/index.ts";
import type { DatedLink } from "../model/index.ts";
import type { RecordData } from "../record/index.ts";
import { resolveReference, targetsOf } from "./set-index.ts";
import type { IndexedRecord, SetIndex } from "./set-index.ts";
import type { LinkPlan } from "./set-plan.ts";

/** A cycle through a record: the ids on the way up, and the days on which every link of it holds. */
export type Cycle = { readonly path: readonly RecordId[]; readonly period: Period };

/** Paths followed before giving up on a tangle; a record on a cycle is then still reported without its days. */
const MAX_STEPS = 100_000;

/**
 * Looks for a cycle that closes on this record on at least one day (R9): going up through parents whose links hold
 * together. Null when there is none. Linear where nothing above closes on itself, whatever the dates.
 */
export function findCycle(
  index: SetIndex,
  id: RecordId,
  data: RecordData,
  plan: LinkPlan,
): Cycle | null {
  const own = plan.referential;
  const ownKey = keyOf(index.tables.get(own)!.plan.referential, data);
  const ownReference = ownKey === undefined ? undefined : KEY_PREFIX + ownKey;
  const seen = new Map<IndexedRecord, Period[]>();
  const stack: {
    readonly data: RecordData;
    readonly path: readonly RecordId[];
    readonly period: Period;
  }[] = [{ data, path: [id], period: {} }];
  for (let steps = 0; stack.length > 0 && steps < MAX_STEPS; steps += 1) {
    const { data: at, path, period } = stack.pop()!;
    for (const edge of edgesOf(at, plan)) {
      const parent = resolveReference(index, own, edge.target);
      const shared = intersection(period, edge.period);
      if (!shared) continue;
      if (parent ? parent.id === id : edge.target === ownReference) return { path, period: shared };
      if (!parent) continue;
      const covered = seen.get(parent);
      if (covered?.some((known) => contains(known, shared))) continue;
      if (covered) covered.push(shared);
      else seen.set(parent, [shared]);
      stack.push({
        data: parent.data,
        path: path.length < 20 ? [...path, parent.id] : path,
        period: shared,
      });
    }
  }
  return null;
}

/**
 * True when going up from this record never closes a cycle, dates aside: what nearly every record is. Remembered until the
 * index changes, so that a whole référentiel is judged in one pass.
 */
export function isSafe(
  index: SetIndex,
  record: IndexedRecord,
  plan: LinkPlan,
  position: number,
): boolean {
  if (isMarkedSafe(index, record, position)) return true;
  return areParentsSafe(index, record, plan, position) || climb(index, record, plan, position);
}

/** The usual case, without allocating: every parent was found safe already. */
function areParentsSafe(
  index: SetIndex,
  record: IndexedRecord,
  plan: LinkPlan,
  position: number,
): boolean {
  const value = record.data[plan.attribute];
  if (Array.isArray(value)) {
    for (let rank = 0; rank < value.length; rank += 1) {
      const element = (value as readonly JsonValue[])[rank];
      const target = plan.dated
        ? (element as { readonly target?: unknown } | null)?.target
        : element;
      if (typeof target === "string" && !isKnownSafe(index, target, plan, position)) return false;
    }
  } else if (typeof value === "string" && !isKnownSafe(index, value, plan, position)) return false;
  markSafe(index, record, position);
  return true;
}

function isKnownSafe(index: SetIndex, target: string, plan: LinkPlan, position: number): boolean {
  const parent = resolveReference(index, plan.referential, target);
  return parent === undefined || isMarkedSafe(index, parent, position);
}

const isMarkedSafe = (index: SetIndex, record: IndexedRecord, position: number): boolean =>
  record.safeAt === index.epoch && (record.safeIn & (1 << position)) !== 0;

function markSafe(index: SetIndex, record: IndexedRecord, position: number): void {
  if (record.safeAt !== index.epoch) record.safeIn = 0;
  record.safeAt = index.epoch;
  record.safeIn |= 1 << position;
}

/** Goes up depth first, with its own stack; whoever is met again on the way closes a cycle. */
function climb(index: SetIndex, record: IndexedRecord, plan: LinkPlan, position: number): boolean {
  const way: { readonly at: IndexedRecord; readonly targets: readonly string[]; next: number }[] = [
    { at: record, targets: targetsOf(record.data, plan), next: 0 },
  ];
  const onWay = new Set<IndexedRecord>([record]);
  while (way.length > 0) {
    const step = way[way.length - 1]!;
    const target = step.targets[step.next];
    step.next += 1;
    if (target === undefined) {
      way.pop();
      onWay.delete(step.at);
      markSafe(index, step.at, position);
      continue;
    }
    const parent = resolveReference(index, plan.referential, target);
    if (!parent || isMarkedSafe(index, parent, position)) continue;
    if (onWay.has(parent)) return false;
    onWay.add(parent);
    way.push({ at: parent, targets: targetsOf(parent.data, plan), next: 0 });
  }
  return true;
}

function edgesOf(
  data: RecordData,
  plan: LinkPlan,
): readonly { readonly target: string; readonly period: Period }[] {
  if (!plan.dated) return targetsOf(data, plan).map((target) => ({ target, period: {} }));
  const value = data[plan.attribute];
  if (!Array.isArray(value)) return [];
  return (value as readonly DatedLink[])
    .filter((link) => typeof link?.target === "string")
    .map((link) => ({
      target: link.target,
      period: {
        ...(typeof link.from === "string" ? { from: firstDay(link.from) } : {}),
        ...(typeof link.to === "string" ? { to: firstDay(link.to) } : {}),
      },
    }));
}

/** The days two periods share; null when there is none (D1: half-open). */
function intersection(left: Period, right: Period): Period | null {
  const from =
    left.from === undefined || (right.from !== undefined && right.from > left.from)
      ? right.from
      : left.from;
  const to =
    left.to === undefined || (right.to !== undefined && right.to < left.to) ? right.to : left.to;
  if (from !== undefined && to !== undefined && from >= to) return null;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

const contains = (outer: Period, inner: Period): boolean =>
  (outer.from === undefined || (inner.from !== undefined && outer.from <= inner.from)) &&
  (outer.to === undefined || (inner.to !== undefined && inner.to <= outer.to));
