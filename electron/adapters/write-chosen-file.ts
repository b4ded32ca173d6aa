import { open, rename, rm } from "node:fs/promises";
import { Fault } from "../../shared/base/index.ts";

/**
 * Writes where the person chose: either the old file or the new one, never half of it, and on the disk when it resolves.
 * Faults: STORE_FULL when there is no room, FILE_UNWRITABLE when the place lets nothing be written.
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
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
    if (code === "ENOSPC" || code === "EDQUOT")
      throw new Fault("STORE_FULL", "there is no room for this file", {}, { cause: thrown });
    if (typeof code === "string" && REFUSALS.includes(code))
      throw new Fault("FILE_UNWRITABLE", "the place refuses this file", {}, { cause: thrown });
    throw thrown;
  }
}

/** What systems say of a place where this person, or anybody, may not write. */
const REFUSALS = [
  "EACCES",
  "EPERM",
  "EROFS",
  "EISDIR",
  "ENOENT",
  "ENOTDIR",
  "EBUSY",
  "ENAMETOOLONG",
];
