import type { PersonId } from "../base/index.ts";
import type { ChangeRequest, Decision, DecisionRule } from "./request.ts";

/** Where a stage stands. `impossible`: fewer persons than the rule needs, whatever they answer (A4). */
export type Verdict = "open" | "approved" | "rejected" | "impossible";

/** Approvals a rule needs among `population` persons (A3: counted by person). */
export const neededApprovals = (rule: DecisionRule, population: number): number =>
  rule.kind === "quorum" ? rule.k : rule.kind === "all" ? Math.max(population, 1) : 1;

/**
 * The state of a stage from its votes (ST1, V1), whatever their order; under *first decides* the first vote is the only one.
 * Rejected as soon as approval is arithmetically impossible: rejections > n − k (A3).
 * @param eligible persons who may decide now, the author left out; who voted and lost the right since still counts (A8)
 */
export function tallyVotes(
  rule: DecisionRule,
  eligible: readonly PersonId[],
  votes: readonly Decision[],
): Verdict {
  const population = new Set([...eligible, ...votes.map((vote) => vote.person)]).size;
  const needed = neededApprovals(rule, population);
  const approvals = votes.filter((vote) => vote.answer === "approve").length;
  const rejections = votes.filter((vote) => vote.answer === "reject").length;
  if (rule.kind === "first" && votes[0])
    return votes[0].answer === "approve" ? "approved" : "rejected";
  if (approvals >= needed) return "approved";
  if (population < needed) return "impossible";
  return rejections > population - needed ? "rejected" : "open";
}

/** The votes that count at a stage: on the present content, one per person. */
export const votesAt = (request: ChangeRequest, stage: string): readonly Decision[] =>
  request.decisions.filter(
    (decision) =>
      decision.stage === stage &&
      decision.status === "counted" &&
      decision.contentHash === request.contentHash,
  );
