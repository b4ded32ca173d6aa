import type { DeviceId, IsoDate, IsoInstant, ReferentialId } from "../../shared/base/index.ts";
import type { Language } from "../../shared/model/index.ts";
import { dayOf, Fault, isFaultData, toFaultData } from "../../shared/base/index.ts";
import type { Clock, Identity, Ids, LocalStore, WriteBatch } from "../../shared/ports/index.ts";
import type { HistoryEntry } from "../../shared/record/index.ts";
import type { CommittedChange, ModelEntry } from "../../shared/sync/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";
import type { Counts, DataEvent } from "../data-worker/data-api.ts";
import { WorkingSet } from "../data-worker/working-set/working-set.ts";
import { draftsTouched, holdsRows, withSetting } from "./batch-rows.ts";
import { countsOf } from "./counts-of.ts";
import type { Exclusive } from "./exclusive.ts";
import { FindingBook } from "./finding-book.ts";
import { refreshFindings } from "./refresh-findings.ts";
import { LocalRows } from "./local-rows.ts";
import { RuleBook } from "./rule-book.ts";

/** What the services need from the outside. */
export type WorkPorts = {
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** One writer at a time among every tab of the profile. */
  readonly exclusive: Exclusive;
  /** Announces to this tab's screens. */
  readonly emit: (event: DataEvent) => void;
  /** Tells the other tabs that the store changed. */
  readonly announceWrite?: () => void;
};

export type AdvanceStep = {
  readonly cursor: number;
  readonly changes: readonly CommittedChange[];
  readonly history: readonly HistoryEntry[];
  readonly models: readonly ModelEntry[];
  readonly batch: WriteBatch;
};

/** Settings of the services' own: how often the store was written, which base it holds, who works here. */
export const REVISION = "internal.revision";
export const BASE_MARK = "internal.base";
export const IDENTITY = "internal.identity";

/**
 * The laptop's work in memory: the typed rows, the working set and the findings, in step with the store. Services change it
 * through `act` (one at a time) and `write`/`advance` (durable first, then mirrored, then announced).
 */
export class LocalWork {
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly rows = new LocalRows();
  readonly set: WorkingSet;
  readonly findings: FindingBook;
  readonly rules: RuleBook;
  private readonly ports: WorkPorts;
  private revision = 0;
  private baseMark: unknown = undefined;
  private cursorValue = 0;
  private modelValues: readonly ModelEntry[] = [];
  private person: Identity | null = null;
  private device = "";
  private spoken: Language = "fr";

  constructor(ports: WorkPorts) {
    this.ports = ports;
    this.store = ports.store;
    this.clock = ports.clock;
    this.ids = ports.ids;
    this.set = new WorkingSet(ports.store, this.rows);
    this.findings = new FindingBook(this.rows);
    this.rules = new RuleBook(this.set);
  }

  /** Language of the texts in views. */
  get language(): Language {
    return this.spoken;
  }
  setLanguage(language: Language): void {
    this.spoken = language;
    this.set.setLanguage(language);
  }
  get deviceId(): DeviceId {
    return this.device as DeviceId;
  }
  get cursor(): number {
    return this.cursorValue;
  }
  get models(): readonly ModelEntry[] {
    return this.modelValues;
  }
  get identity(): Identity | null {
    return this.person;
  }
  get now(): IsoInstant {
    return this.clock.now();
  }
  get today(): IsoDate {
    return dayOf(this.clock.now());
  }

  /** Reads the store; called once before anything else, and again when another tab replaced the base. */
  async load(): Promise<void> {
    await this.rows.load(this.store);
    await this.loadBase();
    this.revision = Number((await this.store.setting(REVISION)) ?? 0);
    this.baseMark = await this.store.setting(BASE_MARK);
    const identity = await this.store.setting(IDENTITY);
    this.device = await this.store.deviceId();
    this.person = (identity as Identity | null | undefined) ?? null;
  }

  /** The person at work; NOT_SIGNED_IN when nobody ever signed in here. */
  author(): Identity {
    if (!this.person) throw new Fault("NOT_SIGNED_IN", "nobody is signed in on this laptop");
    return this.person;
  }

  async setIdentity(identity: Identity | null): Promise<void> {
    await this.act(() => this.write({ settings: { put: [{ key: IDENTITY, value: identity }] } }));
    this.person = identity;
    this.announceCounts();
  }

  /** Runs one action alone, on rows that are up to date with what other tabs wrote. Store faults are also announced. */
  act<T>(run: () => Promise<T>): Promise<T> {
    return this.ports.exclusive(async () => {
      try {
        await this.catchUp();
        return await run();
      } catch (thrown) {
        if (isFaultData(thrown) && thrown.code.startsWith("STORE_"))
          this.emit({ type: "store", fault: toFaultData(thrown) });
        throw thrown;
      }
    });
  }

  /** Writes one batch (strict, all or nothing), then repeats it in memory and announces it. Only inside `act`. */
  async write(batch: WriteBatch): Promise<void> {
    const next = this.revision + 1;
    await this.store.write(withSetting(batch, REVISION, next));
    this.revision = next;
    await this.applyBatch(batch, new Set());
    this.ports.announceWrite?.();
  }

