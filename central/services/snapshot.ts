import type { ContentHash, ReferentialId } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import type { SnapshotManifest } from "../../shared/sync/index.ts";
import { addBlock } from "../store/blocks.ts";
import { readDocuments } from "../store/documents.ts";
import { idsTouchedAfter, pageRecords, recordsBetween } from "../store/records.ts";
import { pageRequests } from "../store/requests.ts";
import {
  readPreparedBlocks,
  readPreparedCommit,
  replacePreparedBlocks,
  sweepRetiredBlocks,
  type PreparedBlock,
} from "../store/snapshot-blocks.ts";
import { accountOf, canRead } from "./rights.ts";
import { runCommand, type Command } from "./command.ts";
import type { Context } from "./context.ts";
import { canSeeRequest } from "./feed.ts";
import { packBlock } from "./pack-block.ts";

const RECORDS_PER_BLOCK = 1_000;
/** A block that insertions grew beyond this is cut again. */
const RECORDS_BEFORE_CUT = 1_500;

/** A laptop that began with an older manifest has a week to finish downloading its blocks. */
const DOWNLOAD_MILLISECONDS = 7 * 86_400_000;

/** What a first pull starts from, as at now: the prepared blocks are brought up to date first, only those that commits touched. */
export function readSnapshot(context: Context, identity: Identity): Promise<SnapshotManifest> {
  return runCommand(context, identity.establishment, async (command) => {
    const { rights } = await accountOf(command.tx, identity);
    const models = await readDocuments(command.tx, identity.establishment);
    const blocks: SnapshotManifest["blocks"][number][] = [];
    for (const { id } of models.filter(
      (model) => model.kind === "referential" && canRead(rights, model.id),
    )) {
      for (const block of await prepareBlocks(command, id)) {
        if (block.count > 0)
          blocks.push({
            hash: block.hash as ContentHash,
            count: block.count,
            referential: id as ReferentialId,
            bytes: block.bytes,
          });
      }
    }
    const requests = await pageRequests(command.tx, identity.establishment, {
      openOnly: true,
      orOf: identity.person,
    });
    const state = command.state();
    return {
      seq: state.seq,
      commit: state.commit,
      head: state.head,
      models,
      blocks,
      requests: requests.filter(({ content }) => canSeeRequest(identity, rights, content)),
    };
  });
}

/**
 * The blocks of a référentiel, in step with its records. A block is a range of ids, so a commit rewrites only the blocks of the
 * records it touched and a laptop that kept the others downloads only those.
 */
async function prepareBlocks(
  command: Command,
  referential: string,
): Promise<readonly PreparedBlock[]> {
  const { tx } = command;
  const { id: establishment, commit } = command.state();
  const prepared = await readPreparedBlocks(tx, establishment, referential);
  const since = await readPreparedCommit(tx, establishment, referential);
  const touched =
    since < commit ? await idsTouchedAfter(tx, establishment, referential, since) : [];
  if (touched.length === 0) return prepared;

  const stale = prepared.length === 0 ? [{ firstId: "", end: null }] : rangesOf(prepared, touched);
  const add: PreparedBlock[] = [];
  for (const range of stale) {
    for await (const { firstId, records } of cutRange(command, referential, range)) {
      const block = await packBlock(referential, records);
      await addBlock(tx, establishment, block, command.context.clock.now());
      add.push({ firstId, hash: block.hash, count: block.count, bytes: block.bytes.byteLength });
    }
  }
  const now = command.context.clock.now();
  const remove = prepared.filter((block) => stale.some((range) => range.firstId === block.firstId));
  await replacePreparedBlocks(tx, establishment, referential, { remove, add, commit, at: now });
  await sweepRetiredBlocks(
    tx,
    establishment,
    new Date(Date.parse(now) - DOWNLOAD_MILLISECONDS).toISOString(),
  );
  return readPreparedBlocks(tx, establishment, referential);
}

type Range = { readonly firstId: string; readonly end: string | null };

/** The ranges of the blocks that hold the touched ids (both in order). */
function rangesOf(
  prepared: readonly PreparedBlock[],
  touched: readonly string[],
): readonly Range[] {
  const ranges: Range[] = [];
  let index = 0;
  for (const id of touched) {
    while (index + 1 < prepared.length && prepared[index + 1]!.firstId <= id) index++;
    const firstId = prepared[index]!.firstId;
    if (ranges.at(-1)?.firstId !== firstId)
      ranges.push({ firstId, end: prepared[index + 1]?.firstId ?? null });
  }
  return ranges;
}

async function* cutRange(
  command: Command,
  referential: string,
  range: Range,
): AsyncGenerator<{ readonly firstId: string; readonly records: readonly MasterRecord[] }> {
  const { id: establishment } = command.state();
  let firstId = range.firstId;
  if (range.end !== null) {
    const records = await recordsBetween(
      command.tx,
      establishment,
      referential,
      range.firstId,
      range.end,
    );
    const size = records.length <= RECORDS_BEFORE_CUT ? RECORDS_BEFORE_CUT : RECORDS_PER_BLOCK;
    for (let start = 0; start < Math.max(records.length, 1); start += size) {
      const part = records.slice(start, start + size);
      yield { firstId: start === 0 ? firstId : part[0]!.id, records: part };
    }
    return;
  }
  // The last range takes every new record (ids grow with time), so it is read page by page.
  let page = await recordsBetween(
    command.tx,
    establishment,
    referential,
    firstId,
    null,
    RECORDS_PER_BLOCK,
  );
  while (page.length > 0) {
    yield { firstId, records: page };
    if (page.length < RECORDS_PER_BLOCK) return;
    page = await pageRecords(
      command.tx,
      establishment,
      referential,
      page.at(-1)!.id,
      RECORDS_PER_BLOCK,
    );
    firstId = page[0]?.id ?? firstId;
  }
}
