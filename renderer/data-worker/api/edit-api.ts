import type { IsoDate, JsonValue, RecordId, ReferentialId } from "../../../shared/base/index.ts";
import type { RecordData } from "../../../shared/record/index.ts";

/** One cell as typed or pasted; `recordId` null with a `row` number = a new record (same number = same record). */
export type CellEdit = {
  readonly recordId: RecordId | null;
  readonly row?: number;
  readonly attribute: string;
  readonly text: string;
};
export type EditOutcome = {
  readonly changed: readonly RecordId[];
  readonly created: readonly RecordId[];
  /** Cells that could not be understood, kept out: text and why. */
  readonly refused: readonly {
    readonly recordId: RecordId | null;
    readonly attribute: string;
    readonly text: string;
    readonly reason: "type" | "unmatched" | "ambiguous" | "read-only" | "fatal";
  }[];
};

/** Changing records: every gesture is one durable transaction and one undo step. */
export type EditApi = {
  /** One gesture (cell, paste, fill…) = one strict transaction = one undo step. Acknowledged only once durable. */
  editCells(
    referential: ReferentialId,
    edits: readonly CellEdit[],
    label: string,
  ): Promise<EditOutcome>;
  /** Form edits: whole values, undefined = no value. */
  editRecord(
    referential: ReferentialId,
    id: RecordId,
    values: { readonly [attribute: string]: JsonValue | undefined },
    label: string,
  ): Promise<EditOutcome>;
  createRecord(referential: ReferentialId, data: RecordData, label: string): Promise<RecordId>;
  /** Last valid day for the given records (D2): a change of their period end. */
  closeRecords(
    referential: ReferentialId,
    ids: readonly RecordId[],
    lastDay: IsoDate,
    label: string,
  ): Promise<EditOutcome>;
  withdrawRecords(
    referential: ReferentialId,
    ids: readonly RecordId[],
    keptId: RecordId | null,
    label: string,
  ): Promise<EditOutcome>;
  /** Drops the drafts of these records (undoable). */
  discardDrafts(ids: readonly RecordId[], label: string): Promise<void>;
  undo(): Promise<string | null>;
  redo(): Promise<string | null>;
};
