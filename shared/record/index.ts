export { applyChange, composeChange } from "./change-record.ts";
export { mergeRecord, mergeValue } from "./merge-record.ts";
export type { MergeConflict } from "./merge-record.ts";
export {
  applyPatch,
  diffRecord,
  moveOf,
  reversePatch,
  squashPatches,
  valueOf,
} from "./patch-record.ts";
export { recordAt, recordAtVersion, stateAt } from "./record-at.ts";
export type { RecordState } from "./record-at.ts";
export type {
  AttributeMove,
  Change,
  HistoryEntry,
  MasterRecord,
  Patch,
  RecordData,
} from "./record.ts";
