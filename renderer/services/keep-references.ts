import type { JsonValue, ReferentialId } from "../../shared/base/index.ts";
import { attributeOf, keyInReference } from "../../shared/model/index.ts";
import { valueOf } from "../../shared/record/index.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import { retarget, targetsOf } from "../../shared/sync/index.ts";
import { ownChange } from "../data-worker/working-set/overlay.ts";
import type { Overlay } from "../data-worker/working-set/overlay.ts";
import type { ReferentialSet } from "../data-worker/working-set/referential-set.ts";
import type { WorkingSet } from "../data-worker/working-set/working-set.ts";
import type { NewValues } from "./next-draft.ts";

type Where = { readonly accredited: MasterRecord | undefined; readonly overlay: Overlay };

/**
 * A record is named by its id or by its key: the values entered, each record named as the value in place names it. What a
 * person picks or pastes over the same record is then no change, which nobody could read in a request.
 */
export function keepReferences(
  open: WorkingSet,
  set: ReferentialSet,
  { accredited, overlay }: Where,
  values: NewValues,
): NewValues {
  const patch = ownChange(overlay)?.change.patch ?? {};
  return new Map(
    [...values].map(([name, after]) => {
      const target = attributeOf(set.referential, name)?.reference?.referential;
      const before = patch[name]
        ? patch[name].before
        : accredited && valueOf(accredited.data, name);
      if (target === undefined || before === undefined || after === undefined) return [name, after];
      const known = new Map(
        targetsOf(before).map((reference) => [idOf(open, target, reference), reference]),
      );
      return [
        name,
        targetsOf(after).reduce<JsonValue>((value, reference) => {
          const inPlace = known.get(idOf(open, target, reference));
          return inPlace === undefined ? value : retarget(value, reference, inPlace);
        }, after),
      ];
    }),
  );
}

/** The id of a record named by its key, where one is known; else the reference itself. */
function idOf(open: WorkingSet, referential: ReferentialId, reference: string): string {
  const key = keyInReference(reference);
  const table = key === undefined ? undefined : open.ifOpen(referential)?.table;
  const slot = table?.slotsOfKey(key ?? "").find((one) => !table.shown[one]?.withdrawn);
  return (slot === undefined ? undefined : table?.ids[slot]) ?? reference;
}
