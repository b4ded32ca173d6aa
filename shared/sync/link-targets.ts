import { isJsonObject } from "../base/index.ts";
import type { JsonValue } from "../base/index.ts";

/** Every text of a value that may name a record: itself, elements of a list, targets of dated links. */
export function targetsOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(targetsOf);
  const target = isJsonObject(value) ? value["target"] : undefined;
  return typeof target === "string" ? [target] : [];
}

/** The same value with one target replaced by another. */
export function retarget(value: JsonValue, from: string, to: string): JsonValue {
  if (value === from) return to;
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).map((element) => retarget(element, from, to));
  return isJsonObject(value) && value["target"] === from ? { ...value, target: to } : value;
}

/** True when a value links to the target beyond its closing day (exclusive); a plain reference always does. */
export function outlasts(value: JsonValue | undefined, target: string, closed: string): boolean {
  if (value === target) return true;
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).some((element) => outlasts(element, target, closed));
  if (!isJsonObject(value) || value["target"] !== target) return false;
  return typeof value["to"] !== "string" || value["to"] > closed;
}
