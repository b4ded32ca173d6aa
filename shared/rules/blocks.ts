import { sameJson } from "../base/index.ts";
import type { IsoDate } from "../base/index.ts";
import type { Finding, ValidationStage, Waiver } from "./finding.ts";

/**
 * True when a waiver excuses a finding (V7): same record, rule, attribute and value, before its expiry. `expires` is the
 * exclusive end, the day after the last one on which the waiver holds (D1). What is fatal cannot be waived.
 */
export function waiverCovers(waiver: Waiver, finding: Finding, today: IsoDate): boolean {
  return (
    finding.severity !== "fatale" &&
    today < waiver.expires &&
    waiver.recordId === finding.recordId &&
    waiver.referential === finding.referential &&
    waiver.rule === finding.rule &&
    waiver.attribute === finding.attribute &&
    sameJson(waiver.value, finding.value)
  );
}

/**
 * True when a finding made at this stage stops it (section 8 of the domain rules): what is fatal stops every stage, saving a
 * draft included; an error stops everything after the draft unless a waiver covers it; the rest never stops anything.
 */
export function blocks(
  finding: Finding,
  stage: ValidationStage,
  waivers: readonly Waiver[],
  today: IsoDate,
): boolean {
  if (finding.severity === "fatale") return true;
  return (
    finding.severity === "erreur" &&
    stage !== "draft" &&
    !waivers.some((waiver) => waiverCovers(waiver, finding, today))
  );
}
