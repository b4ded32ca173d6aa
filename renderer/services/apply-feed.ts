import type { RecordId, ReferentialId, RequestId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import type { ConflictRow, DraftRow, WriteBatch } from "../../shared/ports/index.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import { historyOf } from "../../shared/sync/index.ts";
import type { CommittedChange, FeedEntry, SnapshotManifest } from "../../shared/sync/index.ts";
import type { BlockRef, ChangeRequest } from "../../shared/workflow/index.ts";
import { unpackBlocks } from "../data-worker/working-set/unpack-blocks.ts";
import { mergeBatches } from "./merge-batches.ts";
import { requestConflicts } from "./request-conflicts.ts";
import type { LocalWork } from "./local-work.ts";
import { localWorkMet, rebaseDrafts, referentialsWithWork } from "./rebase-drafts.ts";
import { mayRead } from "./rights.ts";

type CommitEntry = Extract<FeedEntry, { type: "commit" }>;

/**
 * Applies entries of the feed whose blocks are here, in order: each commit in one transaction with the cursor and the
 * drafts it meets; entries in a row that are not commits share one. Entries at or before the cursor change nothing.
 */
export function applyEntries(work: LocalWork, entries: readonly FeedEntry[]): Promise<void> {
  return work.act(async () => {
    let waiting: FeedEntry[] = [];
    const flush = async (): Promise<void> => {
      if (waiting.length > 0) await applyOthers(work, waiting);
      waiting = [];
    };
    for (const entry of entries) {
      if (entry.seq <= work.cursor) continue;
      if (entry.type === "commit") {
        await flush();
        await applyCommit(work, entry);
      } else waiting.push(entry);
    }
    await flush();
  });
}

async function applyCommit(work: LocalWork, { seq, commit }: CommitEntry): Promise<void> {
  const blocks = await blocksForMe(work, commit);
  const changes = await unpackBlocks<CommittedChange>(work.store, blocks);
  const busy = referentialsWithWork(work);
  const touched = new Set(changes.map((change) => change.referential));
  if (busy.size > 0) for (const id of [...busy, ...touched]) await work.set.open(id);
  await work.set.settled();
  const trunks = new Map<RecordId, MasterRecord | undefined>(
    changes.map((change) => [
      change.recordId,
      accreditedOf(work, change.referential, change.recordId),
    ]),
  );
  // The working set goes ahead of the disk while my changes are compared; if the disk then says no, it is read again.
  work.set.commit(changes);
  const met = localWorkMet(work, changes);
  const batch =
    met.size === 0
      ? {}
      : rebaseDrafts(
          work,
          met,
          (id) => trunks.get(id),
          (id) => trunks.has(id),
        );
  try {
    await work.advance({
      cursor: seq,
      changes,
      history: historyOf(commit, changes),
      models: [],
      batch,
    });
  } catch (thrown) {
    work.forgetUnpacked();
    throw thrown;
  }
}

/**
 * The blocks of a commit that this person may read: a commit may span référentiels, and the head names them all. Central never
 * serves the others (C6); one that should be here and is not stops the pull (BLOCK_MISSING).
 */
async function blocksForMe(
  work: LocalWork,
  commit: CommitEntry["commit"],
): Promise<readonly BlockRef[]> {
  const hashes = commit.blocks.map((block) => block.hash);
  const here = new Set((await work.store.readBlocks(hashes)).map((block) => block.hash));
  const due = commit.blocks.filter(
    (block) =>
      !here.has(block.hash) && (!work.identity || mayRead(work.identity, block.referential)),
  );
  if (due.length > 0)
    throw new Fault("BLOCK_MISSING", "blocks of this commit are not here", {
      commit: commit.number,
    });
  return commit.blocks.filter((block) => here.has(block.hash));
}

async function applyOthers(work: LocalWork, entries: readonly FeedEntry[]): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  const models = entries.flatMap((entry) => (entry.type === "model" ? entry.document : []));
  const requests = new Map(
    entries.flatMap((entry) =>
      entry.type === "request" ? [[entry.request.content.id, entry.request] as const] : [],
    ),
  );
  let batch: WriteBatch = {};
  for (const request of requests.values())
    batch = mergeBatches(batch, await receiveRequest(work, request));
  await work.advance({ cursor: last.seq, changes: [], history: [], models, batch });
}

/**
 * A request as central now has it, over what this laptop made of it: one taken back into preparation here stays so while it
 * is open there; once closed there, what was being edited goes back to the basket. What is older than what is known here
 * changes nothing: an answer overtakes the feed, and a replayed operation gets its first answer.
 */
