import { ok } from "../base/index.ts";
import type { IsoInstant, JsonObject, PersonId } from "../base/index.ts";
import { deciders, openStage } from "./advance-request.ts";
import type { WorkflowContext } from "./advance-request.ts";
import { refuse } from "./refusal.ts";
import type { Outcome } from "./refusal.ts";
import type { ChangeRequest, RequestContent, Workflow } from "./request.ts";
import { changeCount, hashContent } from "./summary.ts";
import { neededApprovals } from "./tally-votes.ts";

/** Who acts: the signed-in person, never a field of a message. */
export type Actor = { readonly person: PersonId; readonly name: string };

/** A request in preparation on its author's laptop; central does not know it. */
export const prepareRequest = (content: RequestContent, authorName: string): ChangeRequest => ({
  content,
  contentHash: hashContent(content),
  authorName,
  revision: 0,
  status: "preparation",
  stages: [],
  decisions: [],
  comments: [],
  submittedAt: null,
  closedAt: null,
  commit: null,
  conflicts: [],
});

/**
 * Submits a content: for the first time, or again after an edit, a send-back or resolved conflicts (SB1–SB8, A1). Refused, naming
 * the stage, where nobody or too few could decide (A4, A5) or where a stage would not let it in. Submitting the pending content
 * again changes nothing.
 * @param previous the request as known, null at the first submission
 */
export function submitRequest(
  workflow: Workflow,
  previous: ChangeRequest | null,
  content: RequestContent,
  actor: Actor,
  now: IsoInstant,
  context: WorkflowContext,
): Outcome {
  if (content.author !== actor.person)
    return refuse("not-author", "the author of the content is not the person who submits it");
  if (content.workflow.id !== workflow.id || content.workflow.version !== workflow.version)
    return refuse("workflow-mismatch", "the content names another workflow");
  if (previous && previous.content.id !== content.id)
    return refuse("other-request", "the content belongs to another request");
  if (previous && previous.content.author !== actor.person)
    return refuse("not-author", "only the author edits a request");
  if (
    previous &&
    (previous.status === "approved" ||
      previous.status === "rejected" ||
      previous.status === "cancelled")
  )
    return refuse("request-closed", `the request is ${previous.status}`, {
      status: previous.status,
    });
  const contentHash = hashContent(content);
  if (previous?.status === "pending" && previous.contentHash === contentHash) return ok(previous);
  if (changeCount(content.summary) === 0)
    return refuse("nothing-to-decide", "the request holds no change");
  const obstacle = findObstacle(workflow, content, context);
  if (obstacle) return obstacle;

  const kept = previous ? keptStages(workflow, previous, content) : 0;
  const reopened = new Set(workflow.stages.slice(kept).map((stage) => stage.id));
  const fresh: ChangeRequest = {
    content,
    contentHash,
    authorName: actor.name,
    revision: (previous?.revision ?? 0) + 1,
    status: "pending",
    stages: previous?.stages.slice(0, kept) ?? [],
    decisions: (previous?.decisions ?? []).map((decision) =>
      decision.status === "counted" && reopened.has(decision.stage)
        ? { ...decision, status: "obsolete" }
        : decision,
    ),
    comments: previous?.comments ?? [],
    submittedAt: now,
    closedAt: null,
    commit: null,
    conflicts: [],
  };
  return ok(openStage(fresh, workflow, kept, now, context));
}

/** The first stage that could not do its work, as a refusal; null when every stage could. */
function findObstacle(
  workflow: Workflow,
  content: RequestContent,
  context: WorkflowContext,
): Outcome | null {
  for (const stage of workflow.stages) {
    const eligible = deciders(stage, content.author, context).length;
    const needed = neededApprovals(stage.rule, eligible);
    if (eligible === 0)
      return refuse("nobody", `nobody may decide at stage ${stage.id}`, {
        stage: stage.id,
        label: stage.label,
        outcome: stage.ifNobody,
      });
    if (eligible < needed)
      return refuse(
        "deadlock",
        `stage ${stage.id} needs ${String(needed)} approvals, ${String(eligible)} may decide`,
        { stage: stage.id, label: stage.label, needed, eligible },
      );
    const problems = stage.entry
      ? context.compileSchema(stage.entry as JsonObject)(content.summary)
      : [];
    if (problems.length > 0)
      return refuse("entry-refused", `stage ${stage.id} does not let this request in`, {
        stage: stage.id,
        label: stage.label,
        problems,
      });
  }
  return null;
}

/**
 * Stages whose approval stands after an edit (A1): those before the current one, unless the workflow says `all`, is another one,
 * or the new content reaches a référentiel the earlier deciders were not asked about.
 */
function keptStages(workflow: Workflow, previous: ChangeRequest, content: RequestContent): number {
  const sameWorkflow =
    previous.content.workflow.id === workflow.id &&
    previous.content.workflow.version === workflow.version;
  const within = content.referentials.every((referential) =>
    previous.content.referentials.includes(referential),
  );
  return workflow.editResets === "all" || !sameWorkflow || !within
    ? 0
    : Math.max(0, previous.stages.length - 1);
}