  /** Applies a step of the feed: durable first. The working set may have been moved ahead by the caller. */
  async advance(step: AdvanceStep): Promise<void> {
    const next = this.revision + 1;
    await this.store.advance({ ...step, batch: withSetting(step.batch, REVISION, next) });
    this.revision = next;
    this.cursorValue = step.cursor;
    if (step.models.length > 0) {
      await this.loadBase();
      this.rules.forget();
      this.emit({ type: "models" });
    }
    await this.set.settled();
    const touched = this.set.commit(step.changes);
    await this.applyBatch(step.batch, touched);
    this.ports.announceWrite?.();
  }

  /** After `installBase`: forgets what was unpacked. The batch carries what must change with the new base. */
  async baseReplaced(batch: WriteBatch): Promise<void> {
    await this.set.settled();
    this.forgetUnpacked();
    await this.loadBase();
    this.baseMark = this.ids.next();
    await this.write({
      ...batch,
      settings: { put: [...(batch.settings?.put ?? []), { key: BASE_MARK, value: this.baseMark }] },
    });
    for (const { id } of this.set.referentials()) this.announceRecords(id);
    this.emit({ type: "models" });
  }

  /** Everything computed goes, and is read again from the store when asked: it can no longer be trusted to be in step. */
  forgetUnpacked(): void {
    this.set.forget();
    this.findings.forget();
    this.rules.forget();
  }

  emit(event: DataEvent): void {
    this.ports.emit(event);
  }

  counts(): Counts {
    return countsOf(this);
  }

  announceCounts(): void {
    this.emit({ type: "counts", counts: this.counts() });
  }

  /** After a wipe: nothing of the former content is left in memory. */
  async forgetAll(): Promise<void> {
    this.forgetUnpacked();
    this.set.forgetModels();
    await this.load();
    this.ports.announceWrite?.();
    this.emit({ type: "models" });
    this.announceCounts();
  }

  announceRecords(referential: ReferentialId): void {
    this.emit({
      type: "records",
      referential,
      version: this.set.ifOpen(referential)?.table.version ?? 0,
    });
  }

  /** Takes in what another tab wrote since: rows, commits, models or a whole new base. */
  async catchUp(): Promise<void> {
    const revision = Number((await this.store.setting(REVISION)) ?? 0);
    if (revision === this.revision) return;
    const before = {
      drafts: new Map(this.rows.drafts),
      requests: new Map(this.rows.requests),
      baseMark: this.baseMark,
      models: namesOf(this.modelValues),
    };
    await this.load();
    await this.set.settled();
    if (this.baseMark !== before.baseMark) this.forgetUnpacked();
    const touched = new Set<ReferentialId>();
    for (const { referential } of this.set.opened()) {
      this.set.commit(await this.store.logOf(referential.id));
      touched.add(referential.id);
    }
    for (const id of new Set([...before.requests.keys(), ...this.rows.requests.keys()]))
      await this.set.requestChanged(before.requests.get(id), this.rows.requests.get(id));
    for (const [referential, rows] of Map.groupBy(
      [...before.drafts.values(), ...this.rows.drafts.values()],
      (row) => row.change.referential,
    ))
      this.set.overlayAgain(referential, new Set(rows.map((row) => row.change.recordId)));
    for (const id of touched) this.announceRecords(id);
    for (const type of ["requests", "conflicts", "outbox"] as const) this.emit({ type });
    if (namesOf(this.modelValues) !== before.models) this.emit({ type: "models" });
    this.announceCounts();
  }

  private async loadBase(): Promise<void> {
    const base = await this.store.base();
    this.cursorValue = base.cursor;
    this.modelValues = base.models;
    this.set.setModels(base.models);
  }

  private async applyBatch(batch: WriteBatch, touched: ReadonlySet<ReferentialId>): Promise<void> {
    const changed = new Set(touched);
    const byReferential = Map.groupBy(draftsTouched(this.rows, batch), (one) => one.referential);
    const requestIds = [
      ...(batch.requests?.put ?? []).map((request) => request.content.id),
      ...(batch.requests?.remove ?? []),
    ];
    const before = new Map<string, ChangeRequest | undefined>(
      requestIds.map((id) => [id, this.rows.requests.get(id)]),
    );
    await this.set.settled();
    this.rows.mirror(batch);
    for (const id of requestIds)
      for (const referential of await this.set.requestChanged(
        before.get(id),
        this.rows.requests.get(id),
      ))
        changed.add(referential);
    for (const [referential, ones] of byReferential) {
      this.set.overlayAgain(referential, new Set(ones.map((one) => one.recordId)));
      changed.add(referential);
    }
    const conflicting = [...(batch.conflicts?.put ?? [])].map((row) => row.conflict.referential);
    for (const referential of conflicting) changed.add(referential);
    if (holdsRows(batch.conflicts)) this.set.opened().forEach((set) => set.table.touch());
    await refreshFindings(this);
    for (const referential of changed) this.announceRecords(referential);
    if (holdsRows(batch.requests)) this.emit({ type: "requests" });
    if (holdsRows(batch.conflicts)) this.emit({ type: "conflicts" });
    if (holdsRows(batch.outbox)) this.emit({ type: "outbox" });
    this.announceCounts();
  }
}

const namesOf = (models: readonly ModelEntry[]): string =>
  models.map(({ kind, id, version }) => `${kind} ${id} ${version}`).join();
