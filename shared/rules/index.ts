export type { Finding, RuleId, ValidationStage, Waiver } from "./finding.ts";
export { blocks, waiverCovers } from "./blocks.ts";
export type { Shape } from "./compile-shape.ts";
export { checkIdentifier } from "./identifiers/check-identifier.ts";
export type { IdentifierVerdict } from "./identifiers/check-identifier.ts";
export {
  createSetIndex,
  loadRecords,
  putRecord,
  recordsWithKey,
  referrersOf,
  removeRecord,
} from "./set-index.ts";
export type { AffectedRecord, IndexedRecord, SetIndex, SetTable } from "./set-index.ts";
export { compareSeverity, highestSeverity, SEVERITIES, severityOf } from "./severity.ts";
export { createRuleContext, findingsOf, validateAll, validateRecord } from "./validate-record.ts";
export type { RuleContext, ValidationBatch } from "./validate-record.ts";
