import { canDecide } from "../../shared/workflow/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";
import type { Severity } from "../../shared/model/index.ts";
import type { Counts } from "../data-worker/data-api.ts";
import { isDropped } from "../data-worker/working-set/overlay.ts";
import type { FindingBook } from "./finding-book.ts";
import { lastDone, nextUndone } from "./command-log.ts";
import { withLocalActs } from "./with-local-acts.ts";
import type { Desk } from "./with-local-acts.ts";
import { isFinal } from "../../shared/sync/index.ts";

/** The numbers shown everywhere: what waits for the person, and what he may undo. */
export function countsOf(work: Desk & { readonly findings: FindingBook }): Counts {
  const { rows, identity } = work;
  const findings: { [severity in Severity]: number } = {
    info: 0,
    avertissement: 0,
    erreur: 0,
    fatale: 0,
  };
  for (const { severity } of work.findings.all(null)) findings[severity] += 1;
  let drafts = 0;
  for (const { change, requestId } of rows.drafts.values()) {
    // over a packed line of its request, a draft is that line as it now is, or its end
    const line = requestId !== null && isPacked(rows.requests.get(requestId));
    drafts += (isDropped(change) ? 0 : 1) - (line ? 1 : 0);
  }
  let [toDecide, myRequests] = [0, 0];
  for (const request of rows.requests.values()) {
    if (request.status === "preparation")
      drafts += request.content.blocks.reduce((sum, block) => sum + block.count, 0);
    if (identity && request.content.author === identity.person && OPEN.has(request.status))
      myRequests += 1;
    if (identity && canDecide(withLocalActs(request, work), identity.person)) toDecide += 1;
  }
  let conflicts = 0;
  for (const { conflict, resolved } of rows.conflicts.values())
    if (conflict.class !== "soft" && resolved === null) conflicts += 1;
  let outbox = 0;
  for (const row of rows.outbox.values()) if (!isFinal(row.answer)) outbox += 1;
  return {
    drafts,
    toDecide,
    myRequests,
    findings,
    conflicts,
    outbox,
    canUndo: lastDone(rows.commands.values())?.label ?? null,
    canRedo: nextUndone(rows.commands.values())?.label ?? null,
  };
}

const isPacked = (request: ChangeRequest | undefined): boolean =>
  request?.status === "preparation" && request.content.blocks.length > 0;

const OPEN: ReadonlySet<string> = new Set(["preparation", "pending", "sent-back", "conflict"]);
