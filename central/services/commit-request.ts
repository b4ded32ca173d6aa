import { Fault, type ReferentialId } from "../../shared/base/index.ts";
import { keyOf } from "../../shared/model/index.ts";
import { diffRecord } from "../../shared/record/index.ts";
import {
  commitHash,
  type CommitHead,
  type CommittedChange,
  type FieldConflict,
} from "../../shared/sync/index.ts";
import { stepRequest, type Actor, type ChangeRequest } from "../../shared/workflow/index.ts";
import { addBlock } from "../store/blocks.ts";
import { addCommit } from "../store/commits.ts";
import { addHistory } from "../store/history.ts";
import { writeRecords } from "../store/records.ts";
import { readTrunk } from "../store/requests.ts";
import { readChanges } from "./blocks.ts";
import { circuitOf } from "./circuit.ts";
import type { Command } from "./command.ts";
import { flagOtherRequests, SHOWN_CONFLICTS } from "./flag-requests.ts";
import { judgeChanges, type JudgedChange } from "./judge-changes.ts";
import { referentialOf, type Models } from "./models.ts";
import { packBlock } from "./pack-block.ts";

const CHANGES_PER_BLOCK = 1_000;

/**
 * Turns an approved request into a commit, in the transaction of the decision that approved it: records, history, head of the chain,
 * feed. The base may have moved since the submission, so everything is judged again; a hard conflict holds the request instead.
 */
export async function commitRequest(
  command: Command,
  models: Models,
  actor: Actor,
  request: ChangeRequest,
): Promise<{ readonly request: ChangeRequest; readonly conflicts: readonly FieldConflict[] }> {
  const { context, tx } = command;
  const establishment = command.state().id;
  const now = context.clock.now();
  const step = async (event: Parameters<typeof stepRequest>[2]): Promise<ChangeRequest> => {
    const workflow = await context.models.workflow(
      tx,
      establishment,
      request.content.workflow.id,
      request.content.workflow.version,
    );
    const circuit = await circuitOf(command, models, workflow, request.content.referentials);
    const outcome = stepRequest(
      workflow,
      request,
      event,
      { person: actor.person, name: actor.name },
      now,
      circuit,
    );
    if (!outcome.ok)
      throw new Error(`the workflow refuses what central found: ${outcome.error.fault.message}`);
    return outcome.value;
  };

  const blocks = await readChanges(tx, establishment, request.content.blocks);
  const trunkCommit = await readTrunk(tx, establishment, request.content.id);
  const judged = await judgeChanges(command, models, request.content, blocks, {
    stage: "accredit",
    trunkCommit,
  });
  const obstacles: ChangeRequest["conflicts"] = [
    ...judged.hard,
    ...judged.blocking.map((finding) => ({
      ...finding,
      attribute: finding.attribute ?? null,
      case: finding.rule,
    })),
  ].map(({ referential, recordId, attribute, case: what }) => ({
    referential,
    recordId,
    attribute,
    case: what,
  }));
  if (obstacles.length > 0) {
    judged.base.revert();
    return {
      request: await step({
        type: "conflict-found",
        conflicts: obstacles.slice(0, SHOWN_CONFLICTS),
      }),
      conflicts: [...judged.soft, ...judged.hard],
    };
  }

  const number = command.state().commit + 1;
  const head = await writeCommit(command, models, request, number, judged.changes);
  await command.append(
    { type: "commit", commit: head },
    { referentials: request.content.referentials, author: request.content.author },
  );
  await flagOtherRequests(command, models, actor, request.content.id, judged);
  command.afterwards(() => judged.base.settle(number));
  return { request: await step({ type: "committed", commit: number }), conflicts: judged.soft };
}

async function writeCommit(
  command: Command,
  models: Models,
  request: ChangeRequest,
  number: number,
  judged: readonly JudgedChange[],
): Promise<CommitHead> {
  const { context, tx } = command;
  const { id: establishment, head: previous } = command.state();
  const now = context.clock.now();
  const blocks: CommitHead["blocks"][number][] = [];
  for (const [referential, changes] of Map.groupBy(judged, ({ change }) => change.referential)) {
    const model = referentialOf(models, referential);
    for (let start = 0; start < changes.length; start += CHANGES_PER_BLOCK) {
      const part = changes.slice(start, start + CHANGES_PER_BLOCK);
      const committed = part.map(commitChange);
      const block = await packBlock(referential, committed);
      await addBlock(tx, establishment, block, now);
      blocks.push({
        hash: block.hash,
        count: block.count,
        referential: referential as ReferentialId,
      });
      await writeRecords(
        tx,
        establishment,
        number,
        part.map(({ next }) => ({ record: next, key: keyOf(model, next.data) ?? "" })),
      );
      await addHistory(tx, establishment, number, committed);
    }
  }
  const { content } = request;
  const unsigned = {
    number,
    requestId: content.id,
    contentHash: request.contentHash,
    title: content.title,
    author: content.author,
    authorName: request.authorName,
    at: now,
    blocks,
    previous,
  };
  const head: CommitHead = { ...unsigned, hash: commitHash(unsigned) };
  await addCommit(tx, establishment, head);
  command.advance(number, head.hash);
  return head;
}

/** The change with the true before and after in central, and the version it makes. */
function commitChange({ change, current, next }: JudgedChange): CommittedChange {
  if (change.kind !== "create" && !current)
    throw new Fault("RECORD_NOT_FOUND", "no such record", { recordId: change.recordId });
  return {
    ...change,
    baseVersion: current?.version ?? 0,
    patch: diffRecord(current?.data ?? {}, next.data),
    version: next.version,
  };
}
