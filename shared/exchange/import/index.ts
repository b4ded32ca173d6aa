export { guessMapping } from "./guess-mapping.ts";
export { startImport } from "./import-session.ts";
export type { ImportProgress, ImportSession } from "./import-session.ts";
export type {
  ColumnMapping,
  ImportCounts,
  ImportedRecord,
  ImportMode,
  ImportOutcome,
  ImportPlan,
  ImportRemark,
  ImportRow,
  ImportRule,
  ImportTarget,
  PlannedChange,
} from "./import-types.ts";
export { matchAttributesOf, matchTextOf } from "./match-text.ts";
