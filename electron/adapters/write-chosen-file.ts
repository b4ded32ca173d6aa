import { open, rename, rm } from "node:fs/promises";
import { Fault, isFaultData } from "../../shared/base/index.ts";

/**
 * Writes where the person chose: either the old file or the new one, never half of it, and on the disk when it resolves.
 * Fault STORE_FULL when there is no room.
 */
export async function writeChosenFile(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    const file = await open(part, "w");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (thrown) {
    await rm(part, { force: true }).catch(() => undefined);
    if (isFaultData(thrown) || !isFull(thrown)) throw thrown;
    throw new Fault("STORE_FULL", "there is no room for this file", {}, { cause: thrown });
  }
}

const isFull = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  "code" in thrown &&
  (thrown.code === "ENOSPC" || thrown.code === "EDQUOT");
