import type { JsonObject, JsonValue } from "../base/index.ts";
import type { Attribute } from "./referential.ts";

/** What an editor starts from when nothing is recorded: a list starts empty, everything else absent. Never stored as such. */
export const emptyValue = (attribute: Attribute): JsonValue | undefined =>
  attribute.many ? [] : undefined;

/** A record's data without what means "nothing entered" (null, '', empty list), the one stored form of absence (MM10). Same object when already so. */
export function withoutEmptyValues(data: JsonObject): JsonObject {
  const isEmpty = (value: JsonValue | undefined): boolean =>
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0);
  return Object.values(data).some(isEmpty)
    ? Object.fromEntries(Object.entries(data).filter(([, value]) => !isEmpty(value)))
    : data;
}
