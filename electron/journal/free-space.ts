import { statfs } from "node:fs/promises";
import { Fault } from "../../shared/base/index.ts";

/** Bytes free for this person on a volume, and below how many nothing is written any more. */
export type FreeSpace = { readonly free: number; readonly least: number };

const DEFAULT_LEAST_MB = 64;

/** The reserve kept free, in bytes; INTENDANCE_LEAST_FREE_MB for machines and tests of their own. */
export function leastFree(environment: NodeJS.ProcessEnv): number {
  const megabytes = Number(environment["INTENDANCE_LEAST_FREE_MB"] ?? Number.NaN);
  return (megabytes >= 0 ? megabytes : DEFAULT_LEAST_MB) * 1024 * 1024;
}

/**
 * Asked of the file system itself: what the browser announces as its quota can be more than the whole volume
 * (reliability.md, finding 2).
 */
export async function freeSpaceOf(folder: string, least: number): Promise<FreeSpace> {
  const { bavail, bsize } = await statfs(folder);
  return { free: bavail * bsize, least };
}

/** Fault STORE_FULL when writing `bytes` would leave less than the reserve. */
export function needSpace({ free, least }: FreeSpace, bytes: number): void {
  if (free - bytes < least)
    throw new Fault("STORE_FULL", "the disk has no more room than its reserve", {
      free,
      least,
      bytes,
      certain: true,
    });
}
