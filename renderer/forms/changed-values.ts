import { isJsonObject, sameJson, type JsonValue } from "../../shared/base/index.ts";
import { withoutEmptyValues, type Attribute, type DatedLink } from "../../shared/model/index.ts";
import type { RecordData } from "../../shared/record/index.ts";

/** What differs between the record and what the form now holds; an empty text or list is no value (MM10). */
export function changedValues(
  before: RecordData,
  after: unknown,
): Readonly<Record<string, JsonValue | undefined>> {
  if (!isJsonObject(after)) return {};
  const tidy = withoutEmptyValues(after);
  const changed: Record<string, JsonValue | undefined> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(tidy)]))
    if (!sameJson(before[name], tidy[name])) changed[name] = tidy[name];
  return changed;
}

/**
 * The part of a typed value that can be kept: a line of a list just added, and a link without its target yet, stay on
 * screen but are not saved. Lists kept in step with another keep their empty places.
 */
export function keepableValue(
  attribute: Attribute,
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (!Array.isArray(value)) return value === "" ? undefined : value;
  const list = value as readonly JsonValue[];
  const kept =
    attribute.kind === "dated-links"
      ? list.filter((link) => (link as DatedLink).target !== "")
      : attribute.aligned === null
        ? list.filter((one) => one !== "")
        : list;
  return kept.length === 0 ? undefined : kept;
}
