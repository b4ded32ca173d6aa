import { attributeOf, displayValue, keyOf, titleOf } from "../../../shared/model/index.ts";
import type { PlannedChange } from "../../../shared/exchange/import/index.ts";
import { applyPatch } from "../../../shared/record/index.ts";
import type { RecordData } from "../../../shared/record/index.ts";
import type { LocalWork } from "../../services/local-work.ts";
import { kindOf } from "../../services/request-changes.ts";
import type { ChangeView, MoveView } from "../data-api.ts";
import type { ReferentialSet } from "../working-set/referential-set.ts";

/** Keys of the records that the import creates, by id: what their references show before anything is written. */
export type CreatedKeys = ReadonlyMap<string, string>;

/** Keys of the records a dry run creates. */
export function createdKeys(set: ReferentialSet, changes: readonly PlannedChange[]): CreatedKeys {
  const keys = new Map<string, string>();
  for (const { change } of changes) {
    if (change.kind !== "create") continue;
    keys.set(change.recordId, keyOf(set.referential, applyPatch({}, change.patch)) ?? "");
  }
  return keys;
}

/** Before and after of planned changes, as texts. */
export function showPlanned(
  work: LocalWork,
  set: ReferentialSet,
  created: CreatedKeys,
  planned: readonly PlannedChange[],
): readonly ChangeView[] {
  const show = (referential: Parameters<LocalWork["set"]["label"]>[0], reference: string) =>
    created.get(reference) ?? work.set.label(referential, reference)?.key;
  return planned.map(({ change }): ChangeView => {
    const slot = set.table.slotOf(change.recordId);
    const base: RecordData =
      (slot === undefined ? undefined : set.table.accredited[slot]?.data) ?? {};
    const result = applyPatch(base, change.patch);
    const moves = set.referential.attributes.flatMap(({ name }): MoveView[] => {
      const move = change.patch[name];
      const attribute = attributeOf(set.referential, name);
      if (!move || !attribute) return [];
      const text = (value: (typeof move)["before"]) =>
        displayValue(attribute, value, work.language, show);
      return [
        {
          attribute: name,
          label: attribute.label[work.language],
          before: text(move.before),
          after: text(move.after),
        },
      ];
    });
    return {
      recordId: change.recordId,
      referential: change.referential,
      kind: kindOf(work, change),
      key: keyOf(set.referential, result) ?? "",
      title: titleOf(set.referential, result),
      moves,
      findings: [],
    };
  });
}
