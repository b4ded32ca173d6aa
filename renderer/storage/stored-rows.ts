import type { ContentHash, RecordId, RequestId } from "../../shared/base/index.ts";
import type {
  CommandRow,
  ConflictRow,
  DraftRow,
  OutboxRow,
  PackedBlock,
} from "../../shared/ports/index.ts";
import type { Waiver } from "../../shared/rules/index.ts";
import type { ModelEntry } from "../../shared/sync/index.ts";
import type { BlockRef, ChangeRequest } from "../../shared/workflow/index.ts";
import type { HistoryPack } from "./history-pack.ts";

/** One part (about 1,000 changes) of what a feed entry did to a référentiel: JSON text, gzipped when long. */
export type LogRow = {
  readonly referential: string;
  readonly seq: number;
  readonly part: number;
  readonly text?: string;
  readonly bytes?: Uint8Array;
};
export type WaiverRow = { readonly key: string; readonly waiver: Waiver };
export type NamedRow = { readonly key: string; readonly value: unknown };

/** Rows with content, by table, as the rest of the store knows them. */
export type ContentRows = {
  readonly models: ModelEntry;
  readonly blocks: PackedBlock;
  readonly log: LogRow;
  readonly historyPacks: HistoryPack;
  readonly drafts: DraftRow;
  readonly requests: ChangeRequest;
  readonly outbox: OutboxRow;
  readonly conflicts: ConflictRow;
  readonly commands: CommandRow;
  readonly waivers: WaiverRow;
  readonly settings: NamedRow;
};
export type ContentTable = keyof ContentRows;

/** What stays in clear beside the sealed body: keys and what a query looks into; identifiers, orders and hashes only. */
export type ClearParts = {
  readonly models: Pick<ModelEntry, "kind" | "id" | "version">;
  readonly blocks: BlockRef;
  readonly log: Pick<LogRow, "referential" | "seq" | "part">;
  readonly historyPacks: Pick<HistoryPack, "first" | "last" | "commit">;
  readonly drafts: { readonly change: { readonly recordId: RecordId } };
  readonly requests: {
    readonly content: { readonly id: RequestId; readonly blocks: readonly BlockRef[] };
  };
  readonly outbox: {
    readonly operation: { readonly order: number };
    readonly blocks: readonly ContentHash[];
    readonly answer: { readonly status: string } | null;
  };
  readonly conflicts: { readonly id: string };
  readonly commands: { readonly order: number };
  readonly waivers: { readonly key: string };
  readonly settings: { readonly key: string };
};

/** A row on the disk: its clear part with the sealed body, or, in a database that is not sealed, the whole row. */
export type StoredRow<T extends ContentTable> = ClearParts[T] & { readonly sealed?: Uint8Array };

type ClearPartOf = { readonly [T in ContentTable]: (row: StoredRow<T>) => ClearParts[T] };

const refOf = ({ hash, count, referential }: BlockRef): BlockRef => ({ hash, count, referential });

/** The clear part of a row of each table, sealed or not. */
export const CLEAR_PART: ClearPartOf = {
  models: ({ kind, id, version }) => ({ kind, id, version }),
  blocks: refOf,
  log: ({ referential, seq, part }) => ({ referential, seq, part }),
  historyPacks: ({ first, last, commit }) => ({ first, last, commit }),
  drafts: ({ change }) => ({ change: { recordId: change.recordId } }),
  requests: ({ content }) => ({ content: { id: content.id, blocks: content.blocks.map(refOf) } }),
  outbox: ({ operation, blocks, answer }) => ({
    operation: { order: operation.order },
    blocks: [...blocks],
    answer: answer && { status: answer.status },
  }),
  conflicts: ({ id }) => ({ id }),
  commands: ({ order }) => ({ order }),
  waivers: ({ key }) => ({ key }),
  settings: ({ key }) => ({ key }),
};

/** Every table with content, in the order in which they are sealed: what a person typed first. */
export const CONTENT_TABLES = [
  "outbox",
  "drafts",
  "requests",
  "conflicts",
  "commands",
  "waivers",
  "settings",
  "models",
  "log",
  "historyPacks",
  "blocks",
] as const satisfies readonly ContentTable[];
