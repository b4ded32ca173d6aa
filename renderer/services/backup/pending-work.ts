import type { ContentHash } from "../../../shared/base/index.ts";
import type { Part } from "../../../shared/exchange/backup/index.ts";
import { unreadable } from "../../../shared/exchange/backup/index.ts";
import type { ConflictRow, DraftRow, OutboxRow, PackedBlock } from "../../../shared/ports/index.ts";
import type { Waiver } from "../../../shared/rules/index.ts";
import { isFinal } from "../../../shared/sync/index.ts";
import type { OperationPayload } from "../../../shared/sync/index.ts";
import type { ChangeRequest } from "../../../shared/workflow/index.ts";
import type { LocalWork } from "../local-work.ts";
import { readBlocks } from "./dump-state.ts";
import type { OpenedFile } from "./open-sealed.ts";
import { readParts } from "./restore-state.ts";
import { blockPart, endPart, listParts, summaryPart } from "./state-parts.ts";
import type { SealedSummary } from "./state-parts.ts";

/** What a person had under way on a laptop and central does not have: drafts, preparations, operations not answered, and what they need. */
export type PendingWork = {
  readonly summary: SealedSummary;
  readonly drafts: readonly DraftRow[];
  /** Preparations, and the requests that unanswered operations are about. */
  readonly requests: readonly ChangeRequest[];
  /** Not answered, in order. */
  readonly outbox: readonly OutboxRow[];
  readonly conflicts: readonly ConflictRow[];
  readonly waivers: readonly Waiver[];
  readonly blocks: ReadonlyMap<ContentHash, PackedBlock>;
};

export const requestOf = (payload: OperationPayload): string =>
  payload.kind === "request.submit" ? payload.content.id : payload.requestId;

type Rows = Omit<PendingWork, "summary" | "blocks">;

/** What is pending among all rows of a laptop. */
function pendingOf(rows: Rows): Rows {
  const outbox = rows.outbox
    .filter((row) => !isFinal(row.answer))
    .toSorted((left, right) => left.operation.order - right.operation.order);
  const about = new Set(outbox.map((row) => requestOf(row.operation.payload)));
  return {
    ...rows,
    outbox,
    requests: rows.requests.filter(
      (request) => request.status === "preparation" || about.has(request.content.id),
    ),
  };
}

/** Blocks that pending work needs: lines of its requests, and what its operations upload. */
const blocksOf = ({ requests, outbox }: Rows): ReadonlySet<ContentHash> =>
  new Set([
    ...requests.flatMap((request) => request.content.blocks.map((block) => block.hash)),
    ...outbox.flatMap((row) => row.blocks),
  ]);

/** The pending work of this laptop as parts of a carry file; the caller keeps others from writing meanwhile. */
export async function* dumpPending(
  work: LocalWork,
  summary: SealedSummary,
): AsyncGenerator<Part, void, void> {
  const pending = pendingOf({
    drafts: [...work.rows.drafts.values()],
    requests: [...work.rows.requests.values()],
    outbox: [...work.rows.outbox.values()],
    conflicts: [...work.rows.conflicts.values()].filter((row) => row.resolved !== null),
    waivers: [...work.rows.waivers.values()],
  });
  let parts = 1;
  yield summaryPart(summary);
  for (const list of ["drafts", "requests", "outbox", "conflicts", "waivers"] as const)
    for await (const part of listParts(list, pending[list])) {
      parts += 1;
      yield part;
    }
  for await (const blocks of readBlocks(work.store, [...blocksOf(pending)]))
    for (const block of blocks) {
      parts += 1;
      yield blockPart(block);
    }
  yield endPart(parts);
}

/** The pending work of a sealed file, carry or backup, once all of it was found sound. Faults: FILE_UNREADABLE, CANCELLED. */
export async function readPending(file: OpenedFile): Promise<PendingWork> {
  const lists: { [list in keyof Rows]: unknown[] } = {
    drafts: [],
    requests: [],
    outbox: [],
    conflicts: [],
    waivers: [],
  };
  let summary: SealedSummary | null = null;
  let wanted: ReadonlySet<ContentHash> | null = null;
  const blocks = new Map<ContentHash, PackedBlock>();
  for await (const part of readParts(file)) {
    if (part.part === "summary") summary = part.summary;
    if (part.part === "list" && part.list in lists)
      for (const row of part.rows) lists[part.list as keyof Rows].push(row);
    if (part.part !== "block") continue;
    // Rows come before blocks: those of the accredited base are let go at once.
    wanted ??= blocksOf(pendingOf(lists as unknown as Rows));
    if (wanted.has(part.block.hash)) blocks.set(part.block.hash, part.block);
  }
  if (summary === null) throw unreadable("content", { part: "summary" });
  const pending = pendingOf(lists as unknown as Rows);
  for (const request of pending.requests)
    for (const { hash } of request.content.blocks)
      if (request.status === "preparation" && !blocks.has(hash))
        throw unreadable("content", { missing: hash });
  for (const row of pending.outbox)
    for (const hash of row.blocks)
      if (!blocks.has(hash)) throw unreadable("content", { missing: hash });
  return { ...pending, summary, blocks };
}
