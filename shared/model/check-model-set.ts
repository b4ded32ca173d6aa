import { fail, ok } from "../base/index.ts";
import type { Result } from "../base/index.ts";
import { checkReferential } from "./check-referential.ts";
import { pointerStep, problem } from "./model-problem.ts";
import type { ModelProblem } from "./model-problem.ts";
import type { Referential } from "./referential.ts";

/** A problem of one document of a set: `document` is its id, or its position where it has none. */
export type ModelSetProblem = ModelProblem & { readonly document: string };

/**
 * Checks documents that live together (MM9): each one alone, no id twice, every reference to a référentiel of the set,
 * every workflow known (when the known ones are given). The référentiels come back in the order of the documents.
 */
export function checkModelSet(
  documents: readonly unknown[],
  workflows?: readonly string[],
): Result<readonly Referential[], readonly ModelSetProblem[]> {
  const problems: ModelSetProblem[] = [];
  const referentials: Referential[] = [];
  for (const [index, document] of documents.entries()) {
    const checked = checkReferential(document);
    if (checked.ok) referentials.push(checked.value);
    else
      problems.push(
        ...checked.error.map((found) => ({ ...found, document: nameOf(document, index) })),
      );
  }
  const known = new Set<string>();
  for (const { id } of referentials) {
    if (known.has(id))
      problems.push({
        document: id,
        ...problem("/x-referential/id", "duplicate", "an id that no other document has", id),
      });
    known.add(id);
  }
  for (const referential of referentials) {
    for (const { name, kind, reference } of referential.attributes) {
      if (reference && !known.has(reference.referential)) {
        const keyword = kind === "dated-links" ? "x-dated-link" : "x-reference";
        problems.push({
          document: referential.id,
          ...problem(
            `/properties${pointerStep(name)}/${keyword}/referential`,
            "unknown-referential",
            "the id of a référentiel of the set",
            reference.referential,
          ),
        });
      }
    }
    if (workflows && !workflows.includes(referential.workflow)) {
      problems.push({
        document: referential.id,
        ...problem(
          "/x-referential/workflow",
          "unknown-workflow",
          "the id of a workflow of the set",
          referential.workflow,
        ),
      });
    }
  }
  return problems.length > 0 ? fail(problems) : ok(referentials);
}

function nameOf(document: unknown, index: number): string {
  const head = (document as { readonly "x-referential"?: { readonly id?: unknown } } | null)?.[
    "x-referential"
  ];
  return typeof head?.id === "string" ? head.id.slice(0, 60) : `#${String(index)}`;
}
