import type { PersonId } from "../base/index.ts";
import type { ChangeRequest, StageState } from "./request.ts";
import { votesAt } from "./tally-votes.ts";

/** The stage that waits for decisions; null when the request waits for something else or is over. */
export function currentStage(request: ChangeRequest): StageState | null {
  const state = request.stages.at(-1);
  return request.status === "pending" && state?.outcome === "open" ? state : null;
}

/** True when this person may decide now (RH4): eligible at the open stage, not the author, no vote of his there yet. */
export function canDecide(request: ChangeRequest, person: PersonId): boolean {
  const state = currentStage(request);
  return (
    state !== null &&
    person !== request.content.author &&
    state.eligible.includes(person) &&
    !votesAt(request, state.stage).some((vote) => vote.person === person)
  );
}

/** Names of those whose decision the open stage still takes (PO4); none where nothing is open or central gave no names. */
export function awaitedNames(request: ChangeRequest): readonly string[] {
  const state = currentStage(request);
  if (!state?.names) return [];
  const answered = new Set(votesAt(request, state.stage).map((vote) => vote.person));
  return state.names.filter((name, place) => {
    const person = state.eligible[place];
    return name !== "" && person !== undefined && !answered.has(person);
  });
}
