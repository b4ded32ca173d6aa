import type {
  FaultData,
  IsoDate,
  IsoInstant,
  RecordId,
  ReferentialId,
  RequestId,
} from "../../../shared/base/index.ts";
import type { LocalisedText, Severity } from "../../../shared/model/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import type { Finding } from "../../../shared/rules/index.ts";
import type {
  ChangeRequest,
  DecisionAnswer,
  RequestStatus,
  SeenProof,
} from "../../../shared/workflow/index.ts";
import type { FindingGroup, FindingLine } from "./finding-api.ts";

/** Changes not submitted yet, by owner: the basket (id null) or a request in preparation. */
export type Preparation = {
  readonly requestId: RequestId | null;
  readonly title: string;
  readonly origin: string;
  readonly changes: number;
  readonly referentials: readonly ReferentialId[];
  readonly updatedAt: IsoInstant;
};
export type RequestCard = {
  readonly id: RequestId;
  readonly title: string;
  readonly status: RequestStatus;
  readonly authorName: string;
  readonly mine: boolean;
  /** I may decide now. */
  readonly decidable: boolean;
  readonly changes: number;
  readonly submittedAt: IsoInstant | null;
  /** Stage label in the language of the screen, null outside a stage. */
  readonly stage: string | null;
  /** Names of those whose decision the open stage still takes (A8). */
  readonly awaited: readonly string[];
  /** Operation of mine about it still in the outbox. */
  readonly waiting: boolean;
};
export type ChangeGroup = {
  readonly referential: ReferentialId;
  readonly kind: "create" | "update" | "close" | "withdraw";
  readonly count: number;
};
export type MoveView = {
  readonly attribute: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly severity?: Severity;
};
export type ChangeView = {
  readonly recordId: RecordId;
  readonly referential: ReferentialId;
  readonly kind: ChangeGroup["kind"];
  readonly key: string;
  readonly title: string;
  readonly moves: readonly MoveView[];
  readonly findings: readonly Finding[];
};
export type RequestView = {
  readonly request: ChangeRequest;
  readonly mine: boolean;
  readonly decidable: boolean;
  /** Why I may not decide, as a stable code for the screen; null when I may. */
  readonly notDecidable: string | null;
  readonly groups: readonly ChangeGroup[];
  readonly findings: readonly FindingGroup[];
  /** Who will be (or was) asked, in order, with the rule of each stage. */
  readonly circuit: readonly {
    readonly stage: string;
    readonly label: LocalisedText;
    readonly rule: string;
    readonly k: number | null;
    /** How many may decide, or are named by the circuit; 0 while unknown. */
    readonly persons: number;
    /** Names of those whose decision the open stage still takes (A8). */
    readonly awaited: readonly string[];
    readonly outcome: string | null;
  }[];
  readonly waiting: boolean;
};
export type SubmitForm = {
  readonly title: string;
  readonly reason: string;
  readonly legalText: string;
  readonly effectiveDate: IsoDate | null;
  readonly acknowledgeWarnings: boolean;
};
export type SubmitOutcome =
  | { readonly ok: true; readonly requestId: RequestId; readonly changes: number }
  /** Findings that stop the submission (V1, V2), or warnings not acknowledged yet. */
  | {
      readonly ok: false;
      readonly blocking: readonly FindingLine[];
      readonly blockingCount: number;
      readonly warnings: number;
      /** The first warnings to acknowledge. */
      readonly warned: readonly FindingLine[];
      readonly reason: "findings" | "warnings" | "empty" | "conflicts" | "circuit";
      readonly fault: FaultData | null;
    };

/** Preparing, submitting, following and deciding requests. */
export type RequestApi = {
  preparations(): Promise<readonly Preparation[]>;
  /** Changes of a preparation or of a request, paged; group null = all. */
  changes(
    requestId: RequestId | null,
    group: { readonly referential: ReferentialId; readonly kind: ChangeGroup["kind"] } | null,
    from: number,
    to: number,
  ): Promise<readonly ChangeView[]>;
  changeGroups(requestId: RequestId | null): Promise<readonly ChangeGroup[]>;
  /** Moves drafts of the basket into a new request in preparation (ids null = all the basket). */
  compose(ids: readonly RecordId[] | null, title: string): Promise<RequestId>;
  /** Gives a preparation's changes back to the basket, or drops them (import undone). */
  dissolve(requestId: RequestId, keepChanges: boolean): Promise<void>;
  /** Checks, packs, hashes and queues; offline too. `requestId` null submits the basket. */
  submit(
    requestId: RequestId | null,
    form: SubmitForm,
    onProgress: OnProgress,
  ): Promise<SubmitOutcome>;
  requests(box: "to-decide" | "mine" | "all"): Promise<readonly RequestCard[]>;
  /** `id` null = the basket, shown as a preparation. */
  request(id: RequestId | null): Promise<RequestView | null>;
  /** Takes a sent-back, rejected or conflicting request's changes back into preparation for editing. */
  reopen(id: RequestId): Promise<void>;
  comment(id: RequestId, text: string): Promise<void>;
  cancelRequest(id: RequestId, reason: string): Promise<void>;
  decide(id: RequestId, answer: DecisionAnswer, reason: string, seen: SeenProof): Promise<void>;
};
