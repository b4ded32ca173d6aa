import type { IsoDate, RecordId } from "../../../shared/base/index.ts";
import { foldText, inPeriod } from "../../../shared/base/index.ts";
import type { DatedLink } from "../../../shared/model/index.ts";
import { daysOf, keyInReference, keyReference } from "../../../shared/model/index.ts";
import { stateAt } from "../../../shared/record/index.ts";
import { linksOf } from "./link-index.ts";
import type { LinkIndex } from "./link-index.ts";
import type { RecordTable } from "./record-table.ts";
import { textKeyOf } from "./sort-key.ts";

type Forest = {
  readonly day: IsoDate;
  readonly version: number;
  readonly children: ReadonlyMap<number, readonly number[]>;
  readonly roots: readonly number[];
  readonly counts: Map<number, number>;
};

/** One hierarchy of a référentiel as at a day: children, roots and counts of descendants, computed once per day and version. */
export class HierarchyIndex {
  private readonly links: LinkIndex;
  private readonly table: RecordTable;
  private forest: Forest | null = null;

  constructor(links: LinkIndex, table: RecordTable) {
    this.links = links;
    this.table = table;
  }

  /** Slots under a record (null = roots) in force at the day, in key order. */
  children(parent: number | null, day: IsoDate): readonly number[] {
    const forest = this.forestAt(day);
    return parent === null ? forest.roots : (forest.children.get(parent) ?? []);
  }

  /** Number of records below a slot, each once; a cycle is walked once. */
  descendants(slot: number, day: IsoDate): number {
    const { children, counts } = this.forestAt(day);
    const known = counts.get(slot);
    if (known !== undefined) return known;
    const seen = new Set<number>([slot]);
    const queue = [slot];
    for (let next = queue.pop(); next !== undefined; next = queue.pop())
      for (const child of children.get(next) ?? []) {
        if (seen.has(child)) continue;
        seen.add(child);
        queue.push(child);
      }
    counts.set(slot, seen.size - 1);
    return seen.size - 1;
  }

  /** Slots from the root to a record, by its first parent in force; stops at a cycle. */
  path(slot: number, day: IsoDate): readonly number[] {
    const path = [slot];
    for (
      let parent = this.parentOf(slot, day);
      parent !== null && !path.includes(parent);
      parent = this.parentOf(parent, day)
    )
      path.unshift(parent);
    return path;
  }

  /** The link in force from a child to a parent, for its dates. */
  linkBetween(child: number, parent: number, day: IsoDate): DatedLink | null {
    return (
      this.linksAt(child, day).find((link) => this.slotsOf(link.target).includes(parent)) ?? null
    );
  }

  private parentOf(slot: number, day: IsoDate): number | null {
    for (const link of this.linksAt(slot, day)) {
      const [parent] = this.slotsOf(link.target);
      if (parent !== undefined) return parent;
    }
    return null;
  }

  private linksAt(slot: number, day: IsoDate): readonly DatedLink[] {
    const value = this.table.shown[slot]?.data[this.links.attribute.name];
    return value === undefined
      ? []
      : linksOf(this.links.attribute, value).filter((link) =>
          inPeriod(daysOf(link.from, link.to), day),
        );
  }

  private slotsOf(reference: string): readonly number[] {
    const key = keyInReference(reference);
    if (key !== undefined) return this.table.slotsOfKey(key);
    const slot = this.table.slotOf(reference as RecordId);
    return slot === undefined || !this.table.shown[slot] ? [] : [slot];
  }

  private forestAt(day: IsoDate): Forest {
    if (this.forest?.day === day && this.forest.version === this.table.recordVersion)
      return this.forest;
    const children = new Map<number, number[]>();
    const roots: number[] = [];
    this.table.shown.forEach((record, slot) => {
      if (!record || record.withdrawn) return;
      const state = stateAt(record, this.table.referential, day);
      if (state !== "active" && state !== "unknown") return;
      let parents = 0;
      for (const link of this.linksAt(slot, day))
        for (const parent of this.slotsOf(link.target).slice(0, 1)) {
          parents += 1;
          const siblings = children.get(parent);
          if (siblings) siblings.push(slot);
          else children.set(parent, [slot]);
        }
      if (parents === 0) roots.push(slot);
    });
    this.forest = {
      day,
      version: this.table.recordVersion,
      children: new Map(
        [...children].map(([parent, slots]) => [parent, this.inKeyOrder([...new Set(slots)])]),
      ),
      roots: this.inKeyOrder(roots),
      counts: new Map(),
    };
    return this.forest;
  }

  private inKeyOrder(slots: readonly number[]): readonly number[] {
    return slots
      .map((slot) => ({ slot, key: textKeyOf(foldText(this.table.key(slot))) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.slot - b.slot))
      .map(({ slot }) => slot);
  }
}

/** The reference texts that may name a record. */
export const referencesTo = (id: RecordId, key: string): readonly string[] =>
  key === "" ? [id] : [id, keyReference(key)];
