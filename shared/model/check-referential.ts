import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import { fail, isJsonObject, ok } from "../base/index.ts";
import type { JsonObject, JsonValue, Result } from "../base/index.ts";
import { checkCoherence } from "./check-coherence.ts";
import { checkHostile, MODEL_LIMITS, parseModelText } from "./check-hostile.ts";
import { compileReferential } from "./compile-referential.ts";
import metaModel from "./meta-model.schema.json" with { type: "json" };
import { problem } from "./model-problem.ts";
import type { ModelProblem } from "./model-problem.ts";
import type { Referential } from "./referential.ts";

/**
 * Checks one model document and makes a référentiel of it, or says everything that is wrong (MM1–MM8). Order: hostile
 * content, then the meta-model's own schema, then coherence between parts; a later step runs only on what passed before.
 * Compiles a schema: where `eval` is forbidden, call it in the validation worker.
 */
export function checkReferential(document: unknown): Result<Referential, readonly ModelProblem[]> {
  const hostile = checkHostile(document as JsonValue);
  if (hostile.length > 0) return fail(hostile);
  if (!isJsonObject(document))
    return fail([problem("", "type", "a JSON object", document as JsonValue)]);
  const shape = shapeProblems(document);
  if (shape.length > 0) return fail(shape);
  const referential = compileReferential(document);
  const coherence = checkCoherence(referential);
  return coherence.length > 0 ? fail(coherence) : ok(referential);
}

/** The same for a document that arrives as text: its length is bounded before anything is parsed (MM2). */
export function checkReferentialText(text: string): Result<Referential, readonly ModelProblem[]> {
  const parsed = parseModelText(text);
  return "problems" in parsed ? fail(parsed.problems) : checkReferential(parsed.document);
}

let compiled: ValidateFunction | null = null;

function shapeProblems(document: JsonObject): readonly ModelProblem[] {
  compiled ??= new Ajv2020({
    strict: true,
    allErrors: true,
    ownProperties: true,
    verbose: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
  }).compile(metaModel);
  if (compiled(document)) return [];
  return (compiled.errors ?? [])
    .filter((error) => error.keyword !== "propertyNames")
    .slice(0, MODEL_LIMITS.problems)
    .map(problemOf);
}

function problemOf(error: ErrorObject): ModelProblem {
  const found = error.data as JsonValue | undefined;
  const name = error.propertyName;
  if (name !== undefined)
    return problem(
      error.instancePath,
      error.keyword,
      `attribute names that satisfy: ${error.message ?? error.keyword}`,
      name,
    );
  switch (error.keyword) {
    case "additionalProperties":
      return problem(
        `${error.instancePath}/${String(error.params["additionalProperty"])}`,
        "keyword-not-allowed",
        "no such member here",
        String(error.params["additionalProperty"]),
      );
    case "required":
      return problem(
        error.instancePath,
        "required",
        `a member ${String(error.params["missingProperty"])}`,
      );
    case "enum":
      return problem(
        error.instancePath,
        "enum",
        `one of ${(error.params["allowedValues"] as readonly unknown[]).map(String).join(", ")}`,
        found,
      );
    case "const":
      return problem(
        error.instancePath,
        "const",
        `exactly ${String(error.params["allowedValue"])}`,
        found,
      );
    default:
      return problem(error.instancePath, error.keyword, error.message ?? error.keyword, found);
  }
}