export async function receiveRequest(
  work: LocalWork,
  incoming: ChangeRequest,
): Promise<WriteBatch> {
  const { id } = incoming.content;
  const mine = work.rows.requests.get(id);
  if (mine && isOlder(incoming, mine)) return {};
  const inHand = mine?.status === "preparation" && incoming.revision <= mine.revision;
  const isOver = isClosed(incoming);
  if (inHand && !isOver)
    return {
      requests: {
        put: [
          {
            ...mine,
            decisions: incoming.decisions,
            comments: incoming.comments,
            stages: incoming.stages,
          },
        ],
      },
    };
  const freed = [...work.rows.drafts.values()]
    .filter((row) => row.requestId === id)
    .map((row): DraftRow => ({ ...row, requestId: null }));
  const conflicts =
    incoming.status === "conflict" && incoming.content.author === work.identity?.person
      ? await requestConflicts(work, incoming)
      : [];
  const settled = isOver ? conflictsOfClosed(work, id, freed) : {};
  return mergeBatches(
    { requests: { put: [incoming] }, drafts: { put: freed }, conflicts: { put: conflicts } },
    { conflicts: settled },
  );
}

export const isClosed = ({ status }: ChangeRequest): boolean =>
  status === "approved" || status === "rejected" || status === "cancelled";

/** True for a state that central has left behind: nothing closed opens again, revisions, votes and comments only grow (RH3). */
function isOlder(incoming: ChangeRequest, mine: ChangeRequest): boolean {
  if (isClosed(mine) && !isClosed(incoming)) return true;
  if (incoming.revision < mine.revision) return true;
  if (isClosed(incoming) && !isClosed(mine)) return false;
  return (
    incoming.decisions.length < mine.decisions.length ||
    incoming.comments.length < mine.comments.length
  );
}

/** Hard conflicts of a request that is over: those of what goes back to the basket follow it, the others have nothing left to settle. */
function conflictsOfClosed(
  work: LocalWork,
  id: RequestId,
  freed: readonly DraftRow[],
): NonNullable<WriteBatch["conflicts"]> {
  const rows = [...work.rows.conflicts.values()].filter(
    (row) => row.requestId === id && row.conflict.class !== "soft",
  );
  const isFreed = (row: ConflictRow): boolean =>
    freed.some((draft) => draft.change.recordId === row.conflict.recordId);
  return {
    put: rows.filter(isFreed).map((row) => ({ ...row, requestId: null })),
    remove: rows.filter((row) => !isFreed(row)).map((row) => row.id),
  };
}

/** Installs a first base, or another after a long absence: everything as at the manifest, with my work compared to it. */
export function installSnapshot(work: LocalWork, manifest: SnapshotManifest): Promise<void> {
  return work.act(async () => {
    await work.store.installBase({
      cursor: manifest.seq,
      models: manifest.models,
      blocks: manifest.blocks.map(({ hash, count, referential }) => ({ hash, count, referential })),
    });
    let batch: WriteBatch = { requests: { remove: outOfSight(work, manifest) } };
    for (const request of manifest.requests)
      batch = mergeBatches(batch, await receiveRequest(work, request));
    await work.baseReplaced(batch);
    await rebaseAll(work);
  });
}

/**
 * Requests of others that were open here and that a new base does not name: closed meanwhile, or no longer for this person.
 * The feed that told it was skipped, so they would stay open here for ever.
 */
const outOfSight = (work: LocalWork, manifest: SnapshotManifest): readonly RequestId[] => {
  const named = new Set(manifest.requests.map((request) => request.content.id));
  return [...work.rows.requests.values()]
    .filter((request) => !isClosed(request) && request.status !== "preparation")
    .filter((request) => request.content.author !== work.identity?.person)
    .map((request) => request.content.id)
    .filter((id) => !named.has(id));
};

/**
 * Compares every local change with the base as it is: after another base was installed, and at opening, in case the former
 * session was cut between the two.
 */
export async function rebaseAll(work: LocalWork): Promise<void> {
  const met = new Map<RecordId, ReferentialId>();
  for (const id of referentialsWithWork(work)) {
    const set = await work.set.open(id);
    for (const [slot, overlay] of set?.table.overlays ?? []) {
      const own = overlay.draft?.change ?? overlay.prepared?.change;
      const version = set?.table.accredited[slot]?.version ?? 0;
      if (own && own.baseVersion !== version) met.set(own.recordId, own.referential);
    }
  }
  if (met.size === 0) return;
  const batch = rebaseDrafts(
    work,
    met,
    () => undefined,
    () => true,
  );
  const empty =
    !batch.drafts?.put?.length &&
    !batch.drafts?.remove?.length &&
    !batch.conflicts?.put?.length &&
    !batch.conflicts?.remove?.length;
  if (!empty) await work.write(batch);
}

function accreditedOf(
  work: LocalWork,
  referential: ReferentialId,
  id: RecordId,
): MasterRecord | undefined {
  const table = work.set.ifOpen(referential)?.table;
  const slot = table?.slotOf(id);
  return slot === undefined ? undefined : table?.accredited[slot];
}
