import type { RequestId } from "../../shared/base/index.ts";
import type { DraftRow, OutboxRow, WriteBatch } from "../../shared/ports/index.ts";
import { applyAnswer, isFinal, nextOperations } from "../../shared/sync/index.ts";
import type { Operation, OperationAnswer } from "../../shared/sync/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";
import type { OutboxLine } from "../data-worker/data-api.ts";
import { isClosed, rebaseAll, receiveRequest } from "./apply-feed.ts";
import { combineChanges } from "./combine-changes.ts";
import type { LocalWork } from "./local-work.ts";
import { mergeBatches } from "./merge-batches.ts";
import { conflictRow } from "./rebase-drafts.ts";
import { changesOf } from "./request-changes.ts";

/** Operations to send next, with the blocks central may lack. */
export function outgoing(
  work: LocalWork,
  limit: number,
): { readonly operations: readonly Operation[]; readonly blocks: readonly string[] } {
  const { operations, blocks } = nextOperations([...work.rows.outbox.values()], limit);
  return { operations, blocks };
}

/** Takes in central's answers, each in one transaction with the request it is about; answers already taken in change nothing. */
export function applyAnswers(work: LocalWork, answers: readonly OperationAnswer[]): Promise<void> {
  return work.act(async () => {
    for (const answer of answers) {
      const row = [...work.rows.outbox.values()].find((one) => one.operation.opId === answer.opId);
      if (row && !isFinal(row.answer)) await work.write(await answerBatch(work, row, answer));
    }
    // What comes back into preparation was not compared with the commits that came since it was sent.
    if (answers.some((answer) => answer.status === "refused")) await rebaseAll(work);
  });
}

async function answerBatch(
  work: LocalWork,
  row: OutboxRow,
  answer: OperationAnswer,
): Promise<WriteBatch> {
  const effect = applyAnswer(row, answer);
  // The stored answer stays small: the request it carries has its own row.
  let batch: WriteBatch = { outbox: { put: [{ ...row, answer: { ...answer, request: null } }] } };
  if (effect.outbox === "keep") return batch;
  const reopened = effect.reopen === null ? undefined : work.rows.requests.get(effect.reopen);
  if (reopened) batch = mergeBatches(batch, await takeBack(work, reopened, effect.request));
  else if (effect.request) batch = mergeBatches(batch, await receiveRequest(work, effect.request));
  const about = requestOf(row.operation);
  if (work.rows.requests.get(about)?.content.author === work.identity?.person) {
    const known = new Set(batch.conflicts?.put?.map((conflict) => conflict.id));
    const rows = effect.conflicts
      .map((conflict) => conflictRow(work, conflict, about))
      .filter((conflict) => !known.has(conflict.id));
    batch = mergeBatches(batch, { conflicts: { put: rows } });
  }
  return batch;
}

/**
 * A submission that central did not take: back in preparation, at the revision central knows (0 = none). Where the request was
 * closed meanwhile, it shows as closed and its lines go to the basket: nothing typed is lost.
 */
async function takeBack(
  work: LocalWork,
  request: ChangeRequest,
  known: ChangeRequest | null,
): Promise<WriteBatch> {
  if (!known || !isClosed(known)) {
    const revision = Math.max(0, request.revision - 1);
    return { requests: { put: [{ ...request, status: "preparation", revision }] } };
  }
  const lines = await changesOf(work, request.content.id);
  const put = lines.flatMap((line): readonly DraftRow[] => {
    const draft = work.rows.drafts.get(line.recordId);
    const change = combineChanges(line, draft?.change);
    return change ? [{ change, requestId: draft?.requestId ?? null, updatedAt: work.now }] : [];
  });
  return { requests: { put: [known] }, drafts: { put } };
}

/** Everything queued, answered lines included, in order. */
export function listOutbox(work: LocalWork): readonly OutboxLine[] {
  return [...work.rows.outbox.values()]
    .sort((a, b) => a.operation.order - b.operation.order)
    .map(({ operation, answer }) => ({
      order: operation.order,
      kind: operation.payload.kind,
      title: titleOf(work, operation),
      at: operation.at,
      answer,
    }));
}

const requestOf = ({ payload }: Operation): RequestId =>
  payload.kind === "request.submit" ? payload.content.id : payload.requestId;

function titleOf(work: LocalWork, operation: Operation): string {
  const { payload } = operation;
  return payload.kind === "request.submit"
    ? payload.content.title
    : (work.rows.requests.get(payload.requestId)?.content.title ?? "");
}
