import type { ContentHash } from "../../shared/base/index.ts";
import { Fault, isFaultData } from "../../shared/base/index.ts";
import type { CentralGateway } from "../../shared/ports/index.ts";
import { PUSH_LIMIT } from "../../shared/sync/index.ts";
import type { FeedEntry } from "../../shared/sync/index.ts";
import type { BlockRef, ChangeRequest } from "../../shared/workflow/index.ts";
import type { SyncApi } from "../data-worker/data-api.ts";
import type { SyncView } from "./sync-control.ts";

export type SyncData = Pick<
  SyncApi,
  | "cursor"
  | "outgoing"
  | "blockBytes"
  | "applyAnswers"
  | "admitModels"
  | "missingBlocks"
  | "stashBlock"
  | "installSnapshot"
  | "applyEntries"
  | "compactWhenIdle"
>;
export type OnStep = (phase: SyncView["phase"], progress: SyncView["progress"]) => void;

/** Blocks fetched at once, and entries applied at once. */
const [BLOCKS_AT_ONCE, ENTRIES_AT_ONCE] = [6, 200];

/**
 * One whole synchronisation: what waits is pushed, then what is new is pulled. May be cut anywhere and run again: operations are
 * answered once in effect, blocks already here are not fetched again, entries already applied change nothing.
 */
export async function runSync(
  data: SyncData,
  gateway: CentralGateway,
  onStep: OnStep,
): Promise<void> {
  await pushAll(data, gateway, onStep);
  if ((await data.cursor()) === 0) await pullSnapshot(data, gateway, "first-pull", onStep);
  try {
    await pullChanges(data, gateway, onStep);
  } catch (thrown) {
    if (!isFaultData(thrown) || thrown.code !== "CURSOR_UNKNOWN") throw thrown;
    await pullSnapshot(data, gateway, "pulling", onStep);
    await pullChanges(data, gateway, onStep);
  }
}

/** Sends every queued operation, in order, with its blocks before it. */
export async function pushAll(
  data: SyncData,
  gateway: CentralGateway,
  onStep: OnStep,
): Promise<void> {
  const uploaded = new Set<string>();
  let sent = 0;
  for (;;) {
    const { operations, blocks } = await data.outgoing(PUSH_LIMIT);
    if (operations.length === 0) return;
    onStep("pushing", { done: sent, total: sent + operations.length, what: "operations" });
    for (const hash of blocks) {
      if (uploaded.has(hash)) continue;
      const bytes = await data.blockBytes(hash);
      if (bytes) await putBlock(gateway, hash, bytes);
      uploaded.add(hash);
    }
    const answers = await gateway.push(operations);
    await data.applyAnswers(answers);
    sent += operations.length;
    // An operation that central keeps waiting would be offered again at once: later will do.
    if (answers.some((answer) => answer.status === "waiting")) return;
  }
}

/** A block refused for want of rights does not hold back its operation: central answers that one, with the reason (Y5). */
async function putBlock(gateway: CentralGateway, hash: string, bytes: Uint8Array): Promise<void> {
  try {
    await gateway.putBlock(hash as ContentHash, bytes);
  } catch (thrown) {
    if (!isFaultData(thrown) || thrown.code !== "FORBIDDEN") throw thrown;
  }
}

async function pullSnapshot(
  data: SyncData,
  gateway: CentralGateway,
  phase: "first-pull" | "pulling",
  onStep: OnStep,
): Promise<void> {
  onStep(phase, { done: 0, total: null, what: "blocks" });
  const manifest = await gateway.snapshot();
  await data.admitModels(manifest.models);
  const onProgress = (progress: SyncView["progress"]): void => onStep(phase, progress);
  await fetchBlocks(data, gateway, manifest.blocks, "needed", onProgress);
  await fetchBlocks(data, gateway, manifest.requests.flatMap(blocksToRead), "wanted", onProgress);
  await data.installSnapshot(manifest);
}

async function pullChanges(data: SyncData, gateway: CentralGateway, onStep: OnStep): Promise<void> {
  let waiting: FeedEntry[] = [];
  let applied = 0;
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    const onProgress = (progress: SyncView["progress"]): void => onStep("pulling", progress);
    const models = batch.flatMap((entry) => (entry.type === "model" ? entry.document : []));
    if (models.length > 0) await data.admitModels(models);
    const committed = batch.flatMap((entry) =>
      entry.type === "commit" ? entry.commit.blocks : [],
    );
    const proposed = batch.flatMap((entry) =>
      entry.type === "request" ? blocksToRead(entry.request) : [],
    );
    // A commit may span référentiels that this person does not read: whoever applies it knows which blocks must be here.
    await fetchBlocks(data, gateway, committed, "wanted", onProgress);
    await fetchBlocks(data, gateway, proposed, "wanted", onProgress);
    await data.applyEntries(batch);
    applied += batch.length;
    onStep("pulling", { done: applied, total: null, what: "entries" });
  };
  try {
    for await (const entry of gateway.changes(await data.cursor())) {
      waiting.push(entry);
      if (waiting.length >= ENTRIES_AT_ONCE) await flush();
    }
  } finally {
    // Whole entries received before a cut are kept.
    await flush();
  }
}

/** Lines of a request that someone may still have to read here: deciding offline needs them. */
const blocksToRead = (request: ChangeRequest): readonly BlockRef[] =>
  request.status === "pending" || request.status === "sent-back" || request.status === "conflict"
    ? request.content.blocks
    : [];

/**
 * Fetches the blocks that are not here yet, a few at once; each is kept as soon as it is whole, so that a cut costs only what
 * was under way. A block that is only wanted (the lines of a request closed or withdrawn from us meanwhile) may be refused:
 * one of them must never hold up everything else.
 */
async function fetchBlocks(
  data: SyncData,
  gateway: CentralGateway,
  refs: readonly BlockRef[],
  need: "needed" | "wanted",
  onProgress: (progress: SyncView["progress"]) => void,
): Promise<void> {
  if (refs.length === 0) return;
  const byHash = new Map(refs.map((ref) => [ref.hash as string, ref]));
  const missing = await data.missingBlocks([...byHash.keys()]);
  let done = 0;
  const queue = missing[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const hash of queue) {
      const ref = byHash.get(hash);
      if (!ref) throw new Fault("CENTRAL_ANSWER_INVALID", "a block nobody asked for", { hash });
      try {
        await data.stashBlock(hash, ref.count, ref.referential, await gateway.block(ref.hash));
      } catch (thrown) {
        const gone =
          isFaultData(thrown) && (thrown.code === "NOT_FOUND" || thrown.code === "FORBIDDEN");
        if (!gone || need === "needed") throw thrown;
      }
      done += 1;
      onProgress({ done, total: missing.length, what: "blocks" });
    }
  };
  await Promise.all(Array.from({ length: Math.min(BLOCKS_AT_ONCE, missing.length) }, worker));
}
