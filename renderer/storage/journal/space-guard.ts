import { Fault } from "../../../shared/base/index.ts";

export type FreeSpace = { readonly free: number; readonly least: number };

const ASK_AGAIN_MS = 500;

/**
 * Throws STORE_FULL when the disk has no room beyond its reserve. The file system is asked at most twice a second: what is written in
 * between is far smaller than the reserve. A machine that does not tell stops nobody.
 */
export function spaceGuard(freeSpace: () => Promise<FreeSpace | null>): () => Promise<void> {
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - askedAt < ASK_AGAIN_MS) return;
    const space = await freeSpace().catch(() => null);
    if (space && space.free < space.least)
      throw new Fault("STORE_FULL", "the disk has no more room than its reserve", {
        ...space,
        certain: true,
      });
    askedAt = performance.now();
  };
}
