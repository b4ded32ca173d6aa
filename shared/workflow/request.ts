import type {
  ContentHash,
  IsoDate,
  IsoInstant,
  PersonId,
  ReferentialId,
  RequestId,
} from "../base/index.ts";
import type { LocalisedText } from "../model/index.ts";
import type { Waiver } from "../rules/index.ts";

/** A workflow document: ordered stages (A2). Checked by workflow.schema.json. */
export type Workflow = {
  readonly id: string;
  readonly version: number;
  readonly label: LocalisedText;
  readonly stages: readonly Stage[];
  /** What an edit after submission resets: `current` (default, A1) = the current stage and the following; `all` = every stage again. */
  readonly editResets?: "current" | "all";
};

export type DecisionRule =
  | { readonly kind: "first" }
  | { readonly kind: "all" }
  | { readonly kind: "quorum"; readonly k: number };

export type Stage = {
  readonly id: string;
  readonly label: LocalisedText;
  /** Who may decide: accounts holding this role on every référentiel the request touches. */
  readonly role: "accrediteur" | "administrateur";
  /** Named persons instead of a role, where the establishment wants so. */
  readonly persons?: readonly PersonId[];
  readonly rule: DecisionRule;
  /** A stage without an accreditor: refused by default, never an implicit approval (A5). */
  readonly ifNobody: "reject";
  /** JSON Schema (2020-12) that `RequestSummary` must satisfy to enter the stage. */
  readonly entry?: { readonly [name: string]: unknown };
  /** The same person may count at two stages; the vote is shown as carried (A7). Default false. */
  readonly carryVotes?: boolean;
};

/**
 * One packed block: `hash` = SHA-256 of the canonical JSON text of its array (about 1,000 elements of one référentiel;
 * Change[] in a request, CommittedChange[] in a commit, MasterRecord[] in a snapshot). Content-addressed, so never sent twice.
 */
export type BlockRef = {
  readonly hash: ContentHash;
  readonly count: number;
  readonly referential: ReferentialId;
};

/** Counts by kind and référentiel, shown before deciding (A15) and checked by stage entry schemas. */
export type RequestSummary = {
  readonly created: number;
  readonly updated: number;
  readonly closed: number;
  readonly withdrawn: number;
  readonly byReferential: { readonly [referential: string]: number };
  readonly hasLegalText: boolean;
  readonly warnings: number;
};

/** A choice made on a hard conflict: kept with the request, so that it never comes back (Y3). */
export type Resolution = {
  readonly referential: ReferentialId;
  readonly recordId: string;
  readonly attribute: string;
  /** Central version the choice was made against. */
  readonly againstVersion: number;
  readonly side: "base" | "mine" | "central" | "other";
  readonly author: PersonId;
  readonly at: IsoInstant;
  readonly reason: string;
};

/** What is voted on, exactly: `hashOf(content)` is the content hash (A1). Changes are covered through the hashes of their blocks. */
export type RequestContent = {
  readonly id: RequestId;
  readonly title: string;
  readonly reason: string;
  readonly legalText: string;
  readonly effectiveDate: IsoDate | null;
  readonly author: PersonId;
  readonly workflow: { readonly id: string; readonly version: number };
  readonly referentials: readonly ReferentialId[];
  readonly summary: RequestSummary;
  readonly blocks: readonly BlockRef[];
  readonly waivers: readonly Waiver[];
  readonly resolutions: readonly Resolution[];
  readonly origin:
    | { readonly kind: "manual" }
    | {
        readonly kind: "import";
        readonly file: string;
        readonly sheet: string;
        readonly mode: string;
      };
};

export type DecisionAnswer = "approve" | "reject" | "send-back";

/** What the decider had on screen before deciding; recorded with the decision (item 7 of the main job). */
export type SeenProof = {
  readonly groups: readonly {
    readonly kind: string;
    readonly count: number;
    readonly shown: number;
  }[];
  readonly opened: number;
  readonly toTheEnd: boolean;
};

/** A signed statement over (request, content hash, stage, answer, reason, time) (A13). `obsolete`: cast on an older content (A13). */
export type Decision = {
  readonly requestId: RequestId;
  readonly contentHash: ContentHash;
  readonly stage: string;
  readonly person: PersonId;
  readonly personName: string;
  readonly answer: DecisionAnswer;
  readonly reason: string;
  readonly at: IsoInstant;
  readonly seen: SeenProof;
  readonly status: "counted" | "obsolete" | "refused";
  /** The earlier stage this vote was carried from (A7). */
  readonly carriedFrom?: string;
  /** Why the vote was refused, for its author: a code of shared/workflow/refusal.ts (A8: refused with a reason, never dropped). */
  readonly refusal?: string;
};

export type RequestStatus =
  /** being composed on the author's laptop; central does not know it */
  | "preparation"
  /** at a stage, waiting for decisions */
  | "pending"
  /** sent back to the author: information requested (A10) */
  | "sent-back"
  /** central moved on the same field: the author must resolve (section 10 of the rules) */
  | "conflict"
  | "approved"
  | "rejected"
  /** taken back by its author before the end */
  | "cancelled";

export type StageState = {
  readonly stage: string;
  /** Who may decide, computed when the stage opened, the author left out (A6, A8). */
  readonly eligible: readonly PersonId[];
  /** Their names, in the same order: whom the author may ask. Absent where central did not give them (contract 1). */
  readonly names?: readonly string[];
  readonly openedAt: IsoInstant;
  readonly outcome: "open" | "approved" | "rejected" | "sent-back";
};

export type RequestComment = {
  readonly id: string;
  readonly person: PersonId;
  readonly personName: string;
  readonly text: string;
  readonly at: IsoInstant;
};

/** A request as every party sees it. `revision` grows with each submission of a new content. */
export type ChangeRequest = {
  readonly content: RequestContent;
  readonly contentHash: ContentHash;
  readonly authorName: string;
  readonly revision: number;
  readonly status: RequestStatus;
  /** Stages opened so far for the current content, in order; the last one is current. */
  readonly stages: readonly StageState[];
  readonly decisions: readonly Decision[];
  readonly comments: readonly RequestComment[];
  readonly submittedAt: IsoInstant | null;
  readonly closedAt: IsoInstant | null;
  /** Set when approved: the commit it became. */
  readonly commit: number | null;
  /** Hard conflicts that hold the request (status `conflict`). */
  readonly conflicts: readonly {
    readonly referential: ReferentialId;
    readonly recordId: string;
    readonly attribute: string | null;
    readonly case: string;
  }[];
  /** The current stage can no longer reach its rule with who is left: never waits in silence (A4). Absent when it can. */
  readonly deadlock?: {
    readonly stage: string;
    readonly needed: number;
    readonly eligible: number;
  };
};
