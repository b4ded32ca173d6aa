import { open, readFile, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { Fault } from "../../shared/base/index.ts";

/** Errors of the file system as faults: a full disk, a disk that fails. */
export async function withDiskFaults<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT")
      throw new Fault(
        "STORE_FULL",
        "the disk is full",
        { error: code, certain: true },
        { cause: thrown },
      );
    if (code === "EIO" || code === "EROFS" || code === "ENOENT")
      throw new Fault(
        "STORE_DAMAGED",
        "the disk does not take the journal",
        { error: code, reason: "journal" },
        { cause: thrown },
      );
    throw thrown;
  }
}

/** Either the old file or these bytes, never half of them. The name still has to be flushed (`syncFolder`). */
export async function replaceFile(
  path: string,
  parts: readonly Uint8Array[],
  mode = OF_THIS_PERSON,
): Promise<void> {
  const part = `${path}.part`;
  try {
    const file = await open(part, "w", mode);
    try {
      let offset = 0;
      for (const bytes of parts) {
        await writeAll(file, bytes, offset);
        offset += bytes.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

/** Readable by this person only. */
const OF_THIS_PERSON = 0o600;

/** A disk about to be full writes less than asked, without an error. */
async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    if (bytesWritten === 0) throw Object.assign(new Error("nothing written"), { code: "ENOSPC" });
    done += bytesWritten;
  }
}

/** Writes bytes at a place of a file that exists; on the disk when it resolves. */
export async function writeDurably(path: string, bytes: Buffer, position: number): Promise<void> {
  const file = await open(path, "r+");
  try {
    await writeAll(file, bytes, position);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Cuts a file to its first `length` bytes, on the disk when it resolves. */
export async function truncateFile(path: string, length: number): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name is part of its folder: without this, a power cut may bring the old one back. Windows opens no folder as a file. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** The bytes of a file; null when there is none. */
export async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw thrown;
  }
}
