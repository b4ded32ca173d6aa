import type { StoreTables } from "./store-schema.ts";

/** Keeps blocks of the base, of every request and of the unanswered outbox; the rest is content already applied. */
export async function sweepBlocks(tables: StoreTables): Promise<void> {
  await tables.transaction(
    "rw",
    [tables.bases, tables.requests, tables.outbox, tables.blocks],
    async () => {
      const kept = new Set<string>();
      await tables.bases.each((base) => base.blocks.forEach((block) => kept.add(block.hash)));
      await tables.requests.each((request) =>
        request.content.blocks.forEach((block) => kept.add(block.hash)),
      );
      await tables.outbox.each((row) => {
        if (row.answer === null || row.answer.status === "waiting")
          row.blocks.forEach((hash) => kept.add(hash));
      });
      const hashes = await tables.blocks.toCollection().primaryKeys();
      await tables.blocks.bulkDelete(hashes.filter((hash) => !kept.has(hash)));
    },
  );
}
