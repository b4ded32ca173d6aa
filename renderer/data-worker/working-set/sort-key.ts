import { foldText } from "../../../shared/base/index.ts";
import type { JsonValue } from "../../../shared/base/index.ts";
import type { Attribute } from "../../../shared/model/index.ts";

/**
 * What a value is sorted by: a number, an ISO date, or the folded text with every run of digits preceded by its length, so
 * that plain comparison puts `AA.2` before `AA.10`. '' = nothing, sorted last.
 */
export function sortKeyOf(
  attribute: Attribute,
  value: JsonValue | undefined,
  text: string,
): string | number {
  if (value === undefined || text === "") return "";
  switch (attribute.kind) {
    case "integer":
    case "number":
      return typeof value === "number" ? value : text;
    case "date":
    case "partial-date":
    case "period-end":
      return typeof value === "string" ? value : text;
    default:
      return textKeyOf(text);
  }
}

/** Sort key of any text. */
export function textKeyOf(text: string): string {
  const folded = foldText(text);
  return HAS_NUMBER.test(folded)
    ? folded.replace(NUMBERS, (digits) => LENGTHS.charAt(Math.min(digits.length, 9)) + digits)
    : folded;
}

const HAS_NUMBER = /\d/;
const NUMBERS = /\d+/g;
const LENGTHS = "0123456789";
