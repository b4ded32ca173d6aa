import type { JsonValue, RecordId } from "../base/index.ts";
import type { Severity } from "../model/index.ts";
import type { Finding, RuleId, ValidationStage } from "./finding.ts";
import type { SetTable } from "./set-index.ts";
import { severityOf } from "./severity.ts";

/** Where findings go: made only when there is something to say, so that a sound record costs no allocation. */
export type Report = {
  readonly out: Finding[];
  readonly table: SetTable;
  readonly id: RecordId;
  readonly stage: ValidationStage;
};

/** What a finding is about, inside the record. */
export type Place = {
  readonly attribute?: string;
  readonly index?: number;
  readonly value?: JsonValue;
  readonly declared?: Severity | undefined;
};

/** Adds a finding; its severity comes from the stage and from what the document declares. */
export function say(report: Report, rule: RuleId, place: Place, details: Finding["details"]): void {
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
