import { hashOf } from "../../../shared/base/index.ts";
import type {
  ContentHash,
  JsonValue,
  RecordId,
  ReferentialId,
  RequestId,
} from "../../../shared/base/index.ts";
import { mergeChanges, rebranchOutbox } from "../../../shared/exchange/backup/index.ts";
import type {
  ConflictRow,
  DraftRow,
  Identity,
  OutboxRow,
  PackedBlock,
  WriteBatch,
} from "../../../shared/ports/index.ts";
import type { Change } from "../../../shared/record/index.ts";
import type { Waiver } from "../../../shared/rules/index.ts";
import { prepareRequest } from "../../../shared/workflow/index.ts";
import type { ChangeRequest } from "../../../shared/workflow/index.ts";
import { isDropped, ownChange } from "../../data-worker/working-set/overlay.ts";
import { gunzipText } from "../../storage/gzip.ts";
import { waiverKey } from "../../storage/waiver-key.ts";
import { commandsTouching } from "../command-log.ts";
import type { LocalWork } from "../local-work.ts";
import { packChanges, refOf } from "../pack-changes.ts";
import { mayEdit } from "../rights.ts";
import { requestOf } from "./pending-work.ts";
import type { PendingWork } from "./pending-work.ts";
import { choiceKey, MOST_TAKEN, TAKEN } from "./taken-work.ts";
import type { TakenConflict, TakenWork } from "./taken-work.ts";

/** One pass over the work of a file: everything is decided before anything is written. */
export class PendingPlanner {
  private readonly work: LocalWork;
  private readonly pending: PendingWork;
  private readonly me: Identity;
  private readonly samePerson: boolean;
  private readonly carried: ReadonlySet<string>;
  private readonly taken: Set<string>;
  private readonly drafts = new Map<RecordId, DraftRow>();
  private readonly requests = new Map<RequestId, ChangeRequest>();
  private readonly blocks = new Map<ContentHash, PackedBlock>();
  private readonly operations: OutboxRow[] = [];
  private readonly conflicts: TakenConflict[] = [];
  private changes = 0;
  private counts = { known: 0, forbidden: 0, personal: 0, inHand: 0, behind: 0 };

  constructor(
    work: LocalWork,
    pending: PendingWork,
    me: Identity,
    samePerson: boolean,
    carried: ReadonlySet<string>,
    taken: Set<string>,
  ) {
    this.work = work;
    this.pending = pending;
    this.me = me;
    this.samePerson = samePerson;
    this.carried = carried;
    this.taken = taken;
  }

  async run(): Promise<void> {
    for (const row of this.pending.drafts)
      if (row.requestId === null && !isDropped(row.change)) await this.takeDraft(row.change, null);
    const submitted = new Set(
      this.pending.outbox.flatMap(({ operation: { payload } }) =>
        payload.kind === "request.submit" ? [payload.content.id] : [],
      ),
    );
    for (const request of this.pending.requests) {
      const isMine = request.content.author === this.pending.summary.person;
      if (request.status === "preparation") await this.takePreparation(request);
      else if (!this.samePerson && isMine && submitted.has(request.content.id))
        await this.takePreparation(request);
    }
    this.takeOperations();
  }

  outcome(): TakenWork {
    return {
      samePerson: this.samePerson,
      drafts: this.changes,
      preparations: [...this.requests.values()].filter((one) => one.status === "preparation")
        .length,
      operations: this.operations.length,
      conflicts: this.conflicts,
      ...this.counts,
    };
  }

  batch(): WriteBatch {
    const touched = new Set(this.drafts.keys());
    const rows = this.work.rows;
    const orders = [...rows.outbox.keys()];
    const { unsent } = rebranchOutbox(
      this.operations,
      this.work.deviceId,
      Math.max(0, ...orders) + 1,
    );
    return {
      drafts: { put: [...this.drafts.values()] },
      requests: { put: [...this.requests.values()] },
      blocks: { put: [...this.blocks.values()] },
      outbox: { put: unsent },
      conflicts: { put: this.resolvedConflicts(touched) },
      waivers: { put: this.waivers() },
      commands: { remove: commandsTouching(rows.commands.values(), touched) },
      settings: { put: [{ key: TAKEN, value: [...this.taken].slice(-MOST_TAKEN) }] },
    };
  }

