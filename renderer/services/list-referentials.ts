import type { ReferentialCard } from "../data-worker/data-api.ts";
import { isDropped } from "../data-worker/working-set/overlay.ts";
import type { LocalWork } from "./local-work.ts";
import { mayDecide, mayEdit, mayRead } from "./rights.ts";

/** Every référentiel in force with its counts; those not opened yet are counted from their blocks. */
export async function listReferentials(work: LocalWork): Promise<readonly ReferentialCard[]> {
  const { blocks } = await work.store.base();
  return work.set.referentials().map((model): ReferentialCard => {
    const opened = work.set.ifOpen(model.id);
    const packed = blocks
      .filter((block) => block.referential === model.id)
      .reduce((sum, block) => sum + block.count, 0);
    const drafts = [...work.rows.drafts.values()].filter(
      (row) => row.change.referential === model.id && !isDropped(row.change),
    ).length;
    return {
      id: model.id,
      label: model.label,
      singular: model.singular,
      description: model.description,
      group: model.group,
      version: model.version,
      document: model.document,
      records: opened ? opened.table.size : packed,
      drafts,
      rights: {
        read: mayRead(work.identity, model.id),
        edit: mayEdit(work.identity, model.id),
        decide: mayDecide(work.identity, model.id),
      },
    };
  });
}
