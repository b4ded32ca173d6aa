import { Fault } from "../../shared/base/index.ts";
import { replaceFile } from "../disk/durable-files.ts";

/**
 * Writes where the person chose: either the old file or the new one, never half of it, and on the disk when it resolves.
 * Faults: STORE_FULL when there is no room, FILE_UNWRITABLE when the place lets nothing be written.
 */
export async function writeChosenFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await replaceFile(path, [bytes], OF_EVERYBODY);
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
    if (code === "ENOSPC" || code === "EDQUOT")
      throw new Fault("STORE_FULL", "there is no room for this file", {}, { cause: thrown });
    if (typeof code === "string" && REFUSALS.includes(code))
      throw new Fault("FILE_UNWRITABLE", "the place refuses this file", {}, { cause: thrown });
    throw thrown;
  }
}

/** As the system's own mask of permissions then narrows it: the file is the person's to share. */
const OF_EVERYBODY = 0o666;

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
