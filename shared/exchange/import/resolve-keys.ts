import type { JsonValue, ReferentialId } from "../../base/index.ts";
import { keyInReference } from "../../model/index.ts";
import type { Attribute } from "../../model/index.ts";

/** Record id for a business key, or undefined while nobody has it. */
export type FindByKey = (referential: ReferentialId, key: string) => string | undefined;

/** A value with its `key:…` references replaced by record ids where the key is known (I3). The same value when nothing changes. */
export function resolveKeys(attribute: Attribute, value: JsonValue, find: FindByKey): JsonValue {
  const rule = attribute.reference;
  if (rule === null) return value;
  const one = (reference: string): string => {
    const key = keyInReference(reference);
    return key === undefined ? reference : (find(rule.referential, key) ?? reference);
  };
  if (typeof value === "string") return one(value);
  if (!Array.isArray(value)) return value;
  return value.map((element: JsonValue) => {
    if (typeof element === "string") return one(element);
    const link = element as { readonly target: string };
    return { ...link, target: one(link.target) };
  });
}
