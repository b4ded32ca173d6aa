import type { BackupApi } from "./api/backup-api.ts";
import type { BrowseApi } from "./api/browse-api.ts";
import type { EditApi } from "./api/edit-api.ts";
import type { FindingApi } from "./api/finding-api.ts";
import type { ImportApi } from "./api/import-api.ts";
import type { LifeApi } from "./api/life-api.ts";
import type { RequestApi } from "./api/request-api.ts";
import type { SyncApi } from "./api/sync-api.ts";

/**
 * Everything a page may ask of the data worker, which owns the local database and the working set.
 * Every method rejects with a plain FaultData. Texts in views are display texts in the language given to `open`.
 */
export type DataApi = LifeApi &
  BrowseApi &
  EditApi &
  FindingApi &
  RequestApi &
  ImportApi &
  SyncApi &
  BackupApi;

export type {
  BackupApi,
  CarriedConflict,
  CarriedPreview,
  SealFacts,
  WorkstationView,
} from "./api/backup-api.ts";
export type {
  RecordState,
  Filter,
  ViewQuery,
  ViewInfo,
  CellView,
  RowView,
  RecordView,
  RecordLabel,
  CrossReference,
  TreeNode,
  SearchHit,
  BrowseApi,
} from "./api/browse-api.ts";
export type { CellEdit, EditOutcome, EditApi } from "./api/edit-api.ts";
export type { FindingGroup, FindingLine, FindingApi } from "./api/finding-api.ts";
export type { ImportReport, RemarkGroup, ImportApi } from "./api/import-api.ts";
export type {
  ColumnMapping,
  ImportCounts,
  ImportMode,
  ImportPlan,
  ImportRemark,
} from "./api/import-api.ts";
export type { ReferentialCard, Counts, DataEvent, LifeApi } from "./api/life-api.ts";
export type {
  Preparation,
  RequestCard,
  ChangeGroup,
  MoveView,
  ChangeView,
  RequestView,
  SubmitForm,
  SubmitOutcome,
  RequestApi,
} from "./api/request-api.ts";
export type { OutboxLine, ConflictView, SyncApi } from "./api/sync-api.ts";
