import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Folders of the profile that hold IndexedDB, wherever the host keeps them. */
export async function indexedDbFolders(profile: string): Promise<readonly string[]> {
  const all = await readdir(profile, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isDirectory() && entry.name === "IndexedDB")
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every file of IndexedDB that holds something, but the ones that only say who has it open. */
export async function indexedDbFiles(profile: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const folder of await indexedDbFolders(profile))
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && !["LOCK", "LOG", "LOG.old"].includes(entry.name))
        files.push(join(entry.parentPath, entry.name));
  return files.sort();
}