  /** True the first time an item is met; remembered from then on. */
  private isNew(item: string): boolean {
    if (this.taken.has(item)) {
      this.counts.known += 1;
      return false;
    }
    this.taken.add(item);
    return true;
  }

  private mayTake(referential: ReferentialId): boolean {
    return this.work.set.referential(referential) !== null && mayEdit(this.me, referential);
  }

  /** A change of the basket, or one typed over a preparation. */
  private async takeDraft(change: Change, requestId: RequestId | null): Promise<void> {
    if (!this.mayTake(change.referential)) {
      this.counts.forbidden += 1;
      return;
    }
    const item = hashOf([requestId, change] as unknown as JsonValue).slice(0, 20);
    if (!this.isNew(item)) return;
    const own = await this.ownOf(change);
    if (own === "behind") this.counts.behind += 1;
    else if (own) this.mergeInto(own, change);
    else this.putDraft(change, requestId);
  }

  /** What the person already has on the record here, wherever it lies. */
  private async ownOf(
    change: Change,
  ): Promise<{ readonly change: Change; readonly requestId: RequestId | null } | "behind" | null> {
    const planned = this.drafts.get(change.recordId);
    if (planned && !isDropped(planned.change)) return planned;
    const set = await this.work.set.open(change.referential);
    const slot = set?.table.slotOf(change.recordId);
    const version = slot === undefined ? 0 : (set?.table.accredited[slot]?.version ?? 0);
    if (change.baseVersion > version) return "behind";
    return set && slot !== undefined ? ownChange(set.table.overlayOf(slot)) : null;
  }

  private mergeInto(
    own: { readonly change: Change; readonly requestId: RequestId | null },
    change: Change,
  ): void {
    const { recordId, referential } = change;
    const { change: merged, conflicts } = mergeChanges(own.change, change, (attribute) =>
      this.carried.has(choiceKey(recordId, attribute)),
    );
    this.conflicts.push(...conflicts.map((one) => ({ referential, recordId, ...one })));
    if (merged !== own.change) this.putDraft(merged, own.requestId);
    else if (conflicts.length === 0) this.counts.known += 1;
  }

  private putDraft(change: Change, requestId: RequestId | null): void {
    this.drafts.set(change.recordId, { change, requestId, updatedAt: this.work.now });
    this.changes += 1;
  }

  /** A request in preparation, lines and drafts: as it is for the same person, as one of his own for another. */
  private async takePreparation(request: ChangeRequest): Promise<void> {
    const { content } = request;
    const rows = this.pending.drafts.filter((row) => row.requestId === content.id);
    const typed = rows.map((row) => row.change).filter((change) => !isDropped(change));
    const lines = await this.linesOf(request, new Set(rows.map((row) => row.change.recordId)));
    const referentials = new Set([...lines, ...typed].map((change) => change.referential));
    if ([...referentials].some((one) => !this.mayTake(one))) {
      this.counts.forbidden += 1;
      return;
    }
    const here = this.work.rows.requests.get(content.id);
    if (here && here.status !== "preparation") {
      this.counts.known += 1;
      return;
    }
    if (!this.isNew(`${content.id} ${String(request.revision)}`)) return;
    if (here) {
      // Prepared on both laptops: what the file adds is merged line by line into the one that is here.
      for (const change of [...lines, ...typed]) await this.takeDraft(change, content.id);
      return;
    }
    const id = this.samePerson ? content.id : (this.work.ids.next() as RequestId);
    const free = await this.freeOf(lines);
    const freeTyped = await this.freeOf(typed);
    const isWhole = free.length === lines.length && freeTyped.length === typed.length;
    const packed = isWhole ? this.packedOf(request) : await packChanges(free);
    for (const block of packed) this.blocks.set(block.hash, block);
    for (const change of freeTyped) this.putDraft(change, id);
    // Lines dropped while preparing are still packed: the rows that drop them come along.
    if (isWhole)
      for (const { change } of rows)
        if (isDropped(change))
          this.drafts.set(change.recordId, { change, requestId: id, updatedAt: this.work.now });
    this.requests.set(id, this.ownRequest(request, id, packed.map(refOf)));
    this.changes += free.length;
  }

