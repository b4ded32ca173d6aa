import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { replaceFile, syncFolder } from "../disk/durable-files.ts";

/** Either the old file or the new one, never half of it, and on the disk under its name when it resolves. Readable by this person only. */
export async function writeWholeFile(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await replaceFile(path, [bytes]);
  await syncFolder(folder);
}
