import type { PackedBlock } from "../../shared/ports/index.ts";
import type { Change } from "../../shared/record/index.ts";
import { orderByDependencies, packByReferential } from "../../shared/sync/index.ts";
import type { Block } from "../../shared/sync/index.ts";
import { gzipText } from "../storage/gzip.ts";

/** Changes as content-addressed, gzipped blocks, a record before what refers to it (Y2). */
export const packChanges = (changes: readonly Change[]): Promise<readonly PackedBlock[]> =>
  zipBlocks(packByReferential(orderByDependencies(changes)));

/** Blocks as they are stored and sent. */
export async function zipBlocks(blocks: readonly Block[]): Promise<readonly PackedBlock[]> {
  const packed: PackedBlock[] = [];
  for (const { ref, text } of blocks) packed.push({ ...ref, bytes: await gzipText(text) });
  return packed;
}

export const refOf = ({ hash, count, referential }: PackedBlock) => ({ hash, count, referential });
