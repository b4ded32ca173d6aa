import type { RequestId } from "../../shared/base/index.ts";
import { awaitedNames, canDecide, changeCount, currentStage } from "../../shared/workflow/index.ts";
import type { ChangeRequest, Workflow } from "../../shared/workflow/index.ts";
import type { FindingGroup, RequestCard, RequestView } from "../data-worker/data-api.ts";
import { emptyPreparation } from "./compose-request.ts";
import { groupFindings } from "./find-problems.ts";
import type { LocalWork } from "./local-work.ts";
import { changesOf, groupChanges } from "./request-changes.ts";
import { isWaiting, withLocalActs } from "./with-local-acts.ts";

/** Above this many changes, a request's findings are not judged each time it is shown. */
const MAX_JUDGED = 3000;

/** Requests of one box, the latest first. */
export function listRequests(
  work: LocalWork,
  box: "to-decide" | "mine" | "all",
): readonly RequestCard[] {
  return [...work.rows.requests.values()]
    .map((request) => cardOf(work, request))
    .filter((card) => box === "all" || (box === "mine" ? card.mine : card.decidable))
    .sort((a, b) => ((a.submittedAt ?? "9") < (b.submittedAt ?? "9") ? 1 : -1));
}

/** One request with everything needed to decide; null when it is not here. The basket (id null) is shown as a preparation of its own. */
export async function showRequest(
  work: LocalWork,
  id: RequestId | null,
): Promise<RequestView | null> {
  const stored = id === null ? basketOf(work) : work.rows.requests.get(id);
  if (!stored) return null;
  const request = withLocalActs(stored, work);
  const changes = await changesOf(work, id);
  return {
    request,
    mine: isMine(work, request),
    decidable: isDecidable(work, request),
    notDecidable: whyNot(work, request),
    groups: groupChanges(work, changes),
    findings:
      changes.length <= MAX_JUDGED && request.status !== "approved"
        ? await judged(work, changes)
        : [],
    circuit: circuitOf(work, request),
    waiting: id !== null && isWaiting(id, work),
  };
}

/** The basket as a request in preparation, never stored. */
function basketOf(work: LocalWork): ChangeRequest {
  const changes = [...work.rows.drafts.values()].filter((row) => row.requestId === null);
  const referentials = [...new Set(changes.map((row) => row.change.referential))];
  return emptyPreparation(work, "" as RequestId, "", { referentials });
}

function cardOf(work: LocalWork, stored: ChangeRequest): RequestCard {
  const request = withLocalActs(stored, work);
  const stage = currentStage(request);
  return {
    id: request.content.id,
    title: request.content.title,
    status: request.status,
    authorName: request.authorName,
    mine: isMine(work, request),
    decidable: isDecidable(work, request),
    changes:
      changeCount(request.content.summary) ||
      request.content.blocks.reduce((sum, block) => sum + block.count, 0) ||
      draftsOf(work, request.content.id),
    submittedAt: request.submittedAt,
    stage: stage
      ? (workflowOf(work, request)?.stages.find((one) => one.id === stage.stage)?.label[
          work.language
        ] ?? stage.stage)
      : null,
    awaited: awaitedNames(request),
    waiting: isWaiting(request.content.id, work),
  };
}

const isMine = (work: LocalWork, request: ChangeRequest): boolean =>
  request.content.author === work.identity?.person;
const isDecidable = (work: LocalWork, request: ChangeRequest): boolean =>
  work.identity !== null && canDecide(request, work.identity.person);
const draftsOf = (work: LocalWork, id: RequestId): number =>
  [...work.rows.drafts.values()].filter((row) => row.requestId === id).length;

/** Why I may not decide, as a code for the screen. */
function whyNot(work: LocalWork, request: ChangeRequest): string | null {
  if (isDecidable(work, request)) return null;
  const stage = currentStage(request);
  const person = work.identity?.person;
  if (!stage || person === undefined) return "not-pending";
  if (isMine(work, request)) return "author-cannot-decide";
  if (
    request.decisions.some(
      (decision) =>
        decision.person === person &&
        decision.stage === stage.stage &&
        decision.contentHash === request.contentHash,
    )
  )
    return "already-decided";
  return "not-eligible";
}

async function judged(
  work: LocalWork,
  changes: Awaited<ReturnType<typeof changesOf>>,
): Promise<readonly FindingGroup[]> {
  const findings = [];
  for (const change of changes)
    if (change.kind !== "withdraw" && work.set.referential(change.referential))
      findings.push(...(await work.rules.findings(change.referential, change.recordId, "submit")));
  return groupFindings(findings);
}

/** The stages of the circuit in order: who was asked where it opened, the rule, and how it ended. */
function circuitOf(work: LocalWork, request: ChangeRequest): RequestView["circuit"] {
  const open = currentStage(request);
  return (workflowOf(work, request)?.stages ?? []).map((stage) => {
    const state = request.stages.find((one) => one.stage === stage.id);
    return {
      stage: stage.id,
      label: stage.label,
      rule: stage.rule.kind,
      k: stage.rule.kind === "quorum" ? stage.rule.k : null,
      persons: (state?.eligible ?? stage.persons ?? []).length,
      awaited: stage.id === open?.stage ? awaitedNames(request) : [],
      outcome: state?.outcome ?? null,
    };
  });
}

function workflowOf(work: LocalWork, request: ChangeRequest): Workflow | null {
  const { id } = request.content.workflow;
  const wanted =
    id !== ""
      ? id
      : work.set.referential(request.content.referentials[0] ?? ("" as never))?.workflow;
  const entry = work.models.find((model) => model.kind === "workflow" && model.id === wanted);
  return entry ? (entry.document as unknown as Workflow) : null;
}
