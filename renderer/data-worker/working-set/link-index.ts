import type { JsonValue } from "../../../shared/base/index.ts";
import { isJsonObject } from "../../../shared/base/index.ts";
import type { Attribute, DatedLink } from "../../../shared/model/index.ts";
import type { MasterRecord } from "../../../shared/record/index.ts";
import type { SlotWatcher } from "./record-table.ts";

/** The links of one value: plain references have no period. */
export function linksOf(attribute: Attribute, value: JsonValue | undefined): readonly DatedLink[] {
  const links: DatedLink[] = [];
  for (const element of Array.isArray(value) ? (value as readonly JsonValue[]) : [value]) {
    if (typeof element === "string") links.push({ target: element });
    else if (isJsonObject(element) && typeof element["target"] === "string")
      links.push(element as unknown as DatedLink);
  }
  return attribute.reference ? links : [];
}

/** Which slots of a table refer, by one attribute, to a record: by its id or by `key:…`. Built when first asked, then kept in step. */
export class LinkIndex implements SlotWatcher {
  readonly attribute: Attribute;
  private readonly shown: readonly (MasterRecord | undefined)[];
  private slots: Map<string, Set<number>> | null = null;
  version = 1;

  constructor(attribute: Attribute, shown: readonly (MasterRecord | undefined)[]) {
    this.attribute = attribute;
    this.shown = shown;
  }

  /** Slots that refer to one of these reference texts. */
  slotsTo(references: readonly string[]): readonly number[] {
    const index = this.build();
    const [first, ...others] = references.flatMap((reference) => index.get(reference) ?? []);
    if (!first) return [];
    return others.length === 0
      ? [...first]
      : [...new Set([...first, ...others.flatMap((set) => [...set])])];
  }

  slotChanged(
    slot: number,
    before: MasterRecord | undefined,
    after: MasterRecord | undefined,
  ): void {
    const { name } = this.attribute;
    if (
      before?.data[name] === after?.data[name] &&
      (before === undefined) === (after === undefined)
    )
      return;
    this.version += 1;
    if (!this.slots) return;
    for (const { target } of linksOf(this.attribute, before?.data[name]))
      this.slots.get(target)?.delete(slot);
    for (const { target } of linksOf(this.attribute, after?.data[name]))
      this.add(this.slots, target, slot);
  }

  forget(): void {
    this.slots = null;
    this.version += 1;
  }

  private build(): Map<string, Set<number>> {
    if (this.slots) return this.slots;
    const slots = new Map<string, Set<number>>();
    for (let slot = 0; slot < this.shown.length; slot += 1) {
      const value = this.shown[slot]?.data[this.attribute.name];
      if (value === undefined) continue;
      for (const { target } of linksOf(this.attribute, value)) this.add(slots, target, slot);
    }
    this.slots = slots;
    return slots;
  }

  private add(slots: Map<string, Set<number>>, target: string, slot: number): void {
    const same = slots.get(target);
    if (same) same.add(slot);
    else slots.set(target, new Set([slot]));
  }
}
