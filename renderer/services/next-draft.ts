import type { IsoInstant, JsonValue, RecordId, ReferentialId } from "../../shared/base/index.ts";
import { sameJson } from "../../shared/base/index.ts";
import type { DraftRow } from "../../shared/ports/index.ts";
import { moveOf, valueOf } from "../../shared/record/index.ts";
import type { AttributeMove, Change, MasterRecord, Patch } from "../../shared/record/index.ts";
import { ownChange } from "../data-worker/working-set/overlay.ts";
import type { Overlay } from "../data-worker/working-set/overlay.ts";

/** New values by attribute; undefined = no value. */
export type NewValues = ReadonlyMap<string, JsonValue | undefined>;

type Where = {
  readonly id: RecordId;
  readonly referential: ReferentialId;
  readonly accredited: MasterRecord | undefined;
  readonly overlay: Overlay;
};

/** True when the person may lay a change of his own over the record: it is accredited, or his own creation. */
export const isEditable = ({
  accredited,
  overlay,
}: Pick<Where, "accredited" | "overlay">): boolean => {
  const own = ownChange(overlay);
  return own ? own.change.kind !== "withdraw" : accredited !== undefined;
};

/**
 * The draft row after new values were entered, against the accredited record (the trunk of section 10), or against what
 * the draft in place started from. Null = no draft is left: every value is back to where it was.
 */
export function nextDraft(where: Where, values: NewValues, now: IsoInstant): DraftRow | null {
  const own = ownChange(where.overlay);
  const { accredited } = where;
  const isNew = own ? own.change.kind === "create" : accredited === undefined;
  const patch = movedPatch(own?.change.patch ?? {}, values, isNew ? undefined : accredited);
  const change: Change = own
    ? { ...own.change, patch }
    : {
        kind: isNew ? "create" : "update",
        referential: where.referential,
        recordId: where.id,
        baseVersion: accredited?.version ?? 0,
        patch,
      };
  return settle(change, where, now);
}

/** The draft row of a withdrawal (R11, S1): over an accredited record; a creation not submitted yet is simply dropped. */
export function withdrawalDraft(
  where: Where,
  keptId: RecordId | null,
  now: IsoInstant,
): DraftRow | null {
  const own = ownChange(where.overlay);
  if (!where.accredited) return droppedDraft(where, now);
  const change: Change = {
    kind: "withdraw",
    referential: where.referential,
    recordId: where.id,
    baseVersion: own?.change.baseVersion ?? where.accredited.version,
    patch: {},
    ...(keptId === null ? {} : { keptId }),
  };
  return settle(change, where, now);
}

/** No change of mine any more: the row goes, or says that a prepared line was dropped from its request. */
export function droppedDraft(
  { id, referential, accredited, overlay }: Where,
  now: IsoInstant,
): DraftRow | null {
  const { draft, prepared } = overlay;
  // What goes is the draft, not the line of a request that it only lay over.
  if (!prepared || (draft && draft.requestId !== prepared.requestId)) return null;
  return {
    change: {
      kind: "update",
      referential,
      recordId: id,
      baseVersion: accredited?.version ?? 0,
      patch: {},
    },
    requestId: prepared.requestId,
    updatedAt: now,
  };
}

function settle(change: Change, where: Where, now: IsoInstant): DraftRow | null {
  if (change.kind === "update" && Object.keys(change.patch).length === 0)
    return droppedDraft(where, now);
  // A draft of the basket (null) stays there: in the request it would take the place of the line prepared before it.
  const { draft, prepared } = where.overlay;
  const requestId = draft ? draft.requestId : (prepared?.requestId ?? null);
  return { change, requestId, updatedAt: now };
}

function movedPatch(patch: Patch, values: NewValues, accredited: MasterRecord | undefined): Patch {
  const moves = new Map<string, AttributeMove>(Object.entries(patch));
  for (const [attribute, after] of values) {
    const known = moves.get(attribute);
    const before = known ? known.before : accredited && valueOf(accredited.data, attribute);
    if (sameJson(before, after)) moves.delete(attribute);
    else moves.set(attribute, moveOf(before, after));
  }
  return Object.fromEntries(moves);
}
