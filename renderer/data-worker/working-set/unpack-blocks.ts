import { Fault } from "../../../shared/base/index.ts";
import type { LocalStore } from "../../../shared/ports/index.ts";
import type { BlockRef } from "../../../shared/workflow/index.ts";
import { gunzipText } from "../../storage/gzip.ts";

/** Blocks read at once: enough to keep the disk busy, few enough to keep memory flat. */
const AT_ONCE = 16;

/** The elements of some blocks, in order. A block that is not here or cannot be read is a damaged store (STORE_DAMAGED). */
export async function unpackBlocks<Element>(
  store: LocalStore,
  refs: readonly BlockRef[],
): Promise<readonly Element[]> {
  const elements: Element[] = [];
  for (let start = 0; start < refs.length; start += AT_ONCE) {
    const group = refs.slice(start, start + AT_ONCE);
    const blocks = new Map(
      (await store.readBlocks(group.map((ref) => ref.hash))).map((block) => [block.hash, block]),
    );
    const texts = await Promise.all(
      group.map((ref) => {
        const block = blocks.get(ref.hash);
        if (!block)
          throw new Fault("STORE_DAMAGED", "a block of the local base is missing", {
            hash: ref.hash,
          });
        return gunzipText(block.bytes).catch((cause: unknown) => {
          throw new Fault(
            "STORE_DAMAGED",
            "a block of the local base cannot be read",
            { hash: ref.hash },
            { cause },
          );
        });
      }),
    );
    for (const text of texts)
      for (const element of JSON.parse(text) as Element[]) elements.push(element);
  }
  return elements;
}
