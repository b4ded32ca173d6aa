import type { TFunction } from "i18next";
import {
  attributeOf,
  displayValue,
  type Language,
  type Referential,
} from "../../shared/model/index.ts";
import type { Finding } from "../../shared/rules/index.ts";
import type { JsonValue } from "../../shared/base/index.ts";

/**
 * The sentence of a finding in the language of `t`: what is wrong with which value, in the words of the model. Every
 * detail the rule gives may stand in the sentence; the value is shown as people write it.
 */
export function findingWords(
  finding: Pick<Finding, "rule" | "attribute" | "index" | "value" | "details">,
  referential: Referential | undefined,
  language: Language,
  t: TFunction,
): string {
  const attribute =
    finding.attribute && referential ? attributeOf(referential, finding.attribute) : undefined;
  const field = attribute?.label[language] ?? finding.attribute ?? "";
  const value =
    finding.value === undefined
      ? ""
      : attribute
        ? readable(() => displayValue(attribute, finding.value, language), finding.value)
        : plain(finding.value);
  const details = Object.fromEntries(
    Object.entries(finding.details).map(([name, one]) => [name, plain(one)]),
  );
  if (finding.rule === "required" && finding.index !== undefined)
    return t("findings:rule.required.element", { line: finding.index + 1 });
  return t(`findings:rule.${finding.rule}.sentence`, {
    ...details,
    field,
    value: beginningOf(value),
  });
}

/** Characters of a value that a sentence quotes: what is wrong with it must stay in sight. */
const QUOTED = 80;

const beginningOf = (value: string): string =>
  value.length <= QUOTED ? value : `${value.slice(0, QUOTED).trimEnd()}…`;

/** A value the model cannot show (it is the fault) is shown as it is. */
function readable(show: () => string, value: JsonValue): string {
  try {
    return show();
  } catch {
    return plain(value);
  }
}

const plain = (value: JsonValue): string =>
  typeof value === "string"
    ? value
    : Array.isArray(value)
      ? value.map(plain).join(", ")
      : JSON.stringify(value);
