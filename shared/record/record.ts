import type {
  IsoInstant,
  JsonValue,
  PersonId,
  RecordId,
  ReferentialId,
  RequestId,
} from "../base/index.ts";

/** The attributes of a record. An absent attribute has no property: never null, never an empty text or list. */
export type RecordData = { readonly [attribute: string]: JsonValue };

/**
 * A record of the accredited base. `version` is set by central: 1 at creation, +1 at each commit that touches it.
 * `withdrawn`: it should never have existed (S1); `keptId` then names the record kept instead, if any (S2).
 */
export type MasterRecord = {
  readonly id: RecordId;
  readonly referential: ReferentialId;
  readonly version: number;
  readonly data: RecordData;
  readonly withdrawn?: { readonly keptId?: RecordId };
};

/** One attribute's move; an absent side means "no value". A plain value: reversible, squashable. */
export type AttributeMove = { readonly before?: JsonValue; readonly after?: JsonValue };
export type Patch = { readonly [attribute: string]: AttributeMove };

/**
 * One operation on one record, against a base version (0 = the record does not exist yet).
 * `create` has only `after` sides; `update` at least one move; `withdraw` an empty patch.
 */
export type Change = {
  readonly kind: "create" | "update" | "withdraw";
  readonly referential: ReferentialId;
  readonly recordId: RecordId;
  readonly baseVersion: number;
  readonly patch: Patch;
  readonly keptId?: RecordId;
};

/** One line of a record's history, in central and on the laptop: what a commit did to it. */
export type HistoryEntry = {
  readonly recordId: RecordId;
  readonly version: number;
  readonly commit: number;
  readonly kind: Change["kind"];
  readonly patch: Patch;
  readonly requestId: RequestId;
  readonly requestTitle: string;
  readonly author: PersonId;
  readonly authorName: string;
  readonly at: IsoInstant;
};
