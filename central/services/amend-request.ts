import { Fault, type RequestId } from "../../shared/base/index.ts";
import type { OperationPayload } from "../../shared/sync/index.ts";
import { stepRequest, type ChangeRequest, type RequestEvent } from "../../shared/workflow/index.ts";
import type { Account } from "../store/accounts.ts";
import { readRequest } from "../store/requests.ts";
import { identityOf } from "./rights.ts";
import { circuitOf } from "./circuit.ts";
import type { Command } from "./command.ts";
import { commitRequest } from "./commit-request.ts";
import { canSeeRequest } from "./feed.ts";
import { keepRequest } from "./keep-request.ts";
import type { Outcome } from "./outcome.ts";

type Payload<Kind extends OperationPayload["kind"]> = Extract<
  OperationPayload,
  { readonly kind: Kind }
>;

/** Adds a comment by who may see the request; the name and time are central's, not the laptop's. */
export const commentRequest = (
  command: Command,
  account: Account,
  payload: Payload<"request.comment">,
): Promise<Outcome> =>
  amend(command, account, payload.requestId, {
    type: "comment",
    id: payload.comment.id,
    text: payload.comment.text,
  });

/** Takes a request back; only its author may. */
export const cancelRequest = (
  command: Command,
  account: Account,
  payload: Payload<"request.cancel">,
): Promise<Outcome> =>
  amend(command, account, payload.requestId, { type: "cancel", reason: payload.reason });

async function amend(
  command: Command,
  account: Account,
  id: RequestId,
  event: RequestEvent,
): Promise<Outcome> {
  const request = await visibleRequest(command, account, id);
  return stepAndKeep(command, account, request, event);
}

/** A request the account may see; REQUEST_NOT_FOUND for one he may not: ids are not to be probed. */
export async function visibleRequest(
  { tx }: Command,
  account: Account,
  id: RequestId,
): Promise<ChangeRequest> {
  const request = await readRequest(tx, account.establishment, id);
  const visible =
    request &&
    canSeeRequest(identityOf(account), account.rights, {
      author: request.content.author,
      referentials: request.content.referentials,
    });
  if (!request || !visible)
    throw new Fault("REQUEST_NOT_FOUND", "no such request", { requestId: id });
  return request;
}

/** Lets the core take one step and keeps what came of it: the next request, or the trace of a refused vote (A8: never dropped). */
export async function stepAndKeep(
  command: Command,
  account: Account,
  request: ChangeRequest,
  event: RequestEvent,
): Promise<Outcome> {
  const { context, tx } = command;
  const models = await context.models.load(tx, account.establishment);
  const { id, version } = request.content.workflow;
  const workflow = await context.models.workflow(tx, account.establishment, id, version);
  const circuit = await circuitOf(command, models, workflow, request.content.referentials);
  const step = stepRequest(
    workflow,
    request,
    event,
    { person: account.person, name: account.name },
    context.clock.now(),
    circuit,
  );
  if (step.ok && step.value.status === "approved" && step.value.commit === null) {
    const committed = await commitRequest(command, models, account, step.value);
    await keepRequest(command, committed.request);
    return { ...committed, status: committed.request.status === "conflict" ? "held" : "accepted" };
  }
  if (step.ok) {
    if (step.value !== request) await keepRequest(command, step.value);
    return { status: "accepted", request: step.value };
  }
  const { fault, kept } = step.error;
  if (kept && kept !== request) await keepRequest(command, kept);
  return { status: "refused", request: kept ?? request, fault };
}
