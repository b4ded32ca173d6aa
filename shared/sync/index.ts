export { commitHash, GENESIS_HASH, historyOf, sealCommit, verifyChain } from "./chain-commits.ts";
export type { ChainBreak, ChainHead } from "./chain-commits.ts";
export { classifyChain, classifyChange } from "./classify-change.ts";
export type { CentralLookup } from "./classify-change.ts";
export { retarget, targetsOf } from "./link-targets.ts";
export { collapseChanges, orderByDependencies } from "./collapse-changes.ts";
export {
  BLOCK_SIZE,
  isChange,
  isCommittedChange,
  isMasterRecord,
  packBlocks,
  packByReferential,
  readBlock,
} from "./pack-blocks.ts";
export type { Block } from "./pack-blocks.ts";
export {
  applyAnswer,
  checkOperationOrder,
  hashOperation,
  isFinal,
  nextOperations,
  PUSH_LIMIT,
} from "./queue-operations.ts";
export type {
  AnswerEffect,
  AnsweredOperation,
  DeviceState,
  OrderVerdict,
  Queued,
} from "./queue-operations.ts";
export {
  choicesFor,
  openConflicts,
  rebaseChange,
  redirectLinks,
  resolveConflict,
  resolveConflicts,
  toCommittedChange,
} from "./resolve-conflict.ts";
export type { Choice } from "./resolve-conflict.ts";
export type {
  CommitHead,
  CommittedChange,
  ConflictCase,
  ConflictClass,
  FeedEntry,
  FieldConflict,
  ModelEntry,
  Operation,
  OperationAnswer,
  OperationPayload,
  SnapshotManifest,
} from "./operation.ts";
