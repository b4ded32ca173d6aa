import type { Finding, ValidationStage } from "../../shared/rules/index.ts";
import type { FindingBook } from "./finding-book.ts";
import type { RuleBook } from "./rule-book.ts";

/** The stage whose eyes the screens use: what would stop a submission is shown as soon as it is known. */
const SHOWN_STAGE: ValidationStage = "submit";

/** Judges again the records whose findings may have changed since the last call (V5). */
export async function refreshFindings(work: {
  readonly rules: RuleBook;
  readonly findings: FindingBook;
}): Promise<void> {
  const affected = work.rules.takeAffected();
  for (const [referential, records] of Map.groupBy(affected, (record) => record.referential)) {
    const ids = new Set(records.map((record) => record.recordId));
    const findings: Finding[] = [];
    for (const id of ids)
      findings.push(...(await work.rules.findings(referential, id, SHOWN_STAGE)));
    work.findings.update(referential, ids, findings);
  }
}
