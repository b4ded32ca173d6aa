import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Either the old file or the new one, never half of it, and on the disk when it resolves. Readable by this person only. */
export async function writeWholeFile(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const part = `${path}.part`;
  try {
    const file = await open(part, "w", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
  await syncFolder(dirname(path));
}

/** The name of a file is part of its folder: without this, a power cut may bring the old name back. */
async function syncFolder(path: string): Promise<void> {
  // Windows opens no folder as a file, and writes names with the file.
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
