import type { JsonValue, RecordId } from "../../shared/base/index.ts";
import { attributeOf, tidyValue } from "../../shared/model/index.ts";
import type { CellEdit, EditOutcome } from "../data-worker/data-api.ts";
import { NO_OVERLAY } from "../data-worker/working-set/overlay.ts";
import type { ReferentialSet } from "../data-worker/working-set/referential-set.ts";
import type { LocalWork } from "./local-work.ts";
import { isEditable } from "./next-draft.ts";
import { resolveText } from "./resolve-text.ts";

/** A cell kept out of a gesture, with why. */
export type Refused = EditOutcome["refused"][number];

/** The stored value of a typed cell, or why it is refused: nothing is guessed. */
export function readCell(
  work: LocalWork,
  set: ReferentialSet,
  edit: CellEdit,
): Refused | { readonly value: JsonValue | undefined } {
  const refuse = (reason: Refused["reason"]): Refused => ({
    recordId: edit.recordId,
    attribute: edit.attribute,
    text: edit.text,
    reason,
  });
  const attribute = attributeOf(set.referential, edit.attribute);
  if (!attribute) return refuse("read-only");
  if (edit.recordId !== null && !isEditable(whereIs(set, edit.recordId)))
    return refuse("read-only");
  let ambiguous = false;
  const read = tidyValue(attribute, edit.text, (referential, text) => {
    const resolved = resolveText(work.set, referential, text);
    if (resolved.kind === "ambiguous") ambiguous = true;
    return resolved.kind === "found" ? resolved.reference : undefined;
  });
  if (ambiguous) return refuse("ambiguous");
  if (!read.ok) return refuse(read.error.rule === "choice" ? "unmatched" : "type");
  return { value: read.value.value };
}

/** A record's accredited state and overlay; a record unknown here is new. */
export function whereIs(set: ReferentialSet, id: RecordId) {
  const slot = set.table.slotOf(id);
  return {
    id,
    referential: set.referential.id,
    accredited: slot === undefined ? undefined : set.table.accredited[slot],
    overlay: slot === undefined ? NO_OVERLAY : set.table.overlayOf(slot),
  };
}
