import type { JsonObject, JsonValue } from "../../base/index.ts";
import { keyInReference } from "../../model/index.ts";
import type { Finding } from "../../rules/index.ts";
import type { ImportRemark } from "./import-types.ts";

/** A finding on a record, said of the row and the column that it came from. */
export function remarkFinding(
  finding: Finding,
  row: number,
  headerOf: ReadonlyMap<string, string>,
): ImportRemark {
  const attribute = finding.attribute ?? null;
  return {
    row,
    column: (attribute === null ? undefined : headerOf.get(attribute)) ?? "",
    value: shown(finding.value),
    attribute,
    severity: finding.severity,
    rule: finding.rule,
    details: finding.details,
  };
}

/** A value as the person has it in the file: a link by what it names, a reference by its key. */
function shown(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return keyInReference(value) ?? value;
  const target = isJsonObject(value) ? value["target"] : undefined;
  return typeof target === "string" ? shown(target) : JSON.stringify(value);
}

const isJsonObject = (value: JsonValue): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
