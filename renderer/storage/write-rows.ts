import type { WriteBatch } from "../../shared/ports/index.ts";
import type { StoreTables } from "./store-schema.ts";
import { waiverKey } from "./waiver-key.ts";

/** Puts and removes the rows of a batch; the caller holds the transaction. Removals first, so that a batch may replace a key. */
export async function writeRows(tables: StoreTables, batch: WriteBatch): Promise<void> {
  const { drafts, requests, blocks, outbox, conflicts, commands, waivers, settings } = batch;
  if (drafts?.remove?.length) await tables.drafts.bulkDelete([...drafts.remove]);
  if (requests?.remove?.length) await tables.requests.bulkDelete([...requests.remove]);
  if (blocks?.remove?.length) await tables.blocks.bulkDelete([...blocks.remove]);
  if (outbox?.remove?.length) await tables.outbox.bulkDelete([...outbox.remove]);
  if (conflicts?.remove?.length) await tables.conflicts.bulkDelete([...conflicts.remove]);
  if (commands?.remove?.length) await tables.commands.bulkDelete([...commands.remove]);
  if (waivers?.remove?.length) await tables.waivers.bulkDelete([...waivers.remove]);
  if (settings?.remove?.length) await tables.settings.bulkDelete([...settings.remove]);

  if (blocks?.put?.length) await tables.blocks.bulkPut([...blocks.put]);
  if (drafts?.put?.length) await tables.drafts.bulkPut([...drafts.put]);
  if (requests?.put?.length) await tables.requests.bulkPut([...requests.put]);
  if (outbox?.put?.length) await tables.outbox.bulkPut([...outbox.put]);
  if (conflicts?.put?.length) await tables.conflicts.bulkPut([...conflicts.put]);
  if (commands?.put?.length) await tables.commands.bulkPut([...commands.put]);
  if (waivers?.put?.length)
    await tables.waivers.bulkPut(waivers.put.map((waiver) => ({ key: waiverKey(waiver), waiver })));
  if (settings?.put?.length) await tables.settings.bulkPut([...settings.put]);
}
