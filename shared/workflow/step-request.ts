import { ok } from "../base/index.ts";
import type { ContentHash, IsoInstant } from "../base/index.ts";
import { closeStage, deciders, populationOf, settleStage } from "./advance-request.ts";
import type { WorkflowContext } from "./advance-request.ts";
import { refuse } from "./refusal.ts";
import type { Outcome, RefusalReason } from "./refusal.ts";
import type { ChangeRequest, Decision, DecisionAnswer, SeenProof, Workflow } from "./request.ts";
import type { Actor } from "./submit-request.ts";
import { seenEnough } from "./summary.ts";
import { votesAt } from "./tally-votes.ts";

export type RequestEvent =
  | {
      readonly type: "decide";
      readonly contentHash: ContentHash;
      readonly stage: string;
      readonly answer: DecisionAnswer;
      readonly reason: string;
      readonly seen: SeenProof;
    }
  | { readonly type: "comment"; readonly id: string; readonly text: string }
  | { readonly type: "cancel"; readonly reason: string }
  /** central: rights or accounts changed, the population of the current stage is computed again (A4, A8) */
  | { readonly type: "population-changed" }
  /** central: hard conflicts hold the request (section 10 of the rules) */
  | { readonly type: "conflict-found"; readonly conflicts: ChangeRequest["conflicts"] }
  /** central: the approved request became this commit */
  | { readonly type: "committed"; readonly commit: number };

/**
 * One step in the life of a submitted request (ST, DE, PO, CV, CO, HC): the next request, or a refusal with its reason. Total and pure: the same
 * inputs give the same answer on the laptop and in central, which has the last word.
 * @param now the instant recorded with the act: central's own, the laptop's for its provisional copy
 */
export function stepRequest(
  workflow: Workflow,
  request: ChangeRequest,
  event: RequestEvent,
  actor: Actor,
  now: IsoInstant,
  context: WorkflowContext,
): Outcome {
  if (
    request.content.workflow.id !== workflow.id ||
    request.content.workflow.version !== workflow.version
  )
    return refuse("workflow-mismatch", "the request follows another workflow");
  switch (event.type) {
    case "decide":
      return decide(workflow, request, event, actor, now, context);
    case "comment":
      return comment(request, event, actor, now);
    case "cancel":
      return cancel(request, event.reason, actor, now);
    case "population-changed":
      return ok(
        request.status === "pending"
          ? settleStage(
              withPopulation(workflow, request, context),
              workflow,
              now,
              context,
              "population",
            )
          : request,
      );
    case "conflict-found":
      if (
        request.commit !== null ||
        request.status === "rejected" ||
        request.status === "cancelled"
      )
        return refuse("request-closed", `the request is ${request.status}`, {
          status: request.status,
        });
      return ok({ ...request, status: "conflict", conflicts: event.conflicts, closedAt: null });
    case "committed":
      if (request.status !== "approved" || request.commit !== null)
        return refuse("not-pending", "only an approved request becomes a commit, once");
      return ok({ ...request, commit: event.commit, closedAt: request.closedAt ?? now });
  }
}

type Decide = Extract<RequestEvent, { readonly type: "decide" }>;

