import { setImmediate as nextTurn } from "node:timers/promises";
import { dayOf } from "../../shared/base/index.ts";
import { keyOf } from "../../shared/model/index.ts";
import {
  applyChange,
  recordAtVersion,
  type Change,
  type MasterRecord,
} from "../../shared/record/index.ts";
import {
  blocks as isBlocking,
  findingsOf,
  recordsWithKey,
  referrersOf,
  type Finding,
  type ValidationStage,
} from "../../shared/rules/index.ts";
import {
  classifyChange,
  openConflicts,
  rebaseChange,
  type CentralLookup,
  type FieldConflict,
} from "../../shared/sync/index.ts";
import type { RequestContent } from "../../shared/workflow/index.ts";
import { historyOfRecords } from "../store/history.ts";
import type { Base } from "./base-cache.ts";
import type { Command } from "./command.ts";
import type { Models } from "./models.ts";

/** One change as it would be committed now: rebased on the record central has, and what it makes of it. */
export type JudgedChange = {
  readonly change: Change;
  readonly current: MasterRecord | undefined;
  readonly next: MasterRecord;
};

/** What central thinks of the changes of a request against the base of now. */
export type Judgement = {
  /** In the order of the blocks; changes that no longer change anything are left out. */
  readonly changes: readonly JudgedChange[];
  /** Soft ones: applied, to be listed for review. */
  readonly soft: readonly FieldConflict[];
  /** Hard ones and those held for another reason: a person must look, nothing is applied. */
  readonly hard: readonly FieldConflict[];
  /** Findings that stop this stage, waivers deducted. */
  readonly blocking: readonly Finding[];
  /** The base with the result laid over it: to be settled or reverted by the caller. */
  readonly base: Base;
};

/** Records judged between two turns of the event loop: a large import must not keep the server from answering. */
const RECORDS_PER_TURN = 2_000;

/**
 * Judges the changes of a request against the accredited base: conflicts by the classes of section 10, then the shared rules on the
 * RESULT, set-level ones included (V4, V8).
 * @param trunkCommit last commit the author's laptop had
 */
export async function judgeChanges(
  command: Command,
  models: Models,
  content: RequestContent,
  blocks: readonly (readonly Change[])[],
  options: { readonly stage: ValidationStage; readonly trunkCommit: number },
): Promise<Judgement> {
  const { context, tx, state } = command;
  const base = await context.cache.load(tx, state(), models);
  const lookup = lookupOf(base, models, options.trunkCommit);
  const changes: JudgedChange[] = [];
  const conflicts: FieldConflict[] = [];
  for (const block of blocks) {
    const trunks = await readTrunks(command, base, block);
    for (const change of block) {
      const current = base.find(change.referential, change.recordId)?.record;
      const trunk = trunks.get(change.recordId);
      const classified = classifyChange(change, trunk, current, lookup);
      // Whatever choice the request says was made, what exists is not created again (R1).
      const isTaken = change.kind === "create" && base.findAnywhere(change.recordId) !== undefined;
      const found = isTaken ? classified : openConflicts(classified, content.resolutions);
      conflicts.push(...found);
      if (found.some(isHard)) continue;
      const rebased = rebaseChange(change, current, trunk);
      if (rebased)
        changes.push({
          change: rebased,
          current,
          next: applyChange(current, rebased, (current?.version ?? 0) + 1),
        });
    }
    await nextTurn();
  }
  base.overlay(changes.map(({ next }) => next));
  const blocking = await judgeResult(
    base,
    changes,
    content,
    options.stage,
    dayOf(context.clock.now()),
  );
  return {
    changes,
    soft: conflicts.filter((conflict) => conflict.class === "soft"),
    hard: conflicts.filter(isHard),
    blocking,
    base,
  };
}

export const isHard = (conflict: FieldConflict): boolean =>
  conflict.class === "hard" || conflict.class === "held";

/** What the core asks of the base while it classifies. */
export function lookupOf(base: Base, models: Models, trunkCommit: number): CentralLookup {
  return {
    record: (id) => base.findAnywhere(id)?.record,
    referential: (id) => models.referentials.get(id),
    movedSinceTrunk: (id) => (base.findAnywhere(id)?.commit ?? 0) > trunkCommit,
    sameKey(id, data, except) {
      const referential = models.referentials.get(id);
      const key = referential && keyOf(referential, data);
      const members = key === undefined ? [] : recordsWithKey(base.rules.index, id, key);
      return members.find((member) => member.id !== except)?.id;
    },
  };
}

/** Records as they were at the base versions of the changes that central has moved past. */
export async function readTrunks(
  { tx, state }: Command,
  base: Base,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, MasterRecord>> {
  const moved = changes.filter((change) => {
    const current = base.find(change.referential, change.recordId)?.record;
    return current !== undefined && change.baseVersion > 0 && current.version > change.baseVersion;
  });
  const trunks = new Map<string, MasterRecord>();
  for (const [referential, group] of Map.groupBy(moved, (change) => change.referential)) {
    const histories = await historyOfRecords(
      tx,
      state().id,
      referential,
      group.map((change) => change.recordId),
    );
    for (const change of group) {
      const current = base.find(referential, change.recordId)!.record;
      const data = recordAtVersion(
        current,
        histories.get(change.recordId) ?? [],
        change.baseVersion,
      );
      if (data)
        trunks.set(change.recordId, {
          id: current.id,
          referential: current.referential,
          version: change.baseVersion,
          data,
        });
    }
  }
  return trunks;
}

/** Blocking findings on the records of the result, and on the links of others that a withdrawal would break (R5). */
async function judgeResult(
  base: Base,
  changes: readonly JudgedChange[],
  content: RequestContent,
  stage: ValidationStage,
  today: string,
): Promise<readonly Finding[]> {
  const blocking: Finding[] = [];
  let judged = 0;
  for (const { change, next } of changes) {
    const found =
      change.kind === "withdraw"
        ? referrersOf(base.rules.index, next.referential, next.id).flatMap((referrer) =>
            findingsOf(base.rules, referrer.referential, referrer.recordId, stage).filter(
              (finding) => finding.rule === "reference-withdrawn",
            ),
          )
        : findingsOf(base.rules, next.referential, next.id, stage);
    for (const finding of found)
      if (isBlocking(finding, stage, content.waivers, today)) blocking.push(finding);
    if (++judged % RECORDS_PER_TURN === 0) await nextTurn();
  }
  return blocking;
}
