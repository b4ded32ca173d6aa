import type { IsoDate } from "../../../shared/base/index.ts";
import { recordAt, valueOf } from "../../../shared/record/index.ts";
import type { MasterRecord } from "../../../shared/record/index.ts";
import type { CellView, RowView } from "../data-api.ts";
import { isDropped, ownChange } from "./overlay.ts";
import type { Overlay } from "./overlay.ts";
import { recordState, worstOf } from "./record-state.ts";
import type { Marks } from "./record-state.ts";
import type { ReferentialSet } from "./referential-set.ts";
import type { View } from "./views.ts";

/** Rows [from, to) of a view as the grid draws them. */
export function showRows(
  view: View,
  from: number,
  to: number,
  marks: Marks,
  today: IsoDate,
): readonly RowView[] {
  const { set, query } = view;
  return Array.from(view.slots.subarray(Math.max(0, from), Math.max(0, to)), (slot) =>
    showRow(set, slot, query.columns, marks, query.asAt, today),
  );
}

function showRow(
  set: ReferentialSet,
  slot: number,
  columns: readonly string[],
  marks: Marks,
  asAt: IsoDate | null,
  today: IsoDate,
): RowView {
  const { table } = set;
  const id = table.ids[slot];
  const shown = table.shown[slot];
  if (id === undefined) throw new RangeError(`no record at slot ${slot}`);
  const record = shown && asAt !== null ? recordAt(shown, set.referential, asAt) : shown;
  const overlay = table.overlayOf(slot);
  const conflicts = marks.conflictsOf(id);
  const findings = marks.findingsOf(id);
  const cells = columns.map((attribute): CellView => {
    const column = set.column(attribute);
    if (!column || !record) return { text: "" };
    const text = asAt === null ? column.text(slot) : column.textOf(valueOf(record.data, attribute));
    const state = conflicts?.has(attribute) ? "conflict" : cellState(overlay, attribute);
    const severity =
      findings.length === 0
        ? null
        : worstOf(findings.filter((finding) => finding.attribute === attribute));
    const before = state ? column.textOf(accreditedValue(table.accredited[slot], attribute)) : text;
    return {
      text,
      ...(state ? { state } : {}),
      ...(before === text ? {} : { before }),
      ...(severity ? { severity } : {}),
    };
  });
  return {
    id,
    state: recordState(set, slot, marks, asAt ?? today),
    cells,
    severity: worstOf(findings),
    ...(findings.length === 0 ? {} : { findings }),
    ...(record?.withdrawn ? { withdrawn: true } : {}),
  };
}

const accreditedValue = (record: MasterRecord | undefined, attribute: string) =>
  record ? valueOf(record.data, attribute) : undefined;

function cellState(overlay: Overlay, attribute: string): "draft" | "pending" | undefined {
  const own = ownChange(overlay);
  if (own && Object.hasOwn(own.change.patch, attribute)) return "draft";
  const isPending = overlay.pending.some(
    ({ change }) => !isDropped(change) && Object.hasOwn(change.patch, attribute),
  );
  return isPending ? "pending" : undefined;
}
