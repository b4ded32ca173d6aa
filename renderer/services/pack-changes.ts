import type { PackedBlock } from "../../shared/ports/index.ts";
import type { Change } from "../../shared/record/index.ts";
import { BLOCK_SIZE, orderByDependencies, packBlocks } from "../../shared/sync/index.ts";
import type { Block } from "../../shared/sync/index.ts";
import { gzipText } from "../storage/gzip.ts";

/**
 * Changes as content-addressed, gzipped blocks, a record before what refers to it (Y2). A block at a time, so that the worker
 * answers its screens in between.
 */
export async function packChanges(changes: readonly Change[]): Promise<readonly PackedBlock[]> {
  const packed: PackedBlock[] = [];
  const runs = Map.groupBy(orderByDependencies(changes), (change) => change.referential);
  for (const [referential, run] of runs)
    for (let start = 0; start < run.length; start += BLOCK_SIZE)
      packed.push(
        ...(await zipBlocks(packBlocks(run.slice(start, start + BLOCK_SIZE), referential))),
      );
  return packed;
}

/** Blocks as they are stored and sent. */
export async function zipBlocks(blocks: readonly Block[]): Promise<readonly PackedBlock[]> {
  const packed: PackedBlock[] = [];
  for (const { ref, text } of blocks) packed.push({ ...ref, bytes: await gzipText(text) });
  return packed;
}

export const refOf = ({ hash, count, referential }: PackedBlock) => ({ hash, count, referential });
