import type { IsoInstant, PersonId } from "../base/index.ts";
import type { CompileSchema } from "./compile-schema.ts";
import type { ChangeRequest, Decision, Stage, StageState, Workflow } from "./request.ts";
import { neededApprovals, tallyVotes, votesAt } from "./tally-votes.ts";

/** What the core cannot know by itself. `eligible`: who holds the right at each stage now, by stage id; the author may be among them, the core leaves him out (A6). */
export type WorkflowContext = {
  readonly eligible: { readonly [stage: string]: readonly PersonId[] };
  /** How those persons are called; without it, requests say how many they are. */
  readonly names?: { readonly [person: PersonId]: string };
  readonly compileSchema: CompileSchema;
};

/** Who may decide at a stage: the population without the author (A6). */
export const deciders = (
  stage: Stage,
  author: PersonId,
  context: WorkflowContext,
): readonly PersonId[] =>
  [...new Set(context.eligible[stage.id] ?? [])].filter((person) => person !== author);

/** Who may decide at a stage as its state keeps it, with their names where they are known (A8). */
export function populationOf(
  stage: Stage,
  author: PersonId,
  context: WorkflowContext,
): Pick<StageState, "eligible" | "names"> {
  const eligible = deciders(stage, author, context);
  const { names } = context;
  return names ? { eligible, names: eligible.map((person) => names[person] ?? "") } : { eligible };
}

/** Opens a stage, carries votes into it (A7) and goes on as far as the votes lead. Nobody at the opening = the declared outcome (A5). */
export function openStage(
  request: ChangeRequest,
  workflow: Workflow,
  index: number,
  now: IsoInstant,
  context: WorkflowContext,
): ChangeRequest {
  const stage = workflow.stages[index];
  if (!stage) return { ...request, status: "approved", closedAt: now };
  const population = populationOf(stage, request.content.author, context);
  const { eligible } = population;
  const opened: StageState = { stage: stage.id, ...population, openedAt: now, outcome: "open" };
  const next: ChangeRequest = {
    ...request,
    status: "pending",
    stages: [...request.stages, opened],
    decisions: [...request.decisions, ...carriedVotes(request, stage, eligible)],
  };
  if (eligible.length === 0) return closeStage(next, "rejected", now);
  return settleStage(next, workflow, now, context, "opening");
}

/**
 * Counts the votes of the current stage and does what they say. An approval that has become impossible rejects only on a
 * rejection; when persons left, the request is marked as deadlocked instead of being decided by their leaving (A4).
 */
export function settleStage(
  request: ChangeRequest,
  workflow: Workflow,
  now: IsoInstant,
  context: WorkflowContext,
  cause: "opening" | "approve" | "reject" | "population",
): ChangeRequest {
  const index = request.stages.length - 1;
  const [state, stage] = [request.stages[index], workflow.stages[index]];
  if (!state || !stage) return request;
  const votes = votesAt(request, stage.id);
  const { deadlock: _cleared, ...clear } = request;
  switch (tallyVotes(stage.rule, state.eligible, votes)) {
    case "approved":
      return openStage(closeStage(clear, "approved", now), workflow, index + 1, now, context);
    case "open":
      return state.eligible.every((person) => votes.some((vote) => vote.person === person))
        ? blocked(clear, stage, state, votes)
        : clear;
    case "impossible":
      return blocked(clear, stage, state, votes);
    case "rejected":
      return cause === "reject"
        ? closeStage(clear, "rejected", now)
        : blocked(clear, stage, state, votes);
  }
}

/** The current stage with an outcome; a rejection closes the request (A2). */
export function closeStage(
  request: ChangeRequest,
  outcome: "approved" | "rejected" | "sent-back",
  now: IsoInstant,
): ChangeRequest {
  const stages = request.stages.map((state, index) =>
    index === request.stages.length - 1 ? { ...state, outcome } : state,
  );
  if (outcome === "rejected") return { ...request, stages, status: "rejected", closedAt: now };
  return outcome === "sent-back"
    ? { ...request, stages, status: "sent-back" }
    : { ...request, stages };
}

function blocked(
  request: ChangeRequest,
  stage: Stage,
  state: StageState,
  votes: readonly Decision[],
): ChangeRequest {
  const population = new Set([...state.eligible, ...votes.map((vote) => vote.person)]).size;
  return {
    ...request,
    deadlock: {
      stage: stage.id,
      needed: neededApprovals(stage.rule, population),
      eligible: state.eligible.length,
    },
  };
}

/** Approvals of the same content at earlier stages by persons eligible here, marked as carried; one per person. */
function carriedVotes(
  request: ChangeRequest,
  stage: Stage,
  eligible: readonly PersonId[],
): readonly Decision[] {
  if (!stage.carryVotes) return [];
  const carried = new Map<PersonId, Decision>();
  for (const { stage: earlier } of request.stages) {
    for (const vote of votesAt(request, earlier)) {
      if (
        vote.answer === "approve" &&
        eligible.includes(vote.person) &&
        !carried.has(vote.person)
      ) {
        carried.set(vote.person, {
          ...vote,
          stage: stage.id,
          carriedFrom: vote.carriedFrom ?? earlier,
        });
      }
    }
  }
  return [...carried.values()];
}
