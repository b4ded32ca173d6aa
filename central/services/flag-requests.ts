import type { ContentHash } from "../../shared/base/index.ts";
import type { Change } from "../../shared/record/index.ts";
import { classifyChange, openConflicts } from "../../shared/sync/index.ts";
import { stepRequest, type Actor } from "../../shared/workflow/index.ts";
import { findTouches, readRequest, readTrunk } from "../store/requests.ts";
import { readChanges } from "./blocks.ts";
import { circuitOf } from "./circuit.ts";
import type { Command } from "./command.ts";
import { isHard, lookupOf, type Judgement } from "./judge-changes.ts";
import { keepRequest } from "./keep-request.ts";
import type { Models } from "./models.ts";

const IDS_PER_QUERY = 5_000;

/** Conflicts written on a request; beyond, the first ones are enough to know that everything must be looked at again. */
export const SHOWN_CONFLICTS = 1_000;

/**
 * Holds the other pending requests that a commit overtook: those that change a field of a record it changed, to another value
 * (section 10: same field, different value = hard). Their authors resolve; nothing is decided for them.
 */
export async function flagOtherRequests(
  command: Command,
  models: Models,
  actor: Actor,
  committed: string,
  judged: Judgement,
): Promise<void> {
  const { context, tx } = command;
  const establishment = command.state().id;
  const records = new Map(judged.changes.map(({ next }) => [next.id as string, next]));
  // What the commit found is the trunk of the others, where they started from it.
  const before = new Map(
    judged.changes.flatMap(({ current }) =>
      current ? [[current.id as string, current] as const] : [],
    ),
  );
  const ids = [...records.keys()];
  const touched = new Map<string, Map<string, Set<string>>>();
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    for (const touch of await findTouches(
      tx,
      establishment,
      ids.slice(start, start + IDS_PER_QUERY),
    )) {
      if (touch.requestId === committed) continue;
      const blocks = touched.get(touch.requestId) ?? new Map<string, Set<string>>();
      touched.set(touch.requestId, blocks);
      const members = blocks.get(touch.blockHash) ?? new Set<string>();
      blocks.set(touch.blockHash, members);
      members.add(touch.recordId);
    }
  }
  for (const [requestId, blocks] of touched) {
    const request = await readRequest(tx, establishment, requestId);
    if (!request || request.status !== "pending") continue;
    const changes: Change[] = [];
    for (const [hash, members] of blocks) {
      const ref = request.content.blocks.find((block) => block.hash === (hash as ContentHash));
      if (!ref) continue;
      const [block = []] = await readChanges(tx, establishment, [ref]);
      changes.push(...block.filter((change) => members.has(change.recordId)));
    }
    const lookup = lookupOf(judged.base, models, await readTrunk(tx, establishment, requestId));
    const conflicts = changes
      .flatMap((change) =>
        openConflicts(
          classifyChange(change, before.get(change.recordId), records.get(change.recordId), lookup),
          request.content.resolutions,
        ),
      )
      .filter(isHard)
      .slice(0, SHOWN_CONFLICTS)
      .map(({ referential, recordId, attribute, case: what }) => ({
        referential,
        recordId,
        attribute,
        case: what,
      }));
    if (conflicts.length === 0) continue;
    const workflow = await context.models.workflow(
      tx,
      establishment,
      request.content.workflow.id,
      request.content.workflow.version,
    );
    const circuit = await circuitOf(command, models, workflow, request.content.referentials);
    const step = stepRequest(
      workflow,
      request,
      { type: "conflict-found", conflicts },
      { person: actor.person, name: actor.name },
      context.clock.now(),
      circuit,
    );
    if (step.ok) await keepRequest(command, step.value);
  }
}
