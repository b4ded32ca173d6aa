import type { RecordId } from "../../../shared/base/index.ts";
import { keyOf } from "../../../shared/model/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import { applyChange } from "../../../shared/record/index.ts";
import type { MasterRecord } from "../../../shared/record/index.ts";
import type { CommittedChange } from "../../../shared/sync/index.ts";
import { NO_OVERLAY, overlayRecord } from "./overlay.ts";
import type { Overlay } from "./overlay.ts";

/** What an index must know when one slot changes: the record shown before and after. */
export type SlotWatcher = {
  slotChanged(
    slot: number,
    before: MasterRecord | undefined,
    after: MasterRecord | undefined,
  ): void;
  /** Many slots changed at once: forget everything and build again when asked. */
  forget(): void;
};

/**
 * The records of one référentiel in memory: the accredited one and the one shown, by slot. A slot is a record's place for
 * the life of the table, so that indexes hold small integers; a slot whose record is no longer shown is empty.
 */
export class RecordTable {
  readonly referential: Referential;
  /** Grows with each change of a record shown: what was computed from the records no longer holds. */
  recordVersion = 1;
  /** Grows with `recordVersion`, and with whatever is shown beside the records: views must be asked again. */
  version = 1;
  /** Grows when a business key appears, changes or disappears: what other tables show of this one. */
  keyVersion = 1;
  readonly ids: RecordId[] = [];
  readonly accredited: (MasterRecord | undefined)[] = [];
  readonly shown: (MasterRecord | undefined)[] = [];
  readonly overlays = new Map<number, Overlay>();
  private readonly slots = new Map<RecordId, number>();
  private keySlots: Map<string, number[]> | null = null;
  private readonly watchers: SlotWatcher[] = [];
  private bulk = false;
  private live = 0;

  constructor(referential: Referential) {
    this.referential = referential;
  }

  /** Number of records shown. */
  get size(): number {
    return this.live;
  }

  watch(watcher: SlotWatcher): void {
    this.watchers.push(watcher);
  }

  slotOf(id: RecordId): number | undefined {
    return this.slots.get(id);
  }

  /** Slots of the records shown with this business key; several = a duplicate, those in use first, then by id. */
  slotsOfKey(key: string): readonly number[] {
    const slots = this.keys().get(key) ?? [];
    return slots.length < 2 ? slots : slots.toSorted((a, b) => this.rank(a, b));
  }

  private rank(a: number, b: number): number {
    const gone = (slot: number): number => (this.shown[slot]?.withdrawn ? 1 : 0);
    return gone(a) - gone(b) || ((this.ids[a] ?? "") < (this.ids[b] ?? "") ? -1 : 1);
  }

  key(slot: number): string {
    const record = this.shown[slot];
    return record ? (keyOf(this.referential, record.data) ?? "") : "";
  }

  /** Takes the accredited base as unpacked from blocks; called once, before anything else. */
  load(records: readonly MasterRecord[]): void {
    for (const record of records) {
      const slot = this.slotFor(record.id);
      this.accredited[slot] = record;
      if (this.shown[slot] === undefined) this.live += 1;
      this.shown[slot] = record;
    }
    this.forget();
  }

  /** Applies what a commit did; changes already in (same version or older) are left out, so that a replay is harmless. */
  commit(changes: readonly CommittedChange[]): void {
    this.inBulk(changes.length, () => {
      for (const change of changes) {
        const slot = this.slotFor(change.recordId);
        const before = this.accredited[slot];
        if (before && before.version >= change.version) continue;
        if (!before && change.kind !== "create") continue;
        this.accredited[slot] = applyChange(before, change, change.version);
        this.refresh(slot);
      }
    });
  }

  /** Lays overlays over some records; null takes one away. */
  overlay(overlays: ReadonlyMap<RecordId, Overlay | null>): void {
    this.inBulk(overlays.size, () => {
      for (const [id, overlay] of overlays) {
        const slot = this.slotFor(id);
        if (overlay) this.overlays.set(slot, overlay);
        else this.overlays.delete(slot);
        this.refresh(slot);
      }
    });
  }

  overlayOf(slot: number): Overlay {
    return this.overlays.get(slot) ?? NO_OVERLAY;
  }

  /** What one record shows may have changed for a reason outside of it (a conflict, a finding): its views must be asked again. */
  touch(): void {
    this.version += 1;
  }

  private slotFor(id: RecordId): number {
    const known = this.slots.get(id);
    if (known !== undefined) return known;
    const slot = this.ids.length;
    this.ids.push(id);
    this.accredited.push(undefined);
    this.shown.push(undefined);
    this.slots.set(id, slot);
    return slot;
  }

  private refresh(slot: number): void {
    const id = this.ids[slot];
    if (id === undefined) return;
    const before = this.shown[slot];
    const after = overlayRecord(
      id,
      this.referential.id,
      this.accredited[slot],
      this.overlayOf(slot),
    );
    this.shown[slot] = after;
    this.live += (after ? 1 : 0) - (before ? 1 : 0);
    this.recordVersion += 1;
    this.version += 1;
    if (this.bulk) return;
    this.moveKey(slot, before, after);
    for (const watcher of this.watchers) watcher.slotChanged(slot, before, after);
  }

  /** Beyond a tenth of the table, building indexes again costs less than keeping them in step slot by slot. */
  private inBulk(count: number, run: () => void): void {
    this.bulk = count > 200 && count * 10 > this.ids.length;
    run();
    if (this.bulk) this.forget();
    this.bulk = false;
  }

  private forget(): void {
    this.keySlots = null;
    this.keyVersion += 1;
    this.recordVersion += 1;
    this.version += 1;
    for (const watcher of this.watchers) watcher.forget();
  }

  private keys(): Map<string, number[]> {
    if (this.keySlots) return this.keySlots;
    const keys = new Map<string, number[]>();
    for (let slot = 0; slot < this.shown.length; slot += 1) {
      const key = this.key(slot);
      if (key === "") continue;
      const same = keys.get(key);
      if (same) same.push(slot);
      else keys.set(key, [slot]);
    }
    this.keySlots = keys;
    return keys;
  }

  private moveKey(
    slot: number,
    before: MasterRecord | undefined,
    after: MasterRecord | undefined,
  ): void {
    const left = before && keyOf(this.referential, before.data);
    const right = after && keyOf(this.referential, after.data);
    if (left === right) return;
    this.keyVersion += 1;
    if (!this.keySlots) return;
    if (left !== undefined) {
      const others = (this.keySlots.get(left) ?? []).filter((other) => other !== slot);
      if (others.length === 0) this.keySlots.delete(left);
      else this.keySlots.set(left, others);
    }
    if (right !== undefined) this.keySlots.set(right, [...(this.keySlots.get(right) ?? []), slot]);
  }
}
