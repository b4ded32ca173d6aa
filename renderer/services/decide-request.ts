import type { RequestId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import { canDecide, currentStage, seenEnough } from "../../shared/workflow/index.ts";
import type { ChangeRequest, DecisionAnswer, SeenProof } from "../../shared/workflow/index.ts";
import type { LocalWork } from "./local-work.ts";
import { queueOperation } from "./queue-operation.ts";
import { withLocalActs } from "./with-local-acts.ts";

/** Queues a decision bound to the content hash that was read (A13); central judges it again when it arrives. */
export function decideRequest(
  work: LocalWork,
  id: RequestId,
  answer: DecisionAnswer,
  reason: string,
  seen: SeenProof,
): Promise<void> {
  return work.act(async () => {
    const request = known(work, id);
    const stage = currentStage(request);
    const { person } = work.author();
    if (!stage || !canDecide(withLocalActs(request, work), person))
      throw new Fault("FORBIDDEN", "this person may not decide now", { requestId: id });
    if (!seenEnough(request.content.summary, seen))
      throw new Fault("REQUEST_REFUSED", "the changes were not all shown", { reason: "not-seen" });
    if (answer !== "approve" && reason.trim() === "")
      throw new Fault("BAD_REQUEST", "a reason is needed", { reason: "reason-missing" });
    await work.write({
      outbox: queueOperation(work, {
        kind: "request.decide",
        requestId: id,
        contentHash: request.contentHash,
        stage: stage.stage,
        answer,
        reason: reason.trim(),
        seen,
      }),
    });
    work.emit({ type: "requests" });
  });
}

/** Queues a comment; shown at once. */
export function commentRequest(work: LocalWork, id: RequestId, text: string): Promise<void> {
  return work.act(async () => {
    known(work, id);
    const author = work.author();
    if (text.trim() === "")
      throw new Fault("BAD_REQUEST", "an empty comment", { reason: "comment-empty" });
    const comment = {
      id: work.ids.next(),
      person: author.person,
      personName: author.name,
      text: text.trim(),
      at: work.now,
    };
    await work.write({
      outbox: queueOperation(work, { kind: "request.comment", requestId: id, comment }),
    });
    work.emit({ type: "requests" });
  });
}

/** Asks central to cancel a request of mine; it stays as it is until the answer. */
export function cancelRequest(work: LocalWork, id: RequestId, reason: string): Promise<void> {
  return work.act(async () => {
    const request = known(work, id);
    if (request.content.author !== work.author().person)
      throw new Fault("FORBIDDEN", "only its author cancels a request");
    await work.write({
      outbox: queueOperation(work, {
        kind: "request.cancel",
        requestId: id,
        reason: reason.trim(),
      }),
    });
    work.emit({ type: "requests" });
  });
}

function known(work: LocalWork, id: RequestId): ChangeRequest {
  const request = work.rows.requests.get(id);
  if (!request) throw new Fault("REQUEST_NOT_FOUND", "this request is not here", { requestId: id });
  return request;
}
