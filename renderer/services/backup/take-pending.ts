import { unreadable } from "../../../shared/exchange/backup/index.ts";
import type { WriteBatch } from "../../../shared/ports/index.ts";
import { rebaseAll } from "../apply-feed.ts";
import type { LocalWork } from "../local-work.ts";
import { PendingPlanner } from "./pending-planner.ts";
import type { PendingWork } from "./pending-work.ts";
import { TAKEN } from "./taken-work.ts";
import type { TakenWork } from "./taken-work.ts";

/** What taking the work would do; nothing is written. */
export async function previewPending(work: LocalWork, pending: PendingWork): Promise<TakenWork> {
  return (await planPending(work, pending, new Set())).taken;
}

/**
 * Takes carried work in, in one strict write: as it is for the same person, operations under this laptop's branch and their own ids (B11);
 * as drafts and preparations of his own for another. What this laptop already has is merged field by field (B13–B17), then compared with the
 * accredited base as any draft is. Taking the same work twice adds nothing. Only inside `act`.
 * @param carried choices (`choiceKey`) where the file's value is wanted; elsewhere this laptop's stays
 * Nothing is written while this laptop is behind what the file was made on. Fault FILE_UNREADABLE (`other-person`: another establishment).
 */
export async function takePending(
  work: LocalWork,
  pending: PendingWork,
  carried: ReadonlySet<string>,
): Promise<TakenWork> {
  const { taken, batch } = await planPending(work, pending, carried);
  if (taken.drafts + taken.preparations + taken.operations > 0 && taken.behind === 0) {
    await work.write(batch);
    await rebaseAll(work);
  }
  return taken;
}

type Plan = { readonly taken: TakenWork; readonly batch: WriteBatch };

async function planPending(
  work: LocalWork,
  pending: PendingWork,
  carried: ReadonlySet<string>,
): Promise<Plan> {
  const me = work.author();
  if (pending.summary.establishment !== me.establishment) throw unreadable("other-person");
  const samePerson = pending.summary.person === me.person;
  const known = await work.store.setting(TAKEN);
  const planner = new PendingPlanner(
    work,
    pending,
    me,
    samePerson,
    carried,
    new Set(textsOf(known)),
  );
  await planner.run();
  return { taken: planner.outcome(), batch: planner.batch() };
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
