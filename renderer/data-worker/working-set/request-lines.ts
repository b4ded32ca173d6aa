import type { RecordId, ReferentialId, RequestId } from "../../../shared/base/index.ts";
import type { LocalStore } from "../../../shared/ports/index.ts";
import type { Change } from "../../../shared/record/index.ts";
import type { ChangeRequest } from "../../../shared/workflow/index.ts";
import type { OwnedChange } from "./overlay.ts";
import { unpackBlocks } from "./unpack-blocks.ts";

/** Where a request's lines lie over the base: mine in preparation, pending at a stage, or nowhere. */
export function roleOf(request: ChangeRequest): "prepared" | "pending" | "none" {
  switch (request.status) {
    case "preparation":
      return "prepared";
    case "pending":
    case "sent-back":
    case "conflict":
      return "pending";
    case "approved":
    case "rejected":
    case "cancelled":
      return "none";
  }
}

type Taken = {
  readonly role: "prepared" | "pending";
  readonly submittedAt: string;
  readonly lines: ReadonlyMap<RecordId, Change>;
};

/** The packed lines of requests that lie over the base, by référentiel and request, unpacked as référentiels are opened. */
export class RequestLines {
  private readonly store: LocalStore;
  private readonly taken = new Map<ReferentialId, Map<RequestId, Taken>>();
  private last: { readonly name: string; readonly lines: readonly Change[] } | null = null;

  constructor(store: LocalStore) {
    this.store = store;
  }

  /** Every line of a request's blocks; those not pulled yet are left out. The last request read is kept: it is paged through. */
  async read(
    request: ChangeRequest,
    referential: ReferentialId | null,
  ): Promise<readonly Change[]> {
    const refs = request.content.blocks.filter(
      (block) => referential === null || block.referential === referential,
    );
    if (refs.length === 0) return [];
    const name = refs.map((ref) => ref.hash).join(" ");
    if (this.last?.name === name) return this.last.lines;
    const here = new Set(
      (await this.store.readBlocks(refs.map((ref) => ref.hash))).map((block) => block.hash),
    );
    const lines = await unpackBlocks<Change>(
      this.store,
      refs.filter((ref) => here.has(ref.hash)),
    );
    if (refs.every((ref) => here.has(ref.hash))) this.last = { name, lines };
    return lines;
  }

  async takeAll(requests: Iterable<ChangeRequest>, referential: ReferentialId): Promise<void> {
    this.taken.delete(referential);
    for (const request of requests) await this.take(request, referential);
  }

  /** Unpacks a request's lines of one référentiel; returns the records they are about. */
  async take(request: ChangeRequest, referential: ReferentialId): Promise<readonly RecordId[]> {
    const role = roleOf(request);
    if (
      role === "none" ||
      !request.content.blocks.some((block) => block.referential === referential)
    )
      return [];
    const lines = await this.read(request, referential);
    const ofReferential = this.taken.get(referential) ?? new Map<RequestId, Taken>();
    this.taken.set(referential, ofReferential);
    ofReferential.set(request.content.id, {
      role,
      submittedAt: request.submittedAt ?? "",
      lines: new Map(lines.map((line) => [line.recordId, line])),
    });
    return lines.map((line) => line.recordId);
  }

  /** Forgets a request's lines; returns the records they were about. */
  drop(requestId: RequestId, referential: ReferentialId): readonly RecordId[] {
    const lines = this.taken.get(referential)?.get(requestId)?.lines;
    this.taken.get(referential)?.delete(requestId);
    return lines ? [...lines.keys()] : [];
  }

  forget(): void {
    this.last = null;
    this.taken.clear();
  }

  prepared(referential: ReferentialId, id: RecordId): OwnedChange | null {
    for (const [requestId, { role, lines }] of this.taken.get(referential) ?? []) {
      const change = role === "prepared" ? lines.get(id) : undefined;
      if (change) return { requestId, change };
    }
    return null;
  }

  /** Pending changes of a record, the first submitted first. */
  pending(referential: ReferentialId, id: RecordId): readonly OwnedChange[] {
    const found: (OwnedChange & { readonly submittedAt: string })[] = [];
    for (const [requestId, { role, lines, submittedAt }] of this.taken.get(referential) ?? []) {
      const change = role === "pending" ? lines.get(id) : undefined;
      if (change) found.push({ requestId, change, submittedAt });
    }
    return found.length < 2
      ? found
      : found.sort((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1));
  }

  /** Every record that a request taken here is about. */
  recordsOf(referential: ReferentialId): readonly RecordId[] {
    return [...(this.taken.get(referential)?.values() ?? [])].flatMap(({ lines }) => [
      ...lines.keys(),
    ]);
  }
}
