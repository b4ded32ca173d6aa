import type { ErrorObject } from "ajv/dist/2020.js";
import type { JsonObject, JsonValue, RecordId } from "../base/index.ts";
import { attributeOf } from "../model/index.ts";
import type { Referential } from "../model/index.ts";
import type { Shape } from "./compile-shape.ts";
import type { Finding, RuleId, ValidationStage } from "./finding.ts";
import { severityOf } from "./severity.ts";

/** A record never reports more findings of shape than this: the first ones are enough to correct it. */
const MAX_FINDINGS = 100;

const RULES: { readonly [keyword: string]: RuleId } = {
  type: "type",
  format: "format",
  pattern: "pattern",
  enum: "choice",
  const: "choice",
  minLength: "length",
  maxLength: "length",
  minItems: "length",
  maxItems: "length",
  uniqueItems: "length",
  minimum: "range",
  maximum: "range",
  exclusiveMinimum: "range",
  exclusiveMaximum: "range",
  multipleOf: "range",
  required: "required",
  additionalProperties: "unknown-attribute",
};

/** The findings about the shape of a record (RU2), made from JSON Schema's errors; one per attribute, element and rule. */
export function shapeFindings(
  referential: Referential,
  shape: Shape,
  data: JsonObject,
  recordId: RecordId,
  stage: ValidationStage,
): readonly Finding[] {
  if (shape(data)) return [];
  const findings = new Map<string, Finding>();
  for (const error of shape.errors ?? []) {
    if (error.keyword === "if" || findings.size >= MAX_FINDINGS) continue;
    const finding = findingOf(referential, data, recordId, stage, error);
    const place = `${finding.rule}/${finding.attribute ?? ""}/${String(finding.index ?? "")}`;
    if (!findings.has(place)) findings.set(place, finding);
  }
  return [...findings.values()];
}

function findingOf(
  referential: Referential,
  data: JsonObject,
  recordId: RecordId,
  stage: ValidationStage,
  error: ErrorObject,
): Finding {
  const [, step, position] = error.instancePath.split("/").map(unescapeStep);
  const inside = step !== undefined && step !== "";
  const missing =
    error.keyword === "required" ? String(error.params["missingProperty"]) : undefined;
  const extra =
    error.keyword === "additionalProperties"
      ? String(error.params["additionalProperty"])
      : undefined;
  const attribute = inside ? step : (missing ?? extra);
  const rule: RuleId =
    !inside && missing !== undefined && referential.key.includes(missing)
      ? "key-missing"
      : (inside && extra !== undefined) || (inside && missing !== undefined && missing !== "from")
        ? "shape"
        : (RULES[error.keyword] ?? "shape");
  const index =
    inside && position !== undefined && /^\d+$/.test(position) ? Number(position) : undefined;
  const value = attribute === undefined ? undefined : valueAt(data, attribute, index);
  const declared =
    attribute === undefined ? undefined : attributeOf(referential, attribute)?.severities[rule];
  return {
    severity: severityOf(rule, stage, declared),
    rule,
    referential: referential.id,
    recordId,
    ...(attribute === undefined ? {} : { attribute }),
    ...(index === undefined ? {} : { index }),
    ...(value === undefined ? {} : { value }),
    details: { keyword: error.keyword, ...detailsOf(error) },
  };
}

function valueAt(
  data: JsonObject,
  attribute: string,
  index: number | undefined,
): JsonValue | undefined {
  const value = Object.hasOwn(data, attribute) ? data[attribute] : undefined;
  return index !== undefined && Array.isArray(value)
    ? (value as readonly JsonValue[])[index]
    : value;
}

/** The limit that was broken, under one name per kind of limit. */
function detailsOf(error: ErrorObject): JsonObject {
  const { params, keyword } = error;
  if ("limit" in params) return { limit: params["limit"] as number };
  if (keyword === "type") return { type: String(params["type"]) };
  if (keyword === "format") return { format: String(params["format"]) };
  if (keyword === "pattern") return { pattern: String(params["pattern"]) };
  if (keyword === "enum")
    return { allowed: (params["allowedValues"] as readonly JsonValue[]).slice(0, 50) };
  if (keyword === "const") return { allowed: [params["allowedValue"] as JsonValue] };
  return {};
}

const unescapeStep = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");
