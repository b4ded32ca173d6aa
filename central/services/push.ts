import { Fault, FAULTS, toFaultData } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import {
  checkOperationOrder,
  hashOperation,
  type Operation,
  type OperationAnswer,
} from "../../shared/sync/index.ts";
import { addAudit } from "../store/audit.ts";
import {
  addOperation,
  enterWaitingRoom,
  findOperation,
  lastOrder as readLastOrder,
  takeOrder,
} from "../store/operations.ts";
import { accountOf } from "./rights.ts";
import { cancelRequest, commentRequest } from "./amend-request.ts";
import { runCommand, type Command } from "./command.ts";
import type { Context } from "./context.ts";
import { decideRequest } from "./decide-request.ts";
import type { Outcome } from "./outcome.ts";
import { submitRequest } from "./submit-request.ts";

/** How long an operation may wait for a missing predecessor before its author is told to look (Y1: visible, never forced). */
const WAITING_DAYS = 30;

/**
 * Takes operations in order, one transaction and one answer each (Y5). Exactly once in effect: an operation that was answered
 * gives its first answer again and does nothing; its id with another body is refused. One that comes before its predecessor, or
 * whose blocks are missing, waits: it is not recorded, the laptop sends it again.
 */
export async function pushOperations(
  context: Context,
  identity: Identity,
  operations: readonly Operation[],
): Promise<readonly OperationAnswer[]> {
  const answers: OperationAnswer[] = [];
  for (const operation of operations)
    answers.push(await takeOperation(context, identity, operation));
  return answers;
}

async function takeOperation(
  context: Context,
  identity: Identity,
  operation: Operation,
): Promise<OperationAnswer> {
  const bodyHash = hashOperation(operation);
  try {
    return await runCommand(context, identity.establishment, async (command) => {
      const known = await knownAnswer(command, identity, operation);
      return (
        known ??
        recordAnswer(
          command,
          identity,
          operation,
          bodyHash,
          await perform(command, identity, operation),
        )
      );
    });
  } catch (thrown) {
    // A refusal is an answer of its own: what the command had begun is rolled back, the refusal is kept.
    if (!(thrown instanceof Fault) || thrown.code === "INTERNAL") throw thrown;
    const fault = toFaultData(thrown);
    if (FAULTS[fault.code].retry)
      return answerOf(operation, "waiting", context.clock.now(), { fault });
    return runCommand(context, identity.establishment, async (command) => {
      const known = await knownAnswer(command, identity, operation);
      return (
        known ??
        recordAnswer(command, identity, operation, bodyHash, {
          status: "refused",
          request: null,
          fault,
        })
      );
    });
  }
}

/** The answer that needs no work: the first one, a refusal to work at all, or a place in the waiting room. */
async function knownAnswer(
  { context, tx }: Command,
  identity: Identity,
  operation: Operation,
): Promise<OperationAnswer | null> {
  const now = context.clock.now();
  const { establishment } = identity;
  const answered = await findOperation(tx, establishment, operation.opId);
  if (answered && answered.person !== identity.person) {
    const fault = {
      code: "OPERATION_REPLAYED_DIFFERENTLY",
      message: "this id was used by another person",
      details: { opId: operation.opId },
    } as const;
    return answerOf(operation, "refused", now, { fault });
  }
  const lastOrder = (await readLastOrder(tx, establishment, operation.deviceId)) ?? 0;
  const verdict = checkOperationOrder(
    operation,
    { deviceId: operation.deviceId, lastOrder },
    answered ?? undefined,
  );
  switch (verdict.kind) {
    case "new":
      return null;
    case "replay":
      if (verdict.takesOrder) await takeOrder(tx, establishment, operation);
      return verdict.answer;
    case "refused":
      return answerOf(operation, "refused", now, { fault: verdict.fault });
    case "waiting": {
      const deadline = await enterWaitingRoom(
        tx,
        establishment,
        operation,
        now,
        new Date(Date.parse(now) + WAITING_DAYS * 86_400_000).toISOString(),
      );
      return answerOf(operation, "waiting", now, {
        fault: { ...verdict.fault, details: { ...verdict.fault.details, deadline } },
      });
    }
  }
}

async function perform(
  command: Command,
  identity: Identity,
  operation: Operation,
): Promise<Outcome> {
  const account = await accountOf(command.tx, identity);
  const { payload } = operation;
  switch (payload.kind) {
    case "request.submit":
      return submitRequest(command, account, payload.content, operation.trunk);
    case "request.decide":
      return decideRequest(command, account, payload);
    case "request.comment":
      return commentRequest(command, account, payload);
    case "request.cancel":
      return cancelRequest(command, account, payload);
  }
}

async function recordAnswer(
  { context, tx }: Command,
  identity: Identity,
  operation: Operation,
  bodyHash: string,
  outcome: Outcome,
): Promise<OperationAnswer> {
  const answer = answerOf(operation, outcome.status, context.clock.now(), outcome);
  await addOperation(tx, identity.establishment, {
    ...operation,
    person: identity.person,
    bodyHash,
    answer,
  });
  await addAudit(tx, identity.establishment, {
    at: answer.at,
    person: identity.person,
    action: operation.payload.kind,
    subject: operation.opId,
    outcome: answer.fault ? `${answer.status}:${answer.fault.code}` : answer.status,
  });
  return answer;
}

function answerOf(
  operation: Operation,
  status: OperationAnswer["status"],
  at: string,
  parts: Partial<Pick<OperationAnswer, "request" | "conflicts" | "fault">>,
): OperationAnswer {
  return {
    opId: operation.opId,
    status,
    conflicts: parts.conflicts ?? [],
    fault: parts.fault ?? null,
    request: parts.request ?? null,
    at,
  };
}
