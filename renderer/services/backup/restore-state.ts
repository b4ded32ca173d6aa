import type { ContentHash } from "../../../shared/base/index.ts";
import { rebranchOutbox, unreadable } from "../../../shared/exchange/backup/index.ts";
import type {
  CommandRow,
  ConflictRow,
  DraftRow,
  LocalStore,
  OnProgress,
  OutboxRow,
  PackedBlock,
  WriteBatch,
} from "../../../shared/ports/index.ts";
import type { HistoryEntry } from "../../../shared/record/index.ts";
import type { Waiver } from "../../../shared/rules/index.ts";
import type { CommittedChange, ModelEntry } from "../../../shared/sync/index.ts";
import type { BlockRef, ChangeRequest } from "../../../shared/workflow/index.ts";
import type { OpenedFile } from "./open-sealed.ts";
import { readPart } from "./state-parts.ts";
import type { ListName, ReadPart, SealedSummary } from "./state-parts.ts";

export type CheckedFile = {
  readonly summary: SealedSummary;
  readonly models: readonly ModelEntry[];
};

/**
 * Reads a whole file without writing anything: every chunk opens, every part is sound, nothing is missing, and every block of the base
 * and of pending work is there. Faults: FILE_UNREADABLE, CANCELLED.
 */
export async function checkSealed(file: OpenedFile, onProgress?: OnProgress): Promise<CheckedFile> {
  let summary: SealedSummary | null = null;
  const models: ModelEntry[] = [];
  const here = new Set<ContentHash>();
  const needed = new Set<string>();
  for await (const part of readParts(file, onProgress)) {
    if (part.part === "summary") summary = part.summary;
    if (part.part === "block") here.add(part.block.hash);
    if (part.part === "list" && part.list === "models")
      models.push(...(part.rows as unknown as readonly ModelEntry[]));
    if (part.part === "list" && part.list === "base")
      for (const ref of part.rows as unknown as readonly BlockRef[]) needed.add(ref.hash);
  }
  if (summary === null || summary.kind !== file.kind)
    throw unreadable("content", { part: "summary" });
  for (const hash of needed)
    if (!here.has(hash as ContentHash)) throw unreadable("content", { missing: hash });
  return { summary, models };
}

/** The parts of a file as understood, in order; the last must be the end, and say how many came. */
export async function* readParts(
  file: OpenedFile,
  onProgress?: OnProgress,
): AsyncGenerator<ReadPart, void, void> {
  let parts = 0;
  let ended = false;
  for await (const raw of file.parts(onProgress)) {
    const part = await readPart(raw);
    if (
      ended ||
      (part.part === "end" && part.parts !== parts) ||
      (parts === 0) !== (part.part === "summary")
    )
      throw unreadable("content", { after: parts });
    ended = part.part === "end";
    parts += 1;
    yield part;
  }
  if (!ended) throw unreadable("content", { after: parts });
}

const AT_ONCE = 16;

/**
 * Puts a checked backup in place of the whole content of a store, as a branch of its own (B11, B12). Until its last transaction, which
 * holds the log, the cursor and everything typed, the store is one that has pulled nothing: cut anywhere, it fills from central again and the
 * file is still there.
 * @param checked what `checkSealed` said of this very file
 * @param settings put with the others: what this machine keeps of its own
 */
export async function restoreState(
  store: LocalStore,
  file: OpenedFile,
  checked: CheckedFile,
  settings: readonly { readonly key: string; readonly value: unknown }[],
  onProgress?: OnProgress,
): Promise<void> {
  const { summary, models } = checked;
  const lists = new Map<ListName, unknown[]>();
  const rowsOf = <Row>(list: ListName): readonly Row[] => (lists.get(list) ?? []) as Row[];
  const typed = new Set<string>();
  const typedBlocks: PackedBlock[] = [];
  let waiting: PackedBlock[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) await store.stashBlocks(waiting);
    waiting = [];
  };

  await store.admit(models);
  await store.wipe();
  await store.admit(models);
  for await (const part of readParts(file, onProgress)) {
    if (part.part === "block") {
      if (typed.has(part.block.hash)) typedBlocks.push(part.block);
      waiting.push(part.block);
      if (waiting.length >= AT_ONCE) await flush();
    }
    if (part.part !== "list") continue;
    if (part.list === "history")
      await store.rememberHistory(part.rows as unknown as readonly HistoryEntry[]);
    else {
      const rows = lists.get(part.list) ?? [];
      for (const row of part.rows) rows.push(row);
      lists.set(part.list, rows);
    }
    // What this laptop alone holds is written in the strict transaction, not only stashed.
    if (part.list === "requests" || part.list === "outbox")
      for (const hash of ownBlocks(part.list, part.rows)) typed.add(hash);
  }
  await flush();

  const { answered, unsent } = rebranchOutbox(rowsOf<OutboxRow>("outbox"), await store.deviceId());
  const batch: WriteBatch = {
    drafts: { put: rowsOf<DraftRow>("drafts") },
    requests: { put: rowsOf<ChangeRequest>("requests") },
    blocks: { put: typedBlocks },
    outbox: { put: [...answered, ...unsent] },
    conflicts: { put: rowsOf<ConflictRow>("conflicts") },
    commands: { put: rowsOf<CommandRow>("commands") },
    waivers: { put: rowsOf<Waiver>("waivers") },
    settings: { put: [...rowsOf<{ key: string; value: unknown }>("settings"), ...settings] },
  };
  // Cursor 0 until the last transaction: a base without its log must never pass for one that is whole.
  await store.installBase({ cursor: 0, models, blocks: rowsOf<BlockRef>("base") });
  if (summary.cursor === 0) await store.write(batch);
  else
    await store.advance({
      cursor: summary.cursor,
      changes: rowsOf<CommittedChange>("log"),
      history: [],
      models: [],
      batch,
    });
}

const ownBlocks = (list: "requests" | "outbox", rows: readonly unknown[]): readonly string[] =>
  list === "outbox"
    ? (rows as readonly OutboxRow[]).flatMap((row) => row.blocks)
    : (rows as readonly ChangeRequest[])
        .filter((request) => request.status === "preparation")
        .flatMap((request) => request.content.blocks.map((block) => block.hash));