  /** The changes of records that nothing of this person touches here; the others are merged into what does. */
  private async freeOf(changes: readonly Change[]): Promise<readonly Change[]> {
    const free: Change[] = [];
    for (const change of changes) {
      const own = await this.ownOf(change);
      if (own === "behind") this.counts.behind += 1;
      else if (own) this.mergeInto(own, change);
      else free.push(change);
    }
    return free;
  }

  private ownRequest(
    request: ChangeRequest,
    id: RequestId,
    blocks: ChangeRequest["content"]["blocks"],
  ): ChangeRequest {
    if (this.samePerson) return { ...request, content: { ...request.content, blocks } };
    return prepareRequest(
      {
        ...request.content,
        id,
        blocks,
        author: this.me.person,
        workflow: { id: "", version: 0 },
        waivers: [],
        resolutions: [],
      },
      this.me.name,
    );
  }

  /** Packed lines that no draft of the file supersedes or drops. */
  private async linesOf(
    request: ChangeRequest,
    superseded: ReadonlySet<RecordId>,
  ): Promise<readonly Change[]> {
    const lines: Change[] = [];
    for (const block of this.packedOf(request))
      for (const line of JSON.parse(await gunzipText(block.bytes)) as Change[])
        if (!superseded.has(line.recordId)) lines.push(line);
    return lines;
  }

  private packedOf(request: ChangeRequest): readonly PackedBlock[] {
    return request.content.blocks.flatMap(({ hash }) => this.pending.blocks.get(hash) ?? []);
  }

  /** Operations not answered: the same person's go on from here, in order; a request taken further here keeps its own. */
  private takeOperations(): void {
    const queued = new Set(
      [...this.work.rows.outbox.values()].map((row) => row.operation.opId as string),
    );
    const left = new Set<string>();
    for (const row of this.pending.outbox) {
      const { opId, payload } = row.operation;
      const about = requestOf(payload);
      if (!this.samePerson) {
        if (payload.kind !== "request.submit") this.counts.personal += 1;
        continue;
      }
      if (queued.has(opId) || this.taken.has(opId)) {
        this.counts.known += 1;
        continue;
      }
      if (left.has(about) || !this.takesRequest(about, payload.kind === "request.submit")) {
        left.add(about);
        this.counts.inHand += 1;
        continue;
      }
      this.taken.add(opId);
      this.operations.push(row);
      for (const hash of row.blocks) {
        const block = this.pending.blocks.get(hash);
        if (block) this.blocks.set(hash, block);
      }
    }
  }

  /** Whether an operation about a request may go on from here; brings the request where it is not here. */
  private takesRequest(id: string, submits: boolean): boolean {
    const theirs = this.pending.requests.find((request) => request.content.id === id);
    const here = this.work.rows.requests.get(id as RequestId);
    if (!here) {
      if (!theirs) return false;
      this.requests.set(theirs.content.id, theirs);
      for (const block of this.packedOf(theirs)) this.blocks.set(block.hash, block);
      return true;
    }
    if (!submits || !theirs) return true;
    if (here.revision > theirs.revision) return false;
    if (here.revision === theirs.revision) return here.contentHash === theirs.contentHash;
    const hasDrafts = [...this.work.rows.drafts.values()].some((row) => row.requestId === id);
    if (here.status === "preparation" && hasDrafts) return false;
    this.requests.set(theirs.content.id, theirs);
    for (const block of this.packedOf(theirs)) this.blocks.set(block.hash, block);
    return true;
  }

  /** Choices made on conflicts of what is taken: the same person's only, for a choice is signed. */
  private resolvedConflicts(touched: ReadonlySet<RecordId>): readonly ConflictRow[] {
    if (!this.samePerson) return [];
    return this.pending.conflicts.filter(
      (row) =>
        row.resolved !== null &&
        touched.has(row.conflict.recordId) &&
        !this.work.rows.conflicts.has(row.id),
    );
  }

  /** Waivers are signed too; one of this laptop is never replaced. */
  private waivers(): readonly Waiver[] {
    return this.samePerson
      ? this.pending.waivers.filter((waiver) => !this.work.rows.waivers.has(waiverKey(waiver)))
      : [];
  }
}
