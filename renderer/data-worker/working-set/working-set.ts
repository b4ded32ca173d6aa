import type { RecordId, ReferentialId, RequestId } from "../../../shared/base/index.ts";
import { compileReferential, keyInReference } from "../../../shared/model/index.ts";
import type { Language, Referential } from "../../../shared/model/index.ts";
import type { JsonObject } from "../../../shared/base/index.ts";
import type { DraftRow, LocalStore } from "../../../shared/ports/index.ts";
import type { MasterRecord } from "../../../shared/record/index.ts";
import type { CommittedChange, ModelEntry } from "../../../shared/sync/index.ts";
import type { ChangeRequest } from "../../../shared/workflow/index.ts";
import type { RecordLabel } from "../data-api.ts";
import { unpackBlocks } from "./unpack-blocks.ts";
import { ReferentialSet } from "./referential-set.ts";
import { RequestLines, roleOf } from "./request-lines.ts";
import type { Overlay } from "./overlay.ts";

/** What the working set reads of the rows a person typed; kept by the services. */
export type TypedRows = {
  readonly drafts: ReadonlyMap<RecordId, DraftRow>;
  readonly requests: ReadonlyMap<RequestId, ChangeRequest>;
};

/**
 * The référentiels opened in this worker: unpacked from blocks and log when first asked, then kept in step with every edit
 * and pull. Everything here can be thrown away and read again from the store.
 */
export class WorkingSet {
  private readonly store: LocalStore;
  private readonly rows: TypedRows;
  private language: Language = "fr";
  private readonly models = new Map<ReferentialId, Referential>();
  private readonly sets = new Map<ReferentialId, ReferentialSet>();
  private readonly opening = new Map<ReferentialId, Promise<ReferentialSet>>();
  readonly lines: RequestLines;
  /** Grows when what was unpacked, or is being unpacked, no longer holds. */
  private epoch = 0;

  constructor(store: LocalStore, rows: TypedRows) {
    this.store = store;
    this.rows = rows;
    this.lines = new RequestLines(store);
  }

  setLanguage(language: Language): void {
    this.language = language;
    for (const set of this.sets.values()) set.setLanguage(language);
  }

  /** Takes the models in force; a référentiel whose model changed is forgotten and unpacked again when asked. */
  setModels(entries: readonly ModelEntry[]): void {
    for (const entry of entries) {
      if (entry.kind !== "referential") continue;
      const id = entry.id as ReferentialId;
      if (this.models.get(id)?.version === entry.version) continue;
      this.epoch += 1;
      this.models.set(id, compileReferential(entry.document as JsonObject));
      this.sets.delete(id);
    }
  }

  forgetModels(): void {
    this.epoch += 1;
    this.models.clear();
  }

  referentials(): readonly Referential[] {
    return [...this.models.values()];
  }

  referential(id: ReferentialId): Referential | null {
    return this.models.get(id) ?? null;
  }

  /** The sets opened so far. */
  opened(): readonly ReferentialSet[] {
    return [...this.sets.values()];
  }

  ifOpen(id: ReferentialId): ReferentialSet | null {
    return this.sets.get(id) ?? null;
  }

  /** Opens a référentiel and those its references point to (their keys are what its cells show); null for an unknown one. */
  async open(id: ReferentialId): Promise<ReferentialSet | null> {
    const referential = this.models.get(id);
    if (!referential) return null;
    const set = await this.openOne(id);
    const neighbours = new Set(
      referential.attributes.flatMap((attribute) => attribute.reference?.referential ?? []),
    );
    for (const neighbour of neighbours)
      if (neighbour !== id && this.models.has(neighbour)) await this.openOne(neighbour);
    return set;
  }

  async openAll(): Promise<readonly ReferentialSet[]> {
    for (const id of this.models.keys()) await this.openOne(id);
    return this.opened();
  }

  /** Resolves when no unpacking is under way: whoever changes rows waits for it, then applies without a pause. */
  async settled(): Promise<void> {
    while (this.opening.size > 0) await Promise.allSettled(this.opening.values());
  }

  /** Forgets everything unpacked (another base was installed, another tab wrote). */
  forget(): void {
    this.epoch += 1;
    this.sets.clear();
    this.lines.forget();
  }

  /** Applies commits to the sets opened. Returns the référentiels touched. */
  commit(changes: readonly CommittedChange[]): ReadonlySet<ReferentialId> {
    const groups = Map.groupBy(changes, (change) => change.referential);
    for (const [id, ofReferential] of groups) this.sets.get(id)?.table.commit(ofReferential);
    return new Set(groups.keys());
  }

  /** Lays the present drafts and requests over these records again. */
  overlayAgain(referential: ReferentialId, ids: Iterable<RecordId>): void {
    const set = this.sets.get(referential);
    if (!set) return;
    set.table.overlay(new Map([...ids].map((id) => [id, this.overlayFor(referential, id)])));
  }

