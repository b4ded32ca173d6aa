export type {
  CommitHead, CommittedChange, ConflictCase, ConflictClass, FeedEntry, FieldConflict, ModelEntry, Operation, OperationAnswer, OperationPayload, SnapshotManifest,
} from './operation.ts'
