import type { JsonValue } from "../../../shared/base/index.ts";
import type { Attribute } from "../../../shared/model/index.ts";

/** What a number or a date is sorted by; '' for nothing; undefined for a text, sorted by `textKeyOf`. */
export function valueKeyOf(
  attribute: Attribute,
  value: JsonValue | undefined,
  text: string,
): string | number | undefined {
  if (value === undefined || text === "") return "";
  switch (attribute.kind) {
    case "integer":
    case "number":
      return typeof value === "number" ? value : undefined;
    case "date":
    case "partial-date":
    case "period-end":
    // a code is text whatever it looks like (N5): `AA.01` stands between `AA.0` and `AA.1`
    case "code":
      return typeof value === "string" ? value : undefined;
    case "text":
    case "multiline":
    case "boolean":
    case "choice":
    case "reference":
    case "dated-links":
      return undefined;
  }
}

/**
 * Sort key of a folded text: every run of digits is preceded by its length, so that plain comparison puts `AA.2` before
 * `AA.10`.
 */
export const textKeyOf = (folded: string): string =>
  HAS_NUMBER.test(folded)
    ? folded.replace(NUMBERS, (digits) => LENGTHS.charAt(Math.min(digits.length, 9)) + digits)
    : folded;

const HAS_NUMBER = /\d/;
const NUMBERS = /\d+/g;
const LENGTHS = "0123456789";
