import type { RecordId, RequestId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import type { ConflictRow, OnProgress } from "../../shared/ports/index.ts";
import type { Change } from "../../shared/record/index.ts";
import { blocks as isBlocking } from "../../shared/rules/index.ts";
import type { Finding, Waiver } from "../../shared/rules/index.ts";
import { summaryOf, prepareRequest } from "../../shared/workflow/index.ts";
import type { RequestContent, Resolution, Workflow } from "../../shared/workflow/index.ts";
import type { SubmitForm, SubmitOutcome } from "../data-worker/data-api.ts";
import { commandsTouching } from "./command-log.ts";
import { isWaived, lineOf } from "./find-problems.ts";
import type { LocalWork } from "./local-work.ts";
import { packChanges, refOf } from "./pack-changes.ts";
import { queueOperation } from "./queue-operation.ts";
import { changesOf } from "./request-changes.ts";

/** Findings shown with a refusal; the count says how many there are. */
const MAX_SHOWN = 200;
const STEP = 1000;

/**
 * Submits the basket (null) or a preparation: judged on the result (V2, V4), packed, hashed and queued in one strict write,
 * without network. What stops it is an answer, not a fault; nothing is written then.
 */
export function submitRequest(
  work: LocalWork,
  requestId: RequestId | null,
  form: SubmitForm,
  onProgress: OnProgress,
): Promise<SubmitOutcome> {
  return work.act(async () => {
    const author = work.author();
    const previous = requestId === null ? undefined : work.rows.requests.get(requestId);
    if (previous && previous.status !== "preparation")
      throw new Fault("REQUEST_REFUSED", "this request is not in preparation", {
        status: previous.status,
      });
    const changes = await changesOf(work, requestId);
    const refused = (
      reason: Exclude<SubmitOutcome, { ok: true }>["reason"],
      fault: Fault | null = null,
    ): SubmitOutcome => ({
      ok: false,
      blocking: [],
      blockingCount: 0,
      warnings: 0,
      warned: [],
      reason,
      fault: fault && { code: fault.code, message: fault.message, details: fault.details },
    });
    if (changes.length === 0) return refused("empty");
    const ids = new Set(changes.map((change) => change.recordId));
    const conflicts = [...work.rows.conflicts.values()].filter((row) =>
      ids.has(row.conflict.recordId),
    );
    if (conflicts.some((row) => row.conflict.class !== "soft" && row.resolved === null))
      return refused("conflicts");
    const workflow = workflowOf(work, changes);
    if (workflow instanceof Fault) return refused("circuit", workflow);

    const judged = await judge(work, changes, onProgress);
    if (judged.blocking.length > 0)
      return {
        ...refused("findings"),
        blocking: judged.blocking.slice(0, MAX_SHOWN).map((finding) => lineOf(work, finding)),
        blockingCount: judged.blocking.length,
        warnings: judged.warnings,
      } as SubmitOutcome;
    if (judged.warnings > 0 && !form.acknowledgeWarnings)
      return {
        ...refused("warnings"),
        warnings: judged.warnings,
        warned: judged.warned.map((finding) => lineOf(work, finding)),
      } as SubmitOutcome;

    const packed = await packChanges(changes);
    const id = requestId ?? (work.ids.next() as RequestId);
    const content: RequestContent = {
      id,
      title: form.title.trim(),
      reason: form.reason.trim(),
      legalText: form.legalText.trim(),
      effectiveDate: form.effectiveDate,
      author: author.person,
      workflow: { id: workflow.id, version: workflow.version },
      referentials: [...new Set(changes.map((change) => change.referential))],
      summary: summaryOf(changes, (referential) => work.set.referential(referential) ?? undefined, {
        hasLegalText: form.legalText.trim() !== "",
        warnings: judged.warnings,
      }),
      blocks: packed.map(refOf),
      waivers: judged.waivers,
      resolutions: [...(previous?.content.resolutions ?? []), ...conflicts.flatMap(resolutionOf)],
      origin: previous?.content.origin ?? { kind: "manual" },
    };
    const prepared = prepareRequest(content, author.name);
    const request = {
      ...prepared,
      revision: (previous?.revision ?? 0) + 1,
      status: "pending" as const,
      decisions: previous?.decisions ?? [],
      comments: previous?.comments ?? [],
      submittedAt: work.now,
    };
    await work.write({
      requests: { put: [request] },
      blocks: { put: packed },
      outbox: queueOperation(
        work,
        { kind: "request.submit", content },
        packed.map((block) => block.hash),
      ),
      drafts: {
        remove: [...work.rows.drafts.values()]
          .filter((row) => row.requestId === requestId)
          .map((row) => row.change.recordId),
      },
      commands: { remove: commandsTouching(work.rows.commands.values(), ids) },
      conflicts: { remove: conflicts.map((row) => row.id) },
    });
    return { ok: true, requestId: id, changes: changes.length };
  });
}

type Judged = {
  readonly blocking: readonly Finding[];
  readonly warnings: number;
  /** The first of them, to be shown. */
  readonly warned: readonly Finding[];
  readonly waivers: readonly Waiver[];
};

/** What the rules say of every record of the request, as it would be. */
async function judge(
  work: LocalWork,
  changes: readonly Change[],
  onProgress: OnProgress,
): Promise<Judged> {
  const blocking: Finding[] = [];
  const waivers = [...work.rows.waivers.values()];
  const used = new Set<RecordId>();
  const warned: Finding[] = [];
  let warnings = 0;
  let done = 0;
  for (const change of changes) {
    const findings =
      change.kind === "withdraw"
        ? await work.rules.brokenBy(change.referential, change.recordId, "submit")
        : await work.rules.findings(change.referential, change.recordId, "submit");
    for (const finding of findings) {
      if (isBlocking(finding, "submit", waivers, work.today)) blocking.push(finding);
      else if (isWaived(work, finding)) used.add(finding.recordId);
      else if (finding.severity === "avertissement") {
        warnings += 1;
        if (warned.length < MAX_SHOWN) warned.push(finding);
      }
    }
    done += 1;
    if (done % STEP === 0) onProgress({ done, total: changes.length });
  }
  return {
    blocking,
    warnings,
    warned,
    waivers: waivers.filter((waiver) => used.has(waiver.recordId as RecordId)),
  };
}

/** The one circuit that all the référentiels of the request follow. */
function workflowOf(work: LocalWork, changes: readonly Change[]): Workflow | Fault {
  const wanted = new Set(
    changes.map((change) => work.set.referential(change.referential)?.workflow),
  );
  const [id, other] = wanted;
  if (id === undefined || other !== undefined)
    return new Fault("WORKFLOW_INVALID", "the changes do not follow one circuit", {
      workflows: [...wanted].map(String),
    });
  const entry = work.models.find((model) => model.kind === "workflow" && model.id === id);
  return entry
    ? (entry.document as unknown as Workflow)
    : new Fault("WORKFLOW_INVALID", "the circuit is not here", { workflow: id });
}

/** A resolved hard conflict, as it is kept with the request for ever (Y3). */
function resolutionOf({ conflict, resolved }: ConflictRow): readonly Resolution[] {
  if (!resolved || conflict.class === "soft") return [];
  return [
    {
      referential: conflict.referential,
      recordId: conflict.recordId,
      attribute: conflict.attribute ?? "",
      againstVersion: conflict.centralVersion,
      side: resolved.side,
      author: resolved.by,
      at: resolved.at,
      reason: resolved.reason,
    },
  ];
}
