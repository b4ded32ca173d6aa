import { firstDay, periodsOverlap } from "../base/index.ts";
import type { JsonValue, Period } from "../base/index.ts";
import { daysOf, periodOf } from "../model/index.ts";
import type { DatedLink } from "../model/index.ts";
import type { RecordData } from "../record/index.ts";
import { findCycle, isSafe } from "./find-cycle.ts";
import { say } from "./report.ts";
import type { Place, Report } from "./report.ts";
import { resolveReference } from "./set-index.ts";
import type { IndexedRecord, SetIndex } from "./set-index.ts";
import type { LinkPlan } from "./set-plan.ts";

/** Where the links of one attribute lead, and when (RU13–RU17). */
export function checkLinks(
  report: Report,
  index: SetIndex,
  data: RecordData,
  plan: LinkPlan,
): void {
  const value = data[plan.attribute];
  if (value === undefined) return;
  if (typeof value === "string") checkReference(report, index, data, plan, value, undefined);
  else if (Array.isArray(value)) {
    const elements = value as readonly JsonValue[];
    for (let position = 0; position < elements.length; position += 1) {
      const element = elements[position];
      if (typeof element === "string") checkReference(report, index, data, plan, element, position);
      else if (plan.dated && typeof element === "object" && element !== null)
        checkDatedLink(report, index, plan, element as unknown as DatedLink, position);
    }
    if (plan.dated && elements.length > 1)
      checkOverlaps(report, plan, elements as unknown as readonly DatedLink[]);
  }
}

/** The record a reference means, once what is wrong with the reference itself was said; undefined when it cannot be judged further. */
function resolved(
  report: Report,
  index: SetIndex,
  plan: LinkPlan,
  reference: string,
  value: JsonValue,
  position: number | undefined,
): IndexedRecord | undefined {
  const target = resolveReference(index, plan.referential, reference);
  if (target && !target.withdrawn) return target;
  if (!target) {
    if (index.tables.get(plan.referential)?.loaded)
      say(
        report,
        "reference-unresolved",
        { ...placeOf(plan, value, position), declared: plan.unresolved },
        { target: reference, referential: plan.referential },
      );
    return undefined;
  }
  const keptId = target.withdrawn?.keptId;
  say(report, "reference-withdrawn", placeOf(plan, value, position), {
    target: target.id,
    referential: plan.referential,
    ...(keptId === undefined ? {} : { keptId }),
  });
  return undefined;
}

function checkReference(
  report: Report,
  index: SetIndex,
  data: RecordData,
  plan: LinkPlan,
  reference: string,
  position: number | undefined,
): void {
  const target = resolved(report, index, plan, reference, reference, position);
  if (!target) return;
  const closed = target.to;
  if (closed === undefined) return;
  const own = periodOf(report.table.plan.referential, data).to;
  if (own === undefined || own > closed)
    say(
      report,
      "reference-closed",
      { ...placeOf(plan, reference, position), declared: plan.severities["reference-closed"] },
      { target: target.id, referential: plan.referential, closed },
    );
}

function checkDatedLink(
  report: Report,
  index: SetIndex,
  plan: LinkPlan,
  link: DatedLink,
  position: number,
): void {
  if (typeof link.target !== "string") return;
  const from = link.from === undefined ? undefined : firstDay(link.from);
  const to = link.to === undefined ? undefined : firstDay(link.to);
  if (from !== undefined && to !== undefined && from >= to) {
    say(report, "period-inverted", placeOf(plan, link as unknown as JsonValue, position), {
      from: link.from!,
      to: link.to!,
    });
    return;
  }
  const target = resolved(report, index, plan, link.target, link as unknown as JsonValue, position);
  if (target && plan.governing && isOutside(target, from, to)) {
    say(
      report,
      "link-outside-period",
      {
        ...placeOf(plan, link as unknown as JsonValue, position),
        declared: plan.severities["link-outside-period"],
      },
      { target: target.id, referential: plan.referential, ...withoutUndefined(target) },
    );
  }
}

/** True when the governing record is known not to exist on some day of [from, to) (R4); an unknown bound proves nothing (D5). */
const isOutside = (
  governing: IndexedRecord,
  from: string | undefined,
  to: string | undefined,
): boolean =>
  (from !== undefined && governing.from !== undefined && from < governing.from) ||
  (governing.to !== undefined && (to === undefined || to > governing.to));

const placeOf = (plan: LinkPlan, value: JsonValue, index: number | undefined): Place => ({
  attribute: plan.attribute,
  value,
  ...(index === undefined ? {} : { index }),
});
const withoutUndefined = (period: Period | IndexedRecord): { readonly [name: string]: string } => ({
  ...(period.from === undefined ? {} : { from: period.from }),
  ...(period.to === undefined ? {} : { to: period.to }),
});

/** No two links of the same type between the same pair over the same day (D3, R8). */
function checkOverlaps(report: Report, plan: LinkPlan, links: readonly DatedLink[]): void {
  for (let right = 1; right < links.length; right += 1) {
    for (let left = 0; left < right; left += 1) {
      const [one, other] = [links[left]!, links[right]!];
      if (
        one.target !== other.target ||
        one.type !== other.type ||
        !periodsOverlap(daysOf(one.from, one.to), daysOf(other.from, other.to))
      )
        continue;
      const rule =
        one.from === other.from && one.to === other.to ? "link-duplicate" : "period-overlap";
      say(
        report,
        rule,
        {
          attribute: plan.attribute,
          index: right,
          value: other as unknown as JsonValue,
          declared: plan.severities[rule],
        },
        { target: other.target, with: left },
      );
      break;
    }
  }
}

/** What a hierarchy allows: one parent per day unless declared otherwise, never a cycle (RU18, RU19). */
export function checkHierarchy(
  report: Report,
  index: SetIndex,
  data: RecordData,
  plan: LinkPlan,
  position: number,
  indexed: IndexedRecord | undefined,
): void {
  const value = data[plan.attribute];
  if (value === undefined) return;
  const hierarchy = plan.hierarchy!;
  if (!hierarchy.multiParent && Array.isArray(value) && value.length > 1)
    checkSeveralParents(report, plan, value as readonly JsonValue[]);
  if (indexed && isSafe(index, indexed, plan, position)) return;
  const cycle = findCycle(index, report.id, data, plan);
  if (cycle)
    say(
      report,
      "cycle",
      { attribute: plan.attribute, declared: hierarchy.cycle },
      { hierarchy: hierarchy.id, path: cycle.path, ...withoutUndefined(cycle.period) },
    );
}

/** One parent per day in a hierarchy that is not declared multi-parent (R9). */
function checkSeveralParents(report: Report, plan: LinkPlan, elements: readonly JsonValue[]): void {
  const links = elements.map((element) =>
    typeof element === "string" ? { target: element } : (element as unknown as DatedLink),
  );
  for (let right = 1; right < links.length; right += 1) {
    const other = links[right]!;
    const left = links
      .slice(0, right)
      .findIndex(
        (one) =>
          one.target !== other.target &&
          periodsOverlap(daysOf(one.from, one.to), daysOf(other.from, other.to)),
      );
    if (left < 0) continue;
    say(
      report,
      "several-parents",
      {
        attribute: plan.attribute,
        index: right,
        value: elements[right]!,
        declared: plan.severities["several-parents"],
      },
      { hierarchy: plan.hierarchy!.id, with: left, targets: [links[left]!.target, other.target] },
    );
  }
}
