import type {
  ContentHash,
  OperationId,
  RecordId,
  ReferentialId,
  RequestId,
} from "../../shared/base/index.ts";
import type {
  CommandRow,
  ConflictRow,
  DraftRow,
  OutboxRow,
  PackedBlock,
  WriteBatch,
} from "../../shared/ports/index.ts";
import type { HistoryEntry } from "../../shared/record/index.ts";
import type { Waiver } from "../../shared/rules/index.ts";
import type { CommittedChange, ModelEntry } from "../../shared/sync/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";

// Rows of a local store as the tests write them: told apart by a number, otherwise alike.

export const NOW = "2026-11-22T09:00:00.000Z";
export const nomenclature = "nomenclature" as ReferentialId;
export const other = "structures" as ReferentialId;
export const recordId = (n: number): RecordId =>
  `0193${String(n).padStart(4, "0")}-0000-7000-8000-000000000000` as RecordId;
export const hash = (n: number): ContentHash => String(n).padStart(64, "0") as ContentHash;

export const block = (n: number, referential: ReferentialId = nomenclature): PackedBlock => ({
  hash: hash(n),
  count: n,
  referential,
  bytes: new Uint8Array([31, 139, n % 256]),
});
export const refOf = ({ hash: of, count, referential }: PackedBlock) => ({
  hash: of,
  count,
  referential,
});
export const draft = (n: number, text = "a", requestId: RequestId | null = null): DraftRow => ({
  change: {
    kind: "update",
    referential: nomenclature,
    recordId: recordId(n),
    baseVersion: 1,
    patch: { libelle: { before: "x", after: text } },
  },
  requestId,
  updatedAt: NOW,
});
export const outboxRow = (order: number, blocks: readonly ContentHash[] = []): OutboxRow => ({
  operation: {
    opId: `op-${order}` as OperationId,
    deviceId: "device" as OutboxRow["operation"]["deviceId"],
    order,
    trunk: 0,
    at: NOW,
    payload: { kind: "request.cancel", requestId: "r" as RequestId, reason: "" },
  },
  blocks,
  answer: null,
});
export const committed = (
  n: number,
  version: number,
  referential: ReferentialId = nomenclature,
): CommittedChange => ({
  kind: version === 1 ? "create" : "update",
  referential,
  recordId: recordId(n),
  baseVersion: version - 1,
  patch: { libelle: { after: `v${version}` } },
  version,
});
export const entry = (n: number, version: number, commit: number): HistoryEntry => ({
  recordId: recordId(n),
  version,
  commit,
  kind: "update",
  patch: { libelle: { before: "a", after: "b" } },
  requestId: "r" as RequestId,
  requestTitle: "Titre",
  author: "p" as HistoryEntry["author"],
  authorName: "Personne",
  at: NOW,
});
export const command = (order: number): CommandRow => ({
  order,
  label: `geste ${order}`,
  undone: false,
  moves: [{ recordId: recordId(1), before: null, after: draft(1) }],
});
export const conflict = (n: number): ConflictRow => ({
  id: `c${n}`,
  conflict: {
    class: "hard",
    case: "same-field",
    referential: nomenclature,
    recordId: recordId(n),
    attribute: "libelle",
    base: "a",
    mine: "b",
    central: "c",
    centralVersion: 2,
  },
  requestId: null,
  foundAt: NOW,
  resolved: null,
});
export const waiver = (n: number): Waiver => ({
  referential: nomenclature,
  recordId: recordId(n),
  rule: "identifier-key",
  attribute: "siret",
  value: "1",
  reason: "registre",
  author: "p",
  expires: "2027-01-01",
});
export const request = (id: string, blocks: readonly PackedBlock[] = []): ChangeRequest => ({
  content: {
    id: id as RequestId,
    title: id,
    reason: "",
    legalText: "",
    effectiveDate: null,
    author: "p" as ChangeRequest["content"]["author"],
    workflow: { id: "w", version: 1 },
    referentials: [nomenclature],
    summary: {
      created: 0,
      updated: 0,
      closed: 0,
      withdrawn: 0,
      byReferential: {},
      hasLegalText: false,
      warnings: 0,
    },
    blocks: blocks.map(refOf),
    waivers: [],
    resolutions: [],
    origin: { kind: "manual" },
  },
  contentHash: hash(99),
  authorName: "Personne",
  revision: 0,
  status: "preparation",
  stages: [],
  decisions: [],
  comments: [],
  submittedAt: null,
  closedAt: null,
  commit: null,
  conflicts: [],
});
export const model = (id: string, version: number): ModelEntry => ({
  kind: "referential",
  id,
  version,
  document: { $id: id, version },
});
export const step = (
  cursor: number,
  changes: readonly CommittedChange[] = [],
  batch: WriteBatch = {},
  history: readonly HistoryEntry[] = [],
  models: readonly ModelEntry[] = [],
) => ({ cursor, changes, history, models, batch });
