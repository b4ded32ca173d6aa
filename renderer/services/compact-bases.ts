import type { MasterRecord } from "../../shared/record/index.ts";
import type { Referential } from "../../shared/model/index.ts";
import { packBlocks } from "../../shared/sync/index.ts";
import { RecordTable } from "../data-worker/working-set/record-table.ts";
import { unpackBlocks } from "../data-worker/working-set/unpack-blocks.ts";
import type { LocalWork } from "./local-work.ts";
import { zipBlocks } from "./pack-changes.ts";

/** A log shorter than this costs less to replay than to pack. */
const MIN_LOG = 2000;

/** Packs the référentiels whose log grew long, each in one transaction, and sweeps blocks nothing refers to. */
export function compactBases(work: LocalWork, minLog = MIN_LOG): Promise<void> {
  return work.act(async () => {
    for (const referential of work.set.referentials()) await compactOne(work, referential, minLog);
    await work.store.sweep();
  });
}

/** From what the disk holds, never from what is in memory: packing must not make a fault of the working set durable. */
async function compactOne(
  work: LocalWork,
  referential: Referential,
  minLog: number,
): Promise<void> {
  const log = await work.store.logOf(referential.id);
  if (log.length < minLog) return;
  const base = await work.store.base();
  const refs = base.blocks.filter((block) => block.referential === referential.id);
  const table = new RecordTable(referential);
  table.load(await unpackBlocks<MasterRecord>(work.store, refs));
  table.commit(log);
  const records = table.accredited.filter((record) => record !== undefined);
  await work.store.compact(
    referential.id,
    await zipBlocks(packBlocks(records, referential.id)),
    base.cursor,
  );
}