function decide(
  workflow: Workflow,
  request: ChangeRequest,
  event: Decide,
  actor: Actor,
  now: IsoInstant,
  context: WorkflowContext,
): Outcome {
  const vote: Decision = {
    requestId: request.content.id,
    contentHash: event.contentHash,
    stage: event.stage,
    person: actor.person,
    personName: actor.name,
    answer: event.answer,
    reason: event.reason.trim(),
    at: now,
    seen: event.seen,
    status: "counted",
  };
  const stage = workflow.stages.find((candidate) => candidate.id === event.stage);
  if (!stage) return refuse("stage-not-open", `no stage ${event.stage}`, { stage: event.stage });
  if (vote.answer === "reject" && vote.reason === "")
    return refuse("reason-missing", "a rejection gives its reason");
  if (actor.person === request.content.author)
    return refuse("author-cannot-decide", "the vote of the author does not count");
  const may = deciders(stage, request.content.author, context).includes(actor.person);
  const couldBefore =
    request.stages.some((state) => state.eligible.includes(actor.person)) ||
    request.decisions.some((known) => known.person === actor.person);
  if (!may && !couldBefore)
    return refuse("not-eligible", "this person may not decide at this stage", { stage: stage.id });

  const said = request.decisions.find((known) => isSameStatement(known, vote));
  if (said?.status === "counted") return ok(request);
  if (vote.contentHash !== request.contentHash)
    return refuseVote(request, vote, "content-changed", said);
  if (!may) return refuseVote(request, vote, "not-eligible", said);
  if (votesAt(request, stage.id).some((known) => known.person === vote.person))
    return refuse("already-decided", "this person decided already at this stage", {
      stage: stage.id,
    });
  if (request.status !== "pending") return refuseVote(request, vote, "not-pending", said);
  if (request.stages.at(-1)?.stage !== stage.id)
    return refuseVote(request, vote, "stage-not-open", said);
  if (!seenEnough(request.content.summary, vote.seen))
    return refuse("not-seen", "every group of changes is opened before deciding", {
      summary: request.content.summary,
    });

  const voted: ChangeRequest = {
    ...withPopulation(workflow, request, context),
    decisions: [...request.decisions, vote],
  };
  if (vote.answer === "send-back") return ok(closeStage(voted, "sent-back", now));
  return ok(settleStage(voted, workflow, now, context, vote.answer));
}

/** Refuses a vote that came too late or lost its right, and keeps its trace with the request, once (A8, A13). */
function refuseVote(
  request: ChangeRequest,
  vote: Decision,
  reason: RefusalReason,
  said: Decision | undefined,
): Outcome {
  const status = reason === "content-changed" ? "obsolete" : "refused";
  const kept = said
    ? request
    : {
        ...request,
        decisions: [...request.decisions, { ...vote, status, refusal: reason } satisfies Decision],
      };
  return refuse(
    reason,
    `the vote is kept as ${status}`,
    { stage: vote.stage, status: request.status, contentHash: request.contentHash },
    kept,
  );
}

function comment(
  request: ChangeRequest,
  event: Extract<RequestEvent, { readonly type: "comment" }>,
  actor: Actor,
  now: IsoInstant,
): Outcome {
  const text = event.text.trim();
  if (text === "") return refuse("comment-empty", "a comment says something");
  if (request.comments.some((known) => known.id === event.id)) return ok(request);
  return ok({
    ...request,
    comments: [
      ...request.comments,
      { id: event.id, person: actor.person, personName: actor.name, text, at: now },
    ],
  });
}

function cancel(request: ChangeRequest, reason: string, actor: Actor, now: IsoInstant): Outcome {
  if (actor.person !== request.content.author)
    return refuse("not-author", "only its author takes a request back");
  if (request.status === "cancelled") return ok(request);
  if (request.status === "approved" || request.status === "rejected")
    return refuse("request-closed", `the request is ${request.status}`, { status: request.status });
  const { deadlock: _cleared, ...clear } = request;
  const comments =
    reason.trim() === ""
      ? request.comments
      : [
          ...request.comments,
          {
            id: `${request.content.id}:cancel`,
            person: actor.person,
            personName: actor.name,
            text: reason.trim(),
            at: now,
          },
        ];
  return ok({ ...clear, comments, status: "cancelled", closedAt: now });
}

/** The current stage with the population of now (A8): who came later may decide, who left loses the pending item, cast votes stay. */
function withPopulation(
  workflow: Workflow,
  request: ChangeRequest,
  context: WorkflowContext,
): ChangeRequest {
  const last = request.stages.length - 1;
  const stage = workflow.stages[last];
  if (!stage) return request;
  const population = populationOf(stage, request.content.author, context);
  return {
    ...request,
    stages: request.stages.map((state, index) =>
      index === last ? { ...state, ...population } : state,
    ),
  };
}

/** True for the same statement made again: the same person, stage, content, answer and reason. Sending it twice counts once. */
const isSameStatement = (known: Decision, vote: Decision): boolean =>
  known.person === vote.person &&
  known.stage === vote.stage &&
  known.contentHash === vote.contentHash &&
  known.answer === vote.answer &&
  known.reason === vote.reason &&
  known.carriedFrom === undefined;
