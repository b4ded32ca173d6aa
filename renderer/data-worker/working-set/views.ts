import type { IsoDate, RecordId } from "../../../shared/base/index.ts";
import { Fault, foldText } from "../../../shared/base/index.ts";
import type { ViewInfo, ViewQuery } from "../data-api.ts";
import { filterSlots } from "./filter-slots.ts";
import type { Marks } from "./record-state.ts";
import type { ReferentialSet } from "./referential-set.ts";

/** A question answered: the slots it keeps, in order, for as long as the view is open. */
export type View = {
  readonly id: string;
  readonly query: ViewQuery;
  readonly set: ReferentialSet;
  readonly slots: Uint32Array;
};

/** How many views a page may keep open: beyond, the oldest is closed. */
const MAX_OPEN = 32;

/** The views open in this worker. */
export class Views {
  private readonly marks: Marks;
  private readonly today: () => IsoDate;
  private readonly open = new Map<string, View>();
  private opened = 0;

  constructor(marks: Marks, today: () => IsoDate) {
    this.marks = marks;
    this.today = today;
  }

  openView(set: ReferentialSet, query: ViewQuery): ViewInfo {
    this.opened += 1;
    const id = `view-${this.opened}`;
    const kept = filterSlots(set, query, this.marks, this.today());
    const slots = sortSlots(set, query.sort, kept);
    this.open.set(id, { id, query, set, slots });
    for (const oldest of this.open.keys()) {
      if (this.open.size <= MAX_OPEN) break;
      this.open.delete(oldest);
    }
    return { viewId: id, total: slots.length, all: set.table.size, version: set.table.version };
  }

  /** The view of that name; NOT_FOUND once it was closed. */
  view(id: string): View {
    const view = this.open.get(id);
    if (!view) throw new Fault("NOT_FOUND", "this view is closed", { viewId: id });
    return view;
  }

  close(id: string): void {
    this.open.delete(id);
  }

  rowIndex(id: string, recordId: RecordId): number {
    const { set, slots } = this.view(id);
    const slot = set.table.slotOf(recordId);
    return slot === undefined ? -1 : slots.indexOf(slot);
  }

  ids(id: string): readonly RecordId[] {
    const { set, slots } = this.view(id);
    return Array.from(slots).flatMap((slot) => set.table.ids[slot] ?? []);
  }

  /** Distinct texts of a column among what the other filters keep, most frequent first. */
  facet(
    id: string,
    attribute: string,
    search: string,
  ): readonly { readonly text: string; readonly count: number }[] {
    const { set, query } = this.view(id);
    const texts = set.column(attribute)?.texts() ?? [];
    const kept = filterSlots(set, query, this.marks, this.today(), attribute);
    const counts = new Map<string, number>();
    kept.forEach((is, slot) => {
      if (is === 0) return;
      const text = texts[slot] ?? "";
      counts.set(text, (counts.get(text) ?? 0) + 1);
    });
    const wanted = foldText(search);
    return [...counts]
      .filter(([text]) => wanted === "" || foldText(text).includes(wanted))
      .map(([text, count]) => ({ text, count }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, MAX_FACETS);
  }
}

const MAX_FACETS = 500;

/** The kept slots in order: by the columns asked, then by key. Blanks come last whichever way. */
function sortSlots(set: ReferentialSet, sort: ViewQuery["sort"], kept: Uint8Array): Uint32Array {
  const asked = sort.flatMap(({ attribute, descending }) => {
    const column = set.column(attribute);
    return column ? [{ column, descending }] : [];
  });
  const byKey = set.referential.key
    .flatMap((attribute) => set.column(attribute) ?? [])
    .map((column) => ({ column, descending: false }));
  const columns = asked.length > 0 ? asked : byKey;
  const total = kept.reduce((sum, is) => sum + is, 0);
  const slots = new Uint32Array(total);
  const [first] = columns;
  if (!first)
    return fill(
      slots,
      Array.from(kept, (_, slot) => slot),
      kept,
    );
  fill(slots, first.column.order(), kept);
  if (first.descending) turnAround(slots, (slot) => first.column.isBlank(slot));
  const others = columns.slice(1);
  if (others.length === 0) return slots;
  const keys = columns.map(({ column, descending }) => ({
    ranks: column.ranks(),
    sign: descending ? -1 : 1,
    column,
  }));
  return slots.sort((a, b) => {
    for (const { ranks, sign, column } of keys) {
      const difference = (ranks[a] ?? 0) - (ranks[b] ?? 0);
      if (difference === 0) continue;
      const [blankA, blankB] = sign === 1 ? [false, false] : [column.isBlank(a), column.isBlank(b)];
      return blankA === blankB ? difference * sign : blankA ? 1 : -1;
    }
    return a - b;
  });
}

function fill(slots: Uint32Array, order: readonly number[], kept: Uint8Array): Uint32Array {
  let place = 0;
  for (const slot of order) {
    if (kept[slot] !== 1) continue;
    slots[place] = slot;
    place += 1;
  }
  return slots;
}

/** Reverses all but the blanks, which stay at the end. */
function turnAround(slots: Uint32Array, isBlank: (slot: number) => boolean): void {
  let end = slots.length;
  while (end > 0 && isBlank(slots[end - 1] ?? 0)) end -= 1;
  slots.subarray(0, end).reverse();
}
