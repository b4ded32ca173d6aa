import { packBlocks } from "../../shared/sync/index.ts";
import type { LocalWork } from "./local-work.ts";
import { zipBlocks } from "./pack-changes.ts";

/** A log shorter than this costs less to replay than to pack. */
const MIN_LOG = 2000;

/** Packs the référentiels whose log grew long, each in one transaction, and sweeps blocks nothing refers to. */
export function compactBases(work: LocalWork): Promise<void> {
  return work.act(async () => {
    for (const { id } of work.set.referentials()) {
      if ((await work.store.logOf(id)).length < MIN_LOG) continue;
      const set = await work.set.open(id);
      const records = set?.table.accredited.filter((record) => record !== undefined) ?? [];
      const blocks = await zipBlocks(packBlocks(records, id));
      await work.store.compact(id, blocks, work.cursor);
    }
    await work.store.sweep();
  });
}
