import type { JsonValue } from "../base/index.ts";
import { pointerStep, problem } from "./model-problem.ts";
import type { ModelProblem } from "./model-problem.ts";

/** Bounds of a model document (MM2). A référentiel of 200 attributes stays under a tenth of them. */
export const MODEL_LIMITS = {
  textLength: 1_000_000,
  depth: 16,
  nodes: 50_000,
  stringLength: 4_000,
  problems: 100,
} as const;

/** Member names that reach into the prototype chain of an object. */
const FORBIDDEN_NAMES = new Set([
  "__proto__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toString",
  "toLocaleString",
  "valueOf",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
]);

/**
 * Refuses what no honest document holds, before anything interprets it (MM2): too deep, too large, member names of the
 * prototype chain. Walks with its own stack, so that depth cannot exhaust ours; stops at the first excess.
 */
export function checkHostile(document: JsonValue): readonly ModelProblem[] {
  const problems: ModelProblem[] = [];
  const stack: { readonly value: JsonValue; readonly pointer: string; readonly depth: number }[] = [
    { value: document, pointer: "", depth: 0 },
  ];
  let nodes = 0;
  while (stack.length > 0 && problems.length < MODEL_LIMITS.problems) {
    const { value, pointer, depth } = stack.pop()!;
    nodes += 1;
    if (nodes > MODEL_LIMITS.nodes)
      return [problem("", "size", `at most ${String(MODEL_LIMITS.nodes)} values`)];
    if (depth > MODEL_LIMITS.depth)
      return [
        problem(pointer.slice(0, 200), "depth", `at most ${String(MODEL_LIMITS.depth)} levels`),
      ];
    if (typeof value === "string" && value.length > MODEL_LIMITS.stringLength) {
      problems.push(
        problem(
          pointer,
          "size",
          `a text of at most ${String(MODEL_LIMITS.stringLength)} characters`,
          value,
        ),
      );
    }
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      value.forEach((element: JsonValue, index) =>
        stack.push({ value: element, pointer: pointer + pointerStep(index), depth: depth + 1 }),
      );
      continue;
    }
    for (const [name, member] of Object.entries(value)) {
      const place = pointer + pointerStep(name);
      if (FORBIDDEN_NAMES.has(name))
        problems.push(
          problem(
            place.slice(0, 200),
            "name-forbidden",
            "a member name outside the prototype chain",
            name,
          ),
        );
      else stack.push({ value: member, pointer: place, depth: depth + 1 });
    }
  }
  return problems;
}

/** Reads a model document from text: bounded length, then JSON. Duplicated members keep the last, as JSON.parse does (MM2). */
export function parseModelText(
  text: string,
): { readonly document: JsonValue } | { readonly problems: readonly ModelProblem[] } {
  if (text.length > MODEL_LIMITS.textLength) {
    return {
      problems: [
        problem(
          "",
          "size",
          `a text of at most ${String(MODEL_LIMITS.textLength)} characters`,
          text.length,
        ),
      ],
    };
  }
  try {
    return { document: JSON.parse(text) as JsonValue };
  } catch (error) {
    return {
      problems: [
        problem("", "json", `JSON text: ${error instanceof Error ? error.message : "unreadable"}`),
      ],
    };
  }
}
