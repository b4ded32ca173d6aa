import type { RecordId, ReferentialId, RequestId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import { attributeOf, keyOf } from "../../shared/model/index.ts";
import { applyPatch, reversePatch } from "../../shared/record/index.ts";
import type { Change, MasterRecord } from "../../shared/record/index.ts";
import { groupOf } from "../../shared/workflow/index.ts";
import type { ChangeGroup, ChangeView, MoveView } from "../data-worker/data-api.ts";
import { isDropped } from "../data-worker/working-set/overlay.ts";
import type { ReferentialSet } from "../data-worker/working-set/referential-set.ts";
import type { LocalWork } from "./local-work.ts";

/**
 * Every change of the basket (null) or of a request, whatever its status. In preparation, a draft row that belongs to the
 * request supersedes its packed line of the same record, or drops it.
 */
export async function changesOf(
  work: LocalWork,
  requestId: RequestId | null,
): Promise<readonly Change[]> {
  const drafts = [...work.rows.drafts.values()].filter((row) => row.requestId === requestId);
  if (requestId === null)
    return drafts.map((row) => row.change).filter((change) => !isDropped(change));
  const request = work.rows.requests.get(requestId);
  if (!request) throw new Fault("REQUEST_NOT_FOUND", "this request is not here", { requestId });
  const lines = request.content.blocks.length === 0 ? [] : await work.set.lines.read(request, null);
  if (request.status !== "preparation" || drafts.length === 0) return lines;
  const superseding = new Map<RecordId, Change>(
    drafts.map((row) => [row.change.recordId, row.change]),
  );
  const kept = lines.filter((line) => !superseding.has(line.recordId));
  return [...kept, ...[...superseding.values()].filter((change) => !isDropped(change))];
}

/** How many changes a preparation holds, without unpacking more than needed. */
export async function countChanges(work: LocalWork, requestId: RequestId): Promise<number> {
  const request = work.rows.requests.get(requestId);
  const packed = request?.content.blocks.reduce((sum, block) => sum + block.count, 0) ?? 0;
  const drafts = [...work.rows.drafts.values()].filter((row) => row.requestId === requestId);
  if (packed === 0) return drafts.filter((row) => !isDropped(row.change)).length;
  return drafts.length === 0 ? packed : (await changesOf(work, requestId)).length;
}

const KINDS = {
  created: "create",
  updated: "update",
  closed: "close",
  withdrawn: "withdraw",
} as const;

/** The kind of a change as it is shown: a closure is told from an update. */
export const kindOf = (work: LocalWork, change: Change): ChangeGroup["kind"] =>
  KINDS[groupOf(change, work.set.referential(change.referential) ?? undefined)];

/** Counts by référentiel and kind (A15), in the order they are shown. */
export function groupChanges(work: LocalWork, changes: readonly Change[]): readonly ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const change of changes) {
    const kind = kindOf(work, change);
    const key = `${change.referential}|${kind}`;
    groups.set(key, {
      referential: change.referential,
      kind,
      count: (groups.get(key)?.count ?? 0) + 1,
    });
  }
  const order = Object.values(KINDS);
  return [...groups.values()].sort((a, b) =>
    a.referential < b.referential
      ? -1
      : a.referential > b.referential
        ? 1
        : order.indexOf(a.kind) - order.indexOf(b.kind),
  );
}

/** Before and after of some changes, as texts, with what the rules say of the result. */
export async function showChanges(
  work: LocalWork,
  changes: readonly Change[],
): Promise<readonly ChangeView[]> {
  const views: ChangeView[] = [];
  for (const change of changes) {
    const set = await work.set.open(change.referential);
    if (set) views.push(await showChange(work, set, change));
  }
  return views;
}

/** Changes of one group, a page of them. */
export async function pageOfChanges(
  work: LocalWork,
  requestId: RequestId | null,
  group: { readonly referential: ReferentialId; readonly kind: ChangeGroup["kind"] } | null,
  from: number,
  to: number,
): Promise<readonly ChangeView[]> {
  const changes = await changesOf(work, requestId);
  const ofGroup = group
    ? changes.filter(
        (change) => change.referential === group.referential && kindOf(work, change) === group.kind,
      )
    : changes;
  return showChanges(work, ofGroup.slice(from, to));
}

async function showChange(
  work: LocalWork,
  set: ReferentialSet,
  change: Change,
): Promise<ChangeView> {
  const slot = set.table.slotOf(change.recordId);
  const accredited = slot === undefined ? undefined : set.table.accredited[slot];
  const result = resultOf(change, accredited);
  const findings =
    change.kind === "withdraw"
      ? []
      : await work.rules.check(change.referential, change.recordId, result.data, "submit");
  const order = set.referential.attributes.map((attribute) => attribute.name);
  const moves = Object.entries(change.patch)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([name, move]): MoveView => {
      const column = set.column(name);
      const severity = findings.find((finding) => finding.attribute === name)?.severity;
      return {
        attribute: name,
        label: attributeOf(set.referential, name)?.label[work.language] ?? name,
        before: column?.textOf(move.before) ?? "",
        after: column?.textOf(move.after) ?? "",
        ...(severity === undefined ? {} : { severity }),
      };
    });
  const label = keyAndTitle(set, result);
  return {
    recordId: change.recordId,
    referential: change.referential,
    kind: kindOf(work, change),
    ...label,
    moves,
    findings,
  };
}

/** The record as the change leaves it; over a base that moved on, its own `before` sides serve. */
export function resultOf(change: Change, accredited: MasterRecord | undefined): MasterRecord {
  const { recordId: id, referential } = change;
  const base = accredited?.data ?? applyPatch({}, reversePatch(change.patch));
  return { id, referential, version: change.baseVersion, data: applyPatch(base, change.patch) };
}

function keyAndTitle(
  set: ReferentialSet,
  record: MasterRecord,
): { readonly key: string; readonly title: string } {
  return { key: keyOf(set.referential, record.data) ?? "", title: set.title(record) };
}
