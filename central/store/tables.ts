import type { Generated, Kysely } from "kysely";

export type Engine = "sqlite" | "postgres";

/** A running transaction (or read) with the plumbing that differs between engines. */
export type Tx = { readonly db: Kysely<Tables>; readonly engine: Engine };

/** The establishment's counters: its row is locked by every command, which makes numbers gapless. */
type EstablishmentRow = {
  id: string;
  name: string;
  seq: number;
  commit_number: number;
  head: string;
  created_at: string;
};
type AccountRow = {
  establishment: string;
  id: string;
  login: string;
  name: string;
  password: string;
  disabled: number;
  rights_seq: number;
  created_at: string;
};
type RightRow = { establishment: string; person: string; referential: string; role: string };
type SessionRow = {
  id: string;
  family: string;
  establishment: string;
  person: string;
  access_hash: string;
  access_expires: string;
  refresh_hash: string;
  refresh_expires: string;
  state: string;
  created_at: string;
};
type DocumentRow = {
  establishment: string;
  kind: string;
  id: string;
  version: number;
  document: string;
  at: string;
};
type RecordRow = {
  establishment: string;
  referential: string;
  id: string;
  version: number;
  commit_number: number;
  record_key: string;
  data: string;
  withdrawn: string | null;
};
type HistoryRow = {
  establishment: string;
  referential: string;
  record_id: string;
  version: number;
  commit_number: number;
  kind: string;
  patch: string;
  kept_id: string | null;
};
type CommitRow = {
  establishment: string;
  number: number;
  request_id: string;
  head: string;
  hash: string;
};
type BlockRow = {
  establishment: string;
  hash: string;
  referential: string;
  element_count: number;
  byte_count: number;
  bytes: Uint8Array;
  created_at: string;
};
type SnapshotBlockRow = {
  establishment: string;
  referential: string;
  first_id: string;
  hash: string;
  element_count: number;
  byte_count: number;
};
type RetiredBlockRow = { establishment: string; hash: string; retired_at: string };
type SnapshotStateRow = { establishment: string; referential: string; commit_number: number };
type RequestRow = {
  establishment: string;
  id: string;
  author: string;
  status: string;
  revision: number;
  content_hash: string;
  body: string;
  seq: number;
  trunk_commit: number;
};
type RequestTouchRow = {
  establishment: string;
  request_id: string;
  record_id: string;
  block_hash: string;
};
type OperationRow = {
  establishment: string;
  op_id: string;
  device_id: string;
  order_number: number;
  person: string;
  body_hash: string;
  answer: string;
  at: string;
};
type DeviceRow = { establishment: string; device_id: string; last_order: number };
type WaitingRow = {
  establishment: string;
  op_id: string;
  device_id: string;
  order_number: number;
  since: string;
  deadline: string;
};
type FeedRow = {
  establishment: string;
  seq: number;
  type: string;
  referentials: string;
  author: string | null;
  entry: string;
};
type AuditRow = {
  number: Generated<number>;
  establishment: string;
  at: string;
  person: string;
  action: string;
  subject: string;
  outcome: string;
};

/** The tables as the latest migration leaves them. */
export type Tables = {
  establishments: EstablishmentRow;
  accounts: AccountRow;
  rights: RightRow;
  sessions: SessionRow;
  documents: DocumentRow;
  records: RecordRow;
  history: HistoryRow;
  commits: CommitRow;
  blocks: BlockRow;
  snapshot_blocks: SnapshotBlockRow;
  snapshot_states: SnapshotStateRow;
  retired_blocks: RetiredBlockRow;
  requests: RequestRow;
  request_touches: RequestTouchRow;
  operations: OperationRow;
  devices: DeviceRow;
  waiting: WaitingRow;
  feed: FeedRow;
  audit: AuditRow;
};
