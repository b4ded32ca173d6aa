import type { Severity } from "../model/index.ts";
import type { RuleId, ValidationStage } from "./finding.ts";

const ORDER: readonly Severity[] = ["info", "avertissement", "erreur", "fatale"];

type ByStage = readonly [draft: Severity, submit: Severity, accredit: Severity, diffuse: Severity];
const same = (severity: Severity): ByStage => [severity, severity, severity, severity];
/** Judged at submission (V2): a draft may still be incomplete. */
const completeness: ByStage = ["info", "erreur", "erreur", "erreur"];
const soonWrong: ByStage = ["avertissement", "erreur", "erreur", "erreur"];

/**
 * How serious each rule is at each stage (V1, V2, section 8 of the domain rules): the one table. `fatale` is what would
 * break the base: type, key, cycle. A model document may declare another severity for some rules of an attribute, for a
 * uniqueness rule or for a dangling reference.
 */
export const SEVERITIES: { readonly [rule in RuleId]: ByStage } = {
  required: completeness,
  type: same("fatale"),
  shape: same("fatale"),
  format: same("erreur"),
  pattern: same("erreur"),
  length: same("erreur"),
  range: same("erreur"),
  choice: same("erreur"),
  "unknown-attribute": soonWrong,
  "identifier-form": same("erreur"),
  "identifier-key": same("avertissement"),
  "key-missing": ["info", "fatale", "fatale", "fatale"],
  "key-duplicate": same("fatale"),
  unique: same("erreur"),
  "reference-unresolved": same("erreur"),
  "reference-withdrawn": soonWrong,
  "reference-closed": same("avertissement"),
  cycle: same("fatale"),
  "several-parents": soonWrong,
  "period-inverted": same("erreur"),
  "period-overlap": same("erreur"),
  "link-duplicate": same("erreur"),
  "link-outside-period": soonWrong,
  tidied: same("info"),
};

const COLUMN: { readonly [stage in ValidationStage]: 0 | 1 | 2 | 3 } = {
  draft: 0,
  submit: 1,
  accredit: 2,
  diffuse: 3,
};

/**
 * Severity of a rule at a stage; `declared` is what the model document says for this attribute or rule, if anything. Where
 * a draft is judged more gently than a submission, it stays so whatever the document declares.
 */
export function severityOf(rule: RuleId, stage: ValidationStage, declared?: Severity): Severity {
  const usual = SEVERITIES[rule][COLUMN[stage]];
  if (declared === undefined) return usual;
  const gentle = stage === "draft" && usual !== SEVERITIES[rule][COLUMN.submit];
  return gentle && compareSeverity(usual, declared) < 0 ? usual : declared;
}

/** Negative when `left` is less serious than `right`, 0 when equal. */
export const compareSeverity = (left: Severity, right: Severity): number =>
  ORDER.indexOf(left) - ORDER.indexOf(right);

/** The most serious of several, null of none (V3). */
export function highestSeverity(severities: Iterable<Severity>): Severity | null {
  let highest: Severity | null = null;
  for (const severity of severities)
    if (highest === null || compareSeverity(highest, severity) < 0) highest = severity;
  return highest;
}
