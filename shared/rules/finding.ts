import type { JsonValue, RecordId, ReferentialId } from "../base/index.ts";
import type { Severity } from "../model/index.ts";

/** When a rule is judged: severity depends on the stage (V1). */
export type ValidationStage = "draft" | "submit" | "accredit" | "diffuse";

/**
 * A finding (constat). The sentence is made by the screen from `rule` and `details`; `rule` is stable and documented
 * in shared/rules/SPEC.md. `attribute` absent = the record as a whole.
 */
export type Finding = {
  readonly severity: Severity;
  readonly rule: RuleId;
  readonly referential: ReferentialId;
  readonly recordId: RecordId;
  readonly attribute?: string;
  /** Index inside a list attribute, when the finding is about one element. */
  readonly index?: number;
  readonly value?: JsonValue;
  readonly details: { readonly [name: string]: JsonValue };
};

export type RuleId =
  | "required"
  | "type"
  | "format"
  | "pattern"
  | "length"
  | "range"
  | "choice"
  | "unknown-attribute"
  | "shape"
  | "identifier-form"
  | "identifier-key"
  | "key-missing"
  | "key-duplicate"
  | "unique"
  | "reference-unresolved"
  | "reference-withdrawn"
  | "reference-closed"
  | "cycle"
  | "several-parents"
  | "period-inverted"
  | "period-overlap"
  | "link-duplicate"
  | "link-outside-period"
  | "tidied";

/** A waiver (dérogation) of one finding: dies if the value changes or at its expiry (V7). */
export type Waiver = {
  readonly referential: ReferentialId;
  readonly recordId: RecordId;
  readonly rule: RuleId;
  readonly attribute?: string;
  readonly value?: JsonValue;
  readonly reason: string;
  readonly author: string;
  readonly expires: string;
};
