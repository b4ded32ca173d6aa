import type { OperationPayload } from "../../shared/sync/index.ts";
import type { Account } from "../store/accounts.ts";
import { stepAndKeep, visibleRequest } from "./amend-request.ts";
import type { Command } from "./command.ts";
import type { Outcome } from "./outcome.ts";

/**
 * Counts a decision, judged on the rights of now and bound to the content hash (A8, A13); the one that approves the last stage
 * makes the commit in the same transaction. A vote that cannot count is refused with its reason and kept with the request.
 */
export async function decideRequest(
  command: Command,
  account: Account,
  payload: Extract<OperationPayload, { readonly kind: "request.decide" }>,
): Promise<Outcome> {
  const request = await visibleRequest(command, account, payload.requestId);
  const { contentHash, stage, answer, reason, seen } = payload;
  return stepAndKeep(command, account, request, {
    type: "decide",
    contentHash,
    stage,
    answer,
    reason,
    seen,
  });
}
