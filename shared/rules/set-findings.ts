import { firstDay, periodsOverlap } from "../base/index.ts";
import type { JsonValue, Period, RecordId } from "../base/index.ts";
import { daysOf, keyOf, periodOf } from "../model/index.ts";
import type { DatedLink, Severity } from "../model/index.ts";
import type { RecordData } from "../record/index.ts";
import type { Finding, RuleId, ValidationStage } from "./finding.ts";
import { findCycle, isSafe } from "./find-cycle.ts";
import { checkIdentifier } from "./identifiers/check-identifier.ts";
import { comparedValue, groupedTable, resolveReference } from "./set-index.ts";
import type { IndexedRecord, SetIndex, SetTable } from "./set-index.ts";
import type { LinkPlan } from "./set-plan.ts";
import { membersUnder } from "./text-groups.ts";
import { severityOf } from "./severity.ts";

/** How many other records a finding names. */
const MAX_NAMED = 5;

/** Where findings go: made only when there is something to say, so that a sound record costs no allocation. */
type Report = {
  readonly out: Finding[];
  readonly table: SetTable;
  readonly id: RecordId;
  readonly stage: ValidationStage;
};

type Place = {
  readonly attribute?: string;
  readonly index?: number;
  readonly value?: JsonValue;
  readonly declared?: Severity | undefined;
};

function say(report: Report, rule: RuleId, place: Place, details: Finding["details"]): void {
  report.out.push({
    severity: severityOf(rule, report.stage, place.declared),
    rule,
    referential: report.table.plan.referential.id,
    recordId: report.id,
    ...(place.attribute === undefined ? {} : { attribute: place.attribute }),
    ...(place.index === undefined ? {} : { index: place.index }),
    ...(place.value === undefined ? {} : { value: place.value }),
    details,
  });
}

/**
 * Adds to `out` what the set-level rules and the identifiers say of one record (RU11–RU34), judged with this data against
 * the other records of the index, whether or not the index already holds it in that state.
 */
export function addSetFindings(
  out: Finding[],
  index: SetIndex,
  table: SetTable,
  id: RecordId,
  data: RecordData,
  stage: ValidationStage,
  known?: IndexedRecord,
): void {
  const report: Report = { out, table: groupedTable(table), id, stage };
  const indexed = known?.data === data ? known : undefined;
  const { links, hierarchies } = table.plan;
  checkIdentifiers(report, data);
  checkPeriod(report, data);
  checkKey(report, data, indexed);
  checkUnique(report, data, indexed);
  for (let position = 0; position < links.length; position += 1)
    checkLinks(report, index, data, links[position]!);
  for (let position = 0; position < hierarchies.length; position += 1)
    checkHierarchy(report, index, data, hierarchies[position]!, position, indexed);
}

function checkIdentifiers(report: Report, data: RecordData): void {
  for (const plan of report.table.plan.identifiers) {
    const value = data[plan.attribute];
    if (value === undefined) continue;
    if (typeof value === "string") judgeIdentifier(report, plan, value, undefined);
    else if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        const element: JsonValue = (value as readonly JsonValue[])[index]!;
        if (typeof element === "string" && element !== "")
          judgeIdentifier(report, plan, element, index);
      }
    }
  }
}

function judgeIdentifier(
  report: Report,
  plan: SetTable["plan"]["identifiers"][number],
  value: string,
  index: number | undefined,
): void {
  const verdict = checkIdentifier(plan.kind, value);
  if (verdict === "ok") return;
  const rule = verdict === "form" ? "identifier-form" : "identifier-key";
  say(
    report,
    rule,
    {
      attribute: plan.attribute,
      value,
      declared: plan.severities[rule],
      ...(index === undefined ? {} : { index }),
    },
    { identifier: plan.kind },
  );
}

function checkPeriod(report: Report, data: RecordData): void {
  const { period } = report.table.plan.referential;
  if (!period) return;
  const from = data[period.from];
  const to = data[period.to];
  if (typeof from !== "string" || typeof to !== "string") return;
  if (firstDay(from) >= firstDay(to))
    say(report, "period-inverted", { attribute: period.to, value: to }, { from, to });
}

function checkKey(report: Report, data: RecordData, indexed: IndexedRecord | undefined): void {
  const { byKey, plan } = report.table;
  if (indexed && byKey.shared === 0) return;
  const key = indexed ? indexed.key : keyOf(plan.referential, data);
  if (key === undefined) return;
  const others = membersUnder(byKey, key).filter((member) => member.id !== report.id);
  if (others.length > 0)
    say(
      report,
      "key-duplicate",
      { attribute: plan.referential.key[0]!, value: key },
      { key, ...named(others) },
    );
}

function checkUnique(report: Report, data: RecordData, indexed: IndexedRecord | undefined): void {
  const { unique, plan } = report.table;
  for (let position = 0; position < plan.unique.length; position += 1) {
    const groups = unique[position]!;
    if (indexed && groups.shared === 0) continue;
    const rule = plan.unique[position]!;
    const compared = indexed
      ? indexed.compared[position]
      : comparedValue(data, rule.attributes, rule.comparison);
    if (compared === undefined) continue;
    const others = membersUnder(groups, compared).filter((member) => member.id !== report.id);
    const attribute = rule.attributes[0]!;
    if (others.length > 0)
      say(
        report,
        "unique",
        { attribute, value: data[attribute]!, declared: rule.severity },
        { unique: rule.id, comparison: rule.comparison, ...named(others) },
      );
  }
}

const named = (
  others: readonly IndexedRecord[],
): { readonly others: readonly string[]; readonly count: number } => ({
  others: others.slice(0, MAX_NAMED).map((other) => other.id),
  count: others.length,
});

function checkLinks(report: Report, index: SetIndex, data: RecordData, plan: LinkPlan): void {
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

function checkHierarchy(
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