  /** A request appeared, changed status or content: its lines move between prepared, pending and gone. */
  async requestChanged(
    before: ChangeRequest | undefined,
    after: ChangeRequest | undefined,
  ): Promise<ReadonlySet<ReferentialId>> {
    const touched = new Set<ReferentialId>();
    const same =
      before &&
      after &&
      roleOf(before) === roleOf(after) &&
      before.contentHash === after.contentHash &&
      before.content.blocks.length === after.content.blocks.length;
    if (same) return touched;
    const ids = [
      ...new Set([...(before?.content.referentials ?? []), ...(after?.content.referentials ?? [])]),
    ];
    for (const id of ids) {
      if (!this.sets.has(id)) continue;
      const left = before ? this.lines.drop(before.content.id, id) : [];
      const right = after ? await this.lines.take(after, id) : [];
      this.overlayAgain(id, [...left, ...right]);
      if (left.length + right.length > 0) touched.add(id);
    }
    return touched;
  }

  /** The record a reference means, by id or by key; null while unknown. Only sets opened are asked. */
  label(referential: ReferentialId, reference: string): RecordLabel | null {
    const set = this.sets.get(referential);
    if (!set) return null;
    const key = keyInReference(reference);
    const slot =
      key === undefined ? set.table.slotOf(reference as RecordId) : set.table.slotsOfKey(key)[0];
    return slot === undefined ? null : this.labelAt(set, slot);
  }

  labelAt(set: ReferentialSet, slot: number): RecordLabel | null {
    const record = set.table.shown[slot];
    return record
      ? {
          id: record.id,
          referential: set.referential.id,
          key: set.table.key(slot),
          title: set.title(record),
        }
      : null;
  }

  /** Finds in which opened set a record is. */
  find(
    id: RecordId,
  ): { readonly set: ReferentialSet; readonly slot: number; readonly record: MasterRecord } | null {
    for (const set of this.sets.values()) {
      const slot = set.table.slotOf(id);
      const record = slot === undefined ? undefined : set.table.shown[slot];
      if (slot !== undefined && record) return { set, slot, record };
    }
    return null;
  }

  private overlayFor(referential: ReferentialId, id: RecordId): Overlay | null {
    const draft = this.rows.drafts.get(id) ?? null;
    const prepared = this.lines.prepared(referential, id);
    const pending = this.lines.pending(referential, id);
    return draft || prepared || pending.length > 0 ? { draft, prepared, pending } : null;
  }

  private openOne(id: ReferentialId): Promise<ReferentialSet> {
    const set = this.sets.get(id);
    if (set) return Promise.resolve(set);
    const known = this.opening.get(id);
    if (known) return known;
    const started = this.unpack(id).finally(() => this.opening.delete(id));
    this.opening.set(id, started);
    return started;
  }

  private async unpack(id: ReferentialId): Promise<ReferentialSet> {
    const { epoch } = this;
    const referential = this.models.get(id);
    if (!referential) throw new RangeError(`no model for ${id}`);
    const { records, log } = await this.readBase(id);
    await this.lines.takeAll(this.rows.requests.values(), id);
    if (epoch !== this.epoch) return this.unpack(id);
    const set = new ReferentialSet(referential, this.language, {
      show: (other, reference) => this.label(other, reference)?.key,
      keyVersionOf: (other) => this.sets.get(other as ReferentialId)?.table.keyVersion ?? 0,
    });
    set.table.load(records);
    set.table.commit(log);
    this.sets.set(id, set);
    const drafted = [...this.rows.drafts.values()]
      .filter((row) => row.change.referential === id)
      .map((row) => row.change.recordId);
    this.overlayAgain(id, new Set([...drafted, ...this.lines.recordsOf(id)]));
    return set;
  }

  /** Blocks and log of one and the same base: a compaction or a pull in between makes it read again. */
  private async readBase(id: ReferentialId): Promise<{
    readonly records: readonly MasterRecord[];
    readonly log: readonly CommittedChange[];
  }> {
    for (;;) {
      const base = await this.store.base();
      const refs = base.blocks.filter((block) => block.referential === id);
      const records = await unpackBlocks<MasterRecord>(this.store, refs);
      const log = await this.store.logOf(id);
      const after = await this.store.base();
      const unmoved =
        after.cursor === base.cursor &&
        sameHashes(
          refs,
          after.blocks.filter((block) => block.referential === id),
        );
      if (unmoved) return { records, log };
    }
  }
}

const sameHashes = (
  left: readonly { readonly hash: string }[],
  right: readonly { readonly hash: string }[],
): boolean =>
  left.length === right.length && left.every((ref, place) => ref.hash === right[place]?.hash);
