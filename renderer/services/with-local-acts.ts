import { isFinal } from "../../shared/sync/index.ts";
import type { ChangeRequest, Decision, RequestComment } from "../../shared/workflow/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import type { LocalRows } from "./local-rows.ts";

/** The rows and the person they belong to. */
export type Desk = { readonly rows: LocalRows; readonly identity: Identity | null };

/** True while an operation of mine about the request waits for central's answer. */
export function isWaiting(id: string, work: Desk): boolean {
  for (const { operation, answer } of work.rows.outbox.values()) {
    const { payload } = operation;
    const about = payload.kind === "request.submit" ? payload.content.id : payload.requestId;
    if (about === id && !isFinal(answer)) return true;
  }
  return false;
}

/**
 * The request as its reader sees it before central answered: with his own votes and comments still in the outbox. Nothing
 * provisional is stored, so central's answer corrects it by itself.
 */
export function withLocalActs(request: ChangeRequest, work: Desk): ChangeRequest {
  const { identity } = work;
  if (!identity) return request;
  const decisions: Decision[] = [];
  const comments: RequestComment[] = [];
  for (const { operation, answer } of work.rows.outbox.values()) {
    const { payload } = operation;
    if (
      isFinal(answer) ||
      payload.kind === "request.submit" ||
      payload.requestId !== request.content.id
    )
      continue;
    if (payload.kind === "request.comment") comments.push(payload.comment);
    if (payload.kind === "request.decide")
      decisions.push({
        requestId: payload.requestId,
        contentHash: payload.contentHash,
        stage: payload.stage,
        person: identity.person,
        personName: identity.name,
        answer: payload.answer,
        reason: payload.reason,
        at: operation.at,
        seen: payload.seen,
        status: payload.contentHash === request.contentHash ? "counted" : "obsolete",
      });
  }
  return decisions.length + comments.length === 0
    ? request
    : {
        ...request,
        decisions: [...request.decisions, ...decisions],
        comments: [...request.comments, ...comments],
      };
}
