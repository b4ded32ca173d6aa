import {
  dayOf,
  Fault,
  nextDay,
  type DeviceId,
  type OperationId,
  type ReferentialId,
  type RequestId,
} from "../../shared/base/index.ts";
import { compileReferential } from "../../shared/model/index.ts";
import type { Clock, Identity, Ids } from "../../shared/ports/index.ts";
import type { Change } from "../../shared/record/index.ts";
import type { Finding, Waiver } from "../../shared/rules/index.ts";
import type { OperationAnswer, OperationPayload } from "../../shared/sync/index.ts";
import {
  groupsOf,
  summaryOf,
  type ChangeRequest,
  type RequestContent,
} from "../../shared/workflow/index.ts";
import type { Central } from "./central.ts";
import { packBlock } from "./pack-block.ts";

const CHANGES_PER_BLOCK = 1_000;

/**
 * Puts a set of changes of one référentiel through the very path of a laptop, inside the server: blocks, submission, decisions. Errors
 * that the rules find are waived in the author's name until tomorrow when `waive` says why; fatal ones never.
 * @param approvers decide in turn until the request is a commit; none: the request waits for its accreditors
 * @returns the request as it ended
 */
export async function proposeAndApprove(
  { central, clock, ids }: { readonly central: Central; readonly clock: Clock; readonly ids: Ids },
  proposal: {
    readonly author: Identity;
    readonly approvers: readonly Identity[];
    readonly changes: readonly Change[];
    readonly title: string;
    readonly reason: string;
    readonly waive?: string;
    readonly origin?: RequestContent["origin"];
  },
): Promise<ChangeRequest> {
  const { author, changes } = proposal;
  const referential = changes[0]!.referential;
  const model = await readModel(central, author, referential);
  const blocks: RequestContent["blocks"][number][] = [];
  for (let start = 0; start < changes.length; start += CHANGES_PER_BLOCK) {
    const block = await packBlock(referential, changes.slice(start, start + CHANGES_PER_BLOCK));
    await central.putBlock(author, block.hash, block.bytes);
    blocks.push({ hash: block.hash, count: block.count, referential });
  }
  const content: RequestContent = {
    id: ids.next() as RequestId,
    title: proposal.title,
    reason: proposal.reason,
    legalText: "",
    effectiveDate: null,
    author: author.person,
    workflow: model.workflow,
    referentials: [referential],
    summary: summaryOf(changes, () => model.referential, { hasLegalText: false, warnings: 0 }),
    blocks,
    waivers: [],
    resolutions: [],
    origin: proposal.origin ?? { kind: "manual" },
  };
  const device = ids.next() as DeviceId;
  const trunk = await central.seq(author.establishment);
  let order = 0;
  const push = async (identity: Identity, payload: OperationPayload): Promise<OperationAnswer> => {
    order += 1;
    const [answer] = await central.push(identity, [
      { opId: ids.next() as OperationId, deviceId: device, order, trunk, at: clock.now(), payload },
    ]);
    return answer!;
  };
  let answer = await push(author, { kind: "request.submit", content });
  // A refusal tells the first findings only: waived, it tells the next ones.
  let waivers: readonly Waiver[] = [];
  for (let left = Infinity; answer.fault?.code === "RECORD_INVALID" && proposal.waive;) {
    const { total, findings } = answer.fault.details as Refused;
    if (total >= left) break;
    left = total;
    const expires = nextDay(dayOf(clock.now()));
    waivers = [...waivers, ...waiversFor(findings, author, proposal.waive, expires)];
    answer = await push(author, { kind: "request.submit", content: { ...content, waivers } });
  }
  const request = mustHold(answer);
  return approveInTurn(push, request, proposal.approvers);
}

type Refused = { readonly total: number; readonly findings: readonly Finding[] };

async function approveInTurn(
  push: (identity: Identity, payload: OperationPayload) => Promise<OperationAnswer>,
  submitted: ChangeRequest,
  approvers: readonly Identity[],
): Promise<ChangeRequest> {
  let request = submitted;
  for (const approver of approvers) {
    if (request.status !== "pending") break;
    const groups = groupsOf(request.content.summary).map((group) => ({
      ...group,
      shown: group.count,
    }));
    const stage = request.stages.at(-1)?.stage ?? "";
    request = mustHold(
      await push(approver, {
        kind: "request.decide",
        requestId: request.content.id,
        contentHash: request.contentHash,
        stage,
        answer: "approve",
        reason: "",
        seen: { groups, opened: 0, toTheEnd: true },
      }),
    );
  }
  return request;
}

function mustHold(answer: OperationAnswer): ChangeRequest {
  if (answer.fault) throw new Fault(answer.fault.code, answer.fault.message, answer.fault.details);
  if (!answer.request || answer.request.status === "conflict")
    throw new Fault("REQUEST_REFUSED", "the request is held by conflicts", {
      conflicts: answer.conflicts.slice(0, 20),
    });
  return answer.request;
}

async function readModel(central: Central, author: Identity, referential: ReferentialId) {
  const documents = await central.documents.list(author.establishment);
  const entry = documents.find(
    (document) => document.kind === "referential" && document.id === referential,
  );
  if (!entry) throw new Fault("REFERENTIAL_UNKNOWN", "no such référentiel", { referential });
  const compiled = compileReferential(entry.document as never);
  const workflow = documents.find(
    (document) => document.kind === "workflow" && document.id === compiled.workflow,
  );
  if (!workflow)
    throw new Fault("WORKFLOW_INVALID", "no such workflow", { workflow: compiled.workflow });
  return { referential: compiled, workflow: { id: workflow.id, version: workflow.version } };
}

const waiversFor = (
  findings: readonly Finding[],
  author: Identity,
  reason: string,
  expires: string,
): readonly Waiver[] =>
  findings
    .filter((finding) => finding.severity === "erreur")
    .map((finding) => ({
      referential: finding.referential,
      recordId: finding.recordId,
      rule: finding.rule,
      ...(finding.attribute === undefined ? {} : { attribute: finding.attribute }),
      ...(finding.value === undefined ? {} : { value: finding.value }),
      reason,
      author: author.person,
      expires,
    }));
