import { canonicalJson } from "../../base/index.ts";
import type { Referential } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";

/** The attributes that recognise a record: those of the plan, else the business key. */
export const matchAttributesOf = (
  referential: Referential,
  matchOn: readonly string[],
): readonly string[] => (matchOn.length > 0 ? matchOn : referential.key);

/** The values of the match attributes as one text; undefined while one is missing. */
export function matchTextOf(attributes: readonly string[], data: RecordData): string | undefined {
  const [only] = attributes;
  if (attributes.length === 1 && only !== undefined) {
    const value = data[only];
    return value === undefined
      ? undefined
      : typeof value === "string"
        ? value
        : canonicalJson(value);
  }
  const values = attributes.map((attribute) => data[attribute]);
  return values.some((value) => value === undefined)
    ? undefined
    : canonicalJson(values as string[]);
}
