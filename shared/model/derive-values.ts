import type { JsonObject, JsonValue } from "../base/index.ts";
import { keyReference } from "./key-of.ts";
import type { DeriveRule, Referential } from "./referential.ts";

/**
 * Fills what follows from other values when nothing was entered (MM14, keyword `x-derive`): a reference from the prefix of a
 * code, as a `key:` reference so that no other record need be known, or a value from the first filled of several attributes.
 * A value that was entered is never replaced. Call it before `keyOf` on a new or imported record. Same object when there is nothing to derive.
 */
export function deriveValues(referential: Referential, data: JsonObject): JsonObject {
  let derived: Record<string, JsonValue> | null = null;
  for (const { name, derive } of referential.attributes) {
    if (!derive || data[name] !== undefined) continue;
    const value = derivedValue(derive, data);
    if (value !== undefined) derived = { ...(derived ?? data), [name]: value };
  }
  return derived ?? data;
}

function derivedValue(derive: DeriveRule, data: JsonObject): JsonValue | undefined {
  if ("firstOf" in derive)
    return derive.firstOf.map((name) => data[name]).find((value) => value !== undefined);
  const code = data[derive.from];
  if (typeof code !== "string") return undefined;
  const length = Math.max(
    0,
    ...derive.prefixLengths.filter((candidate) => candidate < code.length),
  );
  return length > 0 ? keyReference(code.slice(0, length)) : undefined;
}
