import { firstDay } from "../base/index.ts";
import type { JsonValue, RecordId } from "../base/index.ts";
import { keyOf } from "../model/index.ts";
import type { RecordData } from "../record/index.ts";
import type { Finding, ValidationStage } from "./finding.ts";
import { checkIdentifier } from "./identifiers/check-identifier.ts";
import { checkHierarchy, checkLinks } from "./link-findings.ts";
import { say } from "./report.ts";
import type { Report } from "./report.ts";
import { comparedValue, groupedTable } from "./set-index.ts";
import type { IndexedRecord, SetIndex, SetTable } from "./set-index.ts";
import { membersUnder } from "./text-groups.ts";

/** How many other records a finding names. */
const MAX_NAMED = 5;

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
