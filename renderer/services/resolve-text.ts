import type { ReferentialId } from "../../shared/base/index.ts";
import { foldText } from "../../shared/base/index.ts";
import type { WorkingSet } from "../data-worker/working-set/working-set.ts";

/** What a typed reference means: a record, nothing known (it is then kept as a key), or several records. */
export type ResolvedText =
  | { readonly kind: "found"; readonly reference: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "ambiguous" };

/** Finds the record a person means by its key, then by its key accents and case aside, then by its label where only one bears it. */
export function resolveText(
  set: WorkingSet,
  referential: ReferentialId,
  text: string,
): ResolvedText {
  const target = set.ifOpen(referential);
  if (!target) return { kind: "unknown" };
  const { table } = target;
  const exact = table.slotsOfKey(text).filter((slot) => !table.shown[slot]?.withdrawn);
  if (exact.length > 0) return found(table.ids[exact[0] ?? 0]);
  const wanted = foldText(text);
  const near = (target.search.search(text) ?? []).filter((slot) => {
    const record = table.shown[slot];
    return (
      record &&
      !record.withdrawn &&
      (foldText(table.key(slot)) === wanted || foldText(target.title(record)) === wanted)
    );
  });
  const byKey = near.filter((slot) => foldText(table.key(slot)) === wanted);
  const [first, second] = byKey.length > 0 ? byKey : near;
  if (first === undefined) return { kind: "unknown" };
  return second === undefined ? found(table.ids[first]) : { kind: "ambiguous" };
}

const found = (id: string | undefined): ResolvedText =>
  id === undefined ? { kind: "unknown" } : { kind: "found", reference: id };
