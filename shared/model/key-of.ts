import type { JsonObject, JsonValue } from "../base/index.ts";
import type { Referential } from "./referential.ts";

/** What starts a reference to a record whose id is unknown yet: the business key follows. */
export const KEY_PREFIX = "key:";

/**
 * The business key of a record as one text (MM11): its parts joined by `|`, `\` and `|` inside a part escaped, so that two
 * different keys never give the same text. Undefined while a part is missing.
 */
export function keyOf(referential: Referential, data: JsonObject): string | undefined {
  const { key } = referential;
  if (key.length === 1) return partOf(data[key[0]!]);
  const parts: string[] = [];
  for (const name of key) {
    const part = partOf(data[name]);
    if (part === undefined) return undefined;
    parts.push(part.replace(/[\\|]/g, "\\$&"));
  }
  return parts.join("|");
}

function partOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" ? String(value) : undefined;
}

/** The label of a record, or its key, or '' for an empty draft (MM11). */
export function titleOf(referential: Referential, data: JsonObject): string {
  const title = data[referential.title];
  return typeof title === "string" && title !== "" ? title : (keyOf(referential, data) ?? "");
}

/** A reference to a record by its business key, kept until the record is known (a dangling reference is data). */
export const keyReference = (key: string): string => KEY_PREFIX + key;

/** The business key inside a `key:` reference; undefined for a reference by record id. */
export const keyInReference = (reference: string): string | undefined =>
  reference.startsWith(KEY_PREFIX) ? reference.slice(KEY_PREFIX.length) : undefined;
