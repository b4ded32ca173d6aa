import type { ContentHash } from "../../../shared/base/index.ts";
import type { Part } from "../../../shared/exchange/backup/index.ts";
import type { LocalStore, OnProgress, PackedBlock } from "../../../shared/ports/index.ts";
import { isFinal } from "../../../shared/sync/index.ts";
import { BASE_MARK, REVISION } from "../local-work.ts";
import { blockPart, endPart, listParts, summaryPart } from "./state-parts.ts";
import type { SealedSummary } from "./state-parts.ts";

/** Settings that hold for one database on one machine: tabs agree on them, another machine has its own. */
const MACHINE_SETTINGS: ReadonlySet<string> = new Set([REVISION, BASE_MARK, "internal.journal"]);

/** Blocks read from the store at once. */
const AT_ONCE = 16;

/**
 * The whole local state, part by part, what a person typed first. The caller keeps others from writing meanwhile. Nothing is
 * unpacked: blocks go as they lie, a list is in memory for the time of its own part.
 */
export async function* dumpState(
  store: LocalStore,
  summary: Omit<SealedSummary, "records" | "cursor">,
  onProgress: OnProgress = () => {},
): AsyncGenerator<Part, void, void> {
  const base = await store.base();
  const [requests, outbox] = [await store.requests(), await store.outbox()];
  const hashes = new Set<ContentHash>([
    ...base.blocks.map((block) => block.hash),
    ...requests.flatMap((request) => request.content.blocks.map((block) => block.hash)),
    ...outbox.flatMap((row) => (isFinal(row.answer) ? [] : row.blocks)),
  ]);
  const referentials = [
    ...new Set([
      ...base.blocks.map((block) => block.referential),
      ...base.models.flatMap((model) => (model.kind === "referential" ? [model.id] : [])),
    ]),
  ].sort();
  const total = hashes.size + referentials.length + 1;
  let parts = 0;
  let done = 0;
  const counted = function* (given: Iterable<Part>): Generator<Part, void, void> {
    for (const part of given) {
      parts += 1;
      yield part;
    }
  };
  const list = async function* (
    name: Parameters<typeof listParts>[0],
    rows: readonly unknown[],
  ): AsyncGenerator<Part, void, void> {
    for await (const part of listParts(name, rows)) yield* counted([part]);
  };
  const step = (by: number): void => {
    done += by;
    onProgress({ done, total });
  };

  const records = base.blocks.reduce((sum, block) => sum + block.count, 0);
  yield* counted([summaryPart({ ...summary, cursor: base.cursor, records })]);
  yield* list("drafts", await store.drafts());
  yield* list("requests", requests);
  yield* list("outbox", outbox);
  yield* list("conflicts", await store.conflicts());
  yield* list("commands", await store.commands());
  yield* list("waivers", await store.waivers());
  yield* list(
    "settings",
    (await store.settings()).filter((setting) => !MACHINE_SETTINGS.has(setting.key)),
  );
  yield* list("models", base.models);
  yield* list("base", base.blocks);
  for await (const blocks of readBlocks(store, [...hashes])) {
    yield* counted(blocks.map(blockPart));
    step(blocks.length);
  }
  for (const referential of referentials) {
    yield* list("log", await store.logOf(referential as never));
    step(1);
  }
  for (let after: string | null = null; ;) {
    const page = await store.historyPage(after);
    yield* list("history", page.entries);
    if (page.next === null) break;
    after = page.next;
  }
  step(1);
  yield endPart(parts);
}

/** Some blocks by groups, missing ones left out: a request's lines may not have been pulled. */
export async function* readBlocks(
  store: LocalStore,
  hashes: readonly ContentHash[],
): AsyncGenerator<readonly PackedBlock[], void, void> {
  for (let start = 0; start < hashes.length; start += AT_ONCE)
    yield await store.readBlocks(hashes.slice(start, start + AT_ONCE));
}
