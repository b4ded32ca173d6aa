import type { BaseState } from "../../shared/ports/index.ts";
import type { WorkingSet } from "../data-worker/working-set/working-set.ts";

/** The accredited records on this laptop: those of the blocks, and what was received since in the référentiels that are open. */
export function countAccredited(set: WorkingSet, { blocks }: Pick<BaseState, "blocks">): number {
  const ids = new Set([
    ...set.referentials().map(({ id }) => id),
    ...blocks.map(({ referential }) => referential),
  ]);
  return [...ids].reduce((sum, id) => {
    const opened = set.ifOpen(id);
    return (
      sum +
      (opened
        ? opened.table.accredited.filter((record) => record !== undefined).length
        : blocks
            .filter((block) => block.referential === id)
            .reduce((packed, block) => packed + block.count, 0))
    );
  }, 0);
}
