import type { CentralGateway } from "../../shared/ports/index.ts";
import type { ServedApi } from "../../renderer/data-worker/serve-data.ts";
import type { BlockRef } from "../../shared/workflow/index.ts";

/** One synchronisation as the page does it: what waits is pushed, then what is new is pulled. Throws what the network throws. */
export async function synchronise(data: ServedApi, gateway: CentralGateway): Promise<void> {
  await push(data, gateway);
  await pull(data, gateway);
}

async function push(data: ServedApi, gateway: CentralGateway): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const { operations, blocks } = await data.outgoing(1 + (round % 5));
    if (operations.length === 0) return;
    for (const hash of blocks) {
      const bytes = await data.blockBytes(hash);
      if (bytes) await gateway.putBlock(hash as never, bytes);
    }
    const answers = await gateway.push(operations);
    await data.applyAnswers(answers);
    if (answers.every((answer) => answer.status === "waiting")) return;
  }
}

async function pull(data: ServedApi, gateway: CentralGateway): Promise<void> {
  if ((await data.cursor()) === 0) {
    const manifest = await gateway.snapshot();
    await fetchBlocks(data, gateway, [
      ...manifest.blocks,
      ...manifest.requests.flatMap((request) => request.content.blocks),
    ]);
    await data.installSnapshot(manifest);
  }
  for await (const entry of gateway.changes(await data.cursor())) {
    if (entry.type === "commit") await fetchBlocks(data, gateway, entry.commit.blocks);
    if (entry.type === "request") await fetchBlocks(data, gateway, entry.request.content.blocks);
    await data.applyEntries([entry]);
  }
}

async function fetchBlocks(
  data: ServedApi,
  gateway: CentralGateway,
  blocks: readonly BlockRef[],
): Promise<void> {
  const missing = new Set(await data.missingBlocks(blocks.map((block) => block.hash)));
  for (const block of blocks) {
    if (!missing.delete(block.hash)) continue;
    await data.stashBlock(
      block.hash,
      block.count,
      block.referential,
      await gateway.block(block.hash),
    );
  }
}
