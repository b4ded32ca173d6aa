import type { ReferentialId, RequestId } from "../../shared/base/index.ts";
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
    return {
      id: model.id,
      label: model.label,
      singular: model.singular,
      description: model.description,
      group: model.group,
      version: model.version,
      document: model.document,
      records: opened ? opened.table.size : packed,
      drafts: draftsOf(work, model.id),
      rights: {
        read: mayRead(work.identity, model.id),
        edit: mayEdit(work.identity, model.id),
        decide: mayDecide(work.identity, model.id),
      },
    };
  });
}

/** Changes of a référentiel that are not submitted yet: typed, or packed in a preparation. */
function draftsOf({ rows }: LocalWork, referential: ReferentialId): number {
  let drafts = 0;
  const packed = new Set<RequestId>();
  for (const { status, content } of rows.requests.values()) {
    if (status !== "preparation" || content.blocks.length === 0) continue;
    packed.add(content.id);
    for (const block of content.blocks)
      if (block.referential === referential) drafts += block.count;
  }
  for (const { change, requestId } of rows.drafts.values()) {
    if (change.referential !== referential) continue;
    const line = requestId !== null && packed.has(requestId);
    drafts += (isDropped(change) ? 0 : 1) - (line ? 1 : 0);
  }
  return drafts;
}
