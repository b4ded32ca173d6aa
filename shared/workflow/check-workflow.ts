import { fail, isJsonObject, ok } from "../base/index.ts";
import type { JsonObject, Result } from "../base/index.ts";
import type { CompileSchema, SchemaProblem } from "./compile-schema.ts";
import type { Stage, Workflow } from "./request.ts";
import shape from "./workflow.schema.json" with { type: "json" };

/** Depth of nesting beyond which a document is refused before anything walks it. */
const MAX_DEPTH = 30;

/**
 * Checks a workflow document and types it, or says everything that is wrong (W1–W3): its own JSON Schema first, then what a schema
 * cannot say. Pointers are RFC 6901, '' being the document.
 */
export function checkWorkflow(
  document: unknown,
  compileSchema: CompileSchema,
): Result<Workflow, readonly SchemaProblem[]> {
  if (isTooDeep(document, MAX_DEPTH))
    return fail([
      { pointer: "", keyword: "depth", expected: `at most ${String(MAX_DEPTH)} levels` },
    ]);
  const problems = compileSchema(shape as unknown as JsonObject)(document);
  if (problems.length > 0) return fail(problems);
  const workflow = document as Workflow;
  const incoherent = workflow.stages.flatMap((stage, index) =>
    stageProblems(stage, index, workflow, compileSchema),
  );
  return incoherent.length > 0 ? fail(incoherent) : ok(workflow);
}

function stageProblems(
  stage: Stage,
  index: number,
  workflow: Workflow,
  compileSchema: CompileSchema,
): readonly SchemaProblem[] {
  const pointer = `/stages/${String(index)}`;
  const problems: SchemaProblem[] = [];
  if (workflow.stages.findIndex((other) => other.id === stage.id) < index) {
    problems.push({
      pointer: `${pointer}/id`,
      keyword: "unique",
      expected: "a stage id used once",
    });
  }
  if (stage.rule.kind === "quorum" && stage.persons && stage.persons.length < stage.rule.k) {
    problems.push({
      pointer: `${pointer}/rule/k`,
      keyword: "quorum",
      expected: `at most ${String(stage.persons.length)}, the number of named persons`,
    });
  }
  if (stage.entry && !compiles(stage.entry as JsonObject, compileSchema)) {
    problems.push({
      pointer: `${pointer}/entry`,
      keyword: "schema",
      expected: "a JSON Schema that compiles",
    });
  }
  return problems;
}

function compiles(schema: JsonObject, compileSchema: CompileSchema): boolean {
  try {
    compileSchema(schema);
    return true;
  } catch {
    return false;
  }
}

function isTooDeep(value: unknown, left: number): boolean {
  if (left < 0) return true;
  if (Array.isArray(value)) return value.some((element) => isTooDeep(element, left - 1));
  return isJsonObject(value) && Object.values(value).some((member) => isTooDeep(member, left - 1));
}
