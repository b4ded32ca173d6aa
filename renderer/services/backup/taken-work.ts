import type { JsonValue, RecordId, ReferentialId } from "../../../shared/base/index.ts";

/** A field (null: the record as a whole) that is set here and in the file to different values. */
export type TakenConflict = {
  readonly referential: ReferentialId;
  readonly recordId: RecordId;
  readonly attribute: string | null;
  readonly here?: JsonValue;
  readonly carried?: JsonValue;
};

/** What taking the work of a file does, or would do. */
export type TakenWork = {
  readonly samePerson: boolean;
  /** Changes that come to the basket or into a preparation, those merged with local ones included. */
  readonly drafts: number;
  readonly preparations: number;
  readonly operations: number;
  /** Already here, or taken before. */
  readonly known: number;
  readonly conflicts: readonly TakenConflict[];
  /** Left out: référentiels this person may not edit or does not have here. */
  readonly forbidden: number;
  /** Left out, of another person: decisions, comments and withdrawals are his own. */
  readonly personal: number;
  /** Left out: a request that this laptop took further meanwhile. */
  readonly inHand: number;
  /** Changes made on a version that this laptop has not received: it must synchronise first. */
  readonly behind: number;
};

/** Items of a file that were taken once: taking it again adds nothing. */
export const TAKEN = "internal.taken";
export const MOST_TAKEN = 50_000;

/** What a choice is about. */
export const choiceKey = (recordId: string, attribute: string | null): string =>
  `${recordId} ${attribute ?? ""}`;
