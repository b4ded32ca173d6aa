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
  const readFrom = (start: number): Promise<readonly string[]> => {
    const reading = readTexts(store, refs.slice(start, start + AT_ONCE));
    // a fault of this group is told when it is awaited, even if the one before it fails first
    reading.catch(() => {});
    return reading;
  };
  let reading = readFrom(0);
  for (let start = 0; start < refs.length; start += AT_ONCE) {
    const texts = await reading;
    // the next group is read while this one is parsed
    reading = readFrom(start + AT_ONCE);
    for (const text of texts)
      for (const element of JSON.parse(text) as Element[]) elements.push(element);
  }
  return elements;
}

async function readTexts(store: LocalStore, refs: readonly BlockRef[]): Promise<readonly string[]> {
  if (refs.length === 0) return [];
  const blocks = new Map(
    (await store.readBlocks(refs.map((ref) => ref.hash))).map((block) => [block.hash, block]),
  );
  return Promise.all(
    refs.map((ref) => {
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
}
