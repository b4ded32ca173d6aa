import type { RecordId, ReferentialId, RequestId } from "../../../shared/base/index.ts";
import type { DraftRow } from "../../../shared/ports/index.ts";
import { applyPatch } from "../../../shared/record/index.ts";
import type { Change, MasterRecord } from "../../../shared/record/index.ts";

/** A change that sits in a request: prepared here, or submitted and not accredited yet. */
export type OwnedChange = { readonly requestId: RequestId; readonly change: Change };

/** What lies over the accredited record: my draft (which supersedes my prepared line), and pending requests in order. */
export type Overlay = {
  readonly draft: DraftRow | null;
  readonly prepared: OwnedChange | null;
  readonly pending: readonly OwnedChange[];
};

export const NO_OVERLAY: Overlay = { draft: null, prepared: null, pending: [] };

/** True for the draft row that says "this line of the request was dropped": an update that moves nothing. */
export const isDropped = (change: Change): boolean =>
  change.kind === "update" && Object.keys(change.patch).length === 0;

/** My own change of a record, not submitted yet; null when there is none or it was dropped. */
export function ownChange(
  overlay: Overlay,
): OwnedChange | { readonly requestId: null; readonly change: Change } | null {
  const own = overlay.draft ?? overlay.prepared;
  return own === null || isDropped(own.change) ? null : own;
}

/**
 * The record a person sees: the accredited one, overlaid by pending requests in order, then by his own change; undefined
 * when nothing is left to show. A preview never refuses: a change whose base moved shows its `after` values.
 */
export function overlayRecord(
  id: RecordId,
  referential: ReferentialId,
  accredited: MasterRecord | undefined,
  overlay: Overlay,
): MasterRecord | undefined {
  let shown = accredited;
  for (const { change } of overlay.pending) shown = overlayChange(id, referential, shown, change);
  const own = ownChange(overlay);
  return own ? overlayChange(id, referential, shown, own.change) : shown;
}

function overlayChange(
  id: RecordId,
  referential: ReferentialId,
  shown: MasterRecord | undefined,
  change: Change,
): MasterRecord | undefined {
  if (change.kind === "withdraw")
    return (
      shown && { ...shown, withdrawn: change.keptId === undefined ? {} : { keptId: change.keptId } }
    );
  return {
    id,
    referential,
    version: shown?.version ?? 0,
    data: applyPatch(shown?.data ?? {}, change.patch),
  };
}
