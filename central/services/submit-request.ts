import { Fault, isIsoDate, sameJson, type JsonValue } from "../../shared/base/index.ts";
import type { Change } from "../../shared/record/index.ts";
import type { FieldConflict } from "../../shared/sync/index.ts";
import {
  stepRequest,
  submitRequest as submitContent,
  summaryOf,
  type ChangeRequest,
  type RequestContent,
} from "../../shared/workflow/index.ts";
import type { Account } from "../store/accounts.ts";
import { commitAtCursor } from "../store/feed.ts";
import { readRequest, writeTouches, writeTrunk } from "../store/requests.ts";
import { holdsRole } from "./rights.ts";
import { checkBlockRefs, PROPOSERS, readChanges } from "./blocks.ts";
import { circuitOf } from "./circuit.ts";
import type { Command } from "./command.ts";
import { commitRequest } from "./commit-request.ts";
import { SHOWN_CONFLICTS } from "./flag-requests.ts";
import { judgeChanges } from "./judge-changes.ts";
import { keepRequest } from "./keep-request.ts";
import { referentialOf, type Models } from "./models.ts";
import type { Outcome } from "./outcome.ts";

/** Findings told in a refusal; the laptop has the whole list. */
const TOLD_FINDINGS = 50;

/**
 * Takes a submitted content: rights, blocks, summary, conflicts, rules on the result at stage « submit », then the workflow. Hard
 * conflicts hold the request instead of refusing it (section 10); soft ones are listed. Everything the laptop checked is checked
 * again (V8): nothing of what it says is believed.
 */
export async function submitRequest(
  command: Command,
  account: Account,
  content: RequestContent,
  trunk: number,
): Promise<Outcome> {
  const { context, tx } = command;
  const { establishment } = account;
  const models = await context.models.load(tx, establishment);
  const previous = await readRequest(tx, establishment, content.id);
  if (previous && previous.content.author !== account.person)
    throw new Fault("FORBIDDEN", "this request belongs to somebody else");
  for (const id of content.referentials) {
    referentialOf(models, id);
    if (!holdsRole(account.rights, id, PROPOSERS))
      throw new Fault("FORBIDDEN", "no right to propose changes", { referential: id });
  }
  const workflow = models.workflows.get(content.workflow.id);
  if (
    !workflow ||
    content.referentials.some((id) => referentialOf(models, id).workflow !== workflow.id)
  ) {
    throw new Fault("WORKFLOW_INVALID", "the référentiels are not accredited by this workflow", {
      workflow: content.workflow.id,
    });
  }
  await checkBlockRefs(tx, establishment, content.blocks);
  const blocks = await readChanges(tx, establishment, content.blocks);
  checkContent(models, content, blocks);

  // A cursor that this base never gave (it was restored since) says nothing of what the laptop had.
  const trunkCommit =
    trunk > command.state().seq ? 0 : await commitAtCursor(tx, establishment, trunk);
  const judged = await judgeChanges(command, models, content, blocks, {
    stage: "submit",
    trunkCommit,
  });
  judged.base.revert();
  if (judged.hard.length === 0 && judged.blocking.length > 0) {
    throw new Fault("RECORD_INVALID", "the result would break rules", {
      total: judged.blocking.length,
      findings: judged.blocking.slice(0, TOLD_FINDINGS),
    });
  }
  const circuit = await circuitOf(command, models, workflow, content.referentials);
  const actor = { person: account.person, name: account.name };
  const now = context.clock.now();
  const submitted = submitContent(workflow, previous, content, actor, now, circuit);
  if (!submitted.ok) return { status: "refused", request: previous, fault: submitted.error.fault };
  if (submitted.value === previous) return { status: "accepted", request: previous };

  const conflicts = [...judged.soft, ...judged.hard];
  const held =
    judged.hard.length > 0
      ? stepRequest(
          workflow,
          submitted.value,
          { type: "conflict-found", conflicts: listed(judged.hard) },
          actor,
          now,
          circuit,
        )
      : submitted;
  if (!held.ok) return { status: "refused", request: previous, fault: held.error.fault };
  await writeTouches(
    tx,
    establishment,
    content.id,
    blocks.flatMap((block, index) =>
      block.map((change) => ({
        recordId: change.recordId,
        blockHash: content.blocks[index]!.hash,
      })),
    ),
  );
  const request = await settle(command, models, account, held.value, trunkCommit);
  const status =
    request.status === "conflict" ? "held" : judged.soft.length > 0 ? "accepted-soft" : "accepted";
  return { status, request, conflicts };
}

const listed = (conflicts: readonly FieldConflict[]): ChangeRequest["conflicts"] =>
  conflicts.slice(0, SHOWN_CONFLICTS).map(({ referential, recordId, attribute, case: what }) => ({
    referential,
    recordId,
    attribute,
    case: what,
  }));

/** A content whose every stage stood (an edit below the last one) is committed at once. */
async function settle(
  command: Command,
  models: Models,
  account: Account,
  request: ChangeRequest,
  trunkCommit: number,
): Promise<ChangeRequest> {
  const final =
    request.status === "approved"
      ? (await commitRequest(command, models, account, request)).request
      : request;
  await keepRequest(command, final);
  await writeTrunk(command.tx, account.establishment, request.content.id, trunkCommit);
  return final;
}

/** Refuses a content that does not say the truth about its changes: what accreditors read must be what is committed. */
function checkContent(
  models: Models,
  content: RequestContent,
  blocks: readonly (readonly Change[])[],
): void {
  const named = new Set<string>(content.referentials);
  const present = new Set<string>(content.blocks.map((block) => block.referential));
  if (named.size !== present.size || [...named].some((id) => !present.has(id)))
    throw new Fault("BAD_REQUEST", "the référentiels named are not those of the blocks");
  const seen = new Set<string>();
  for (const change of blocks.flat()) {
    if (seen.has(change.recordId))
      throw new Fault("BAD_REQUEST", "a record is changed twice in one request", {
        recordId: change.recordId,
      });
    seen.add(change.recordId);
    if (change.keptId === change.recordId)
      throw new Fault("BAD_REQUEST", "a withdrawn record is not the one kept instead (S2)", {
        recordId: change.recordId,
      });
  }
  checkSigned(content);
  const told = content.summary;
  const summary = summaryOf(blocks.flat(), (id) => models.referentials.get(id), {
    hasLegalText: content.legalText.trim() !== "",
    warnings: told.warnings,
  });
  if (!sameJson(summary as unknown as JsonValue, told as unknown as JsonValue))
    throw new Fault("BAD_REQUEST", "the summary is not that of the changes", { summary });
}

/** Refuses waivers and choices in another name than the author's, a waiver without a reason or an end (V7, Y3), a day that does not exist. */
function checkSigned({ author, waivers, resolutions, effectiveDate }: RequestContent): void {
  if ([...waivers, ...resolutions].some((signed) => signed.author !== author))
    throw new Fault("FORBIDDEN", "a waiver or a choice is signed by its author");
  if (waivers.some((waiver) => waiver.reason.trim() === "" || !isIsoDate(waiver.expires)))
    throw new Fault("BAD_REQUEST", "a waiver has a reason and a last day");
  if (effectiveDate !== null && !isIsoDate(effectiveDate))
    throw new Fault("BAD_REQUEST", "the effective date is not a day", { effectiveDate });
}
