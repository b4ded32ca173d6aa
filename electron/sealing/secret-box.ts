import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { SecretStore } from "../../shared/ports/index.ts";
import { openBytes, sealBytes } from "./seal-bytes.ts";
import type { OpenedKey } from "./sealed-key.ts";
import { writeWholeFile } from "./write-whole-file.ts";

/** The profile's key, and what replaces a lost one. */
export type ProfileKey = {
  open(): Promise<OpenedKey>;
  replaceLost(): Promise<OpenedKey>;
};

/**
 * Short secrets of the page (`<folder>/sealed/secrets/`), each sealed by the profile's key for its own name. The name of a
 * file is the hash of the secret's name, which may hold an address or a login.
 *
 * What cannot be opened reads as null and stays on the disk. Writing where the key is lost begins a new key (the page only
 * writes after a sign-in or an explicit gesture); the lost one is put aside.
 */
export function makeSecretBox(folder: string, profileKey: ProfileKey): SecretStore {
  const fileOf = (name: string): string =>
    join(folder, "sealed", "secrets", createHash("sha256").update(name).digest("hex"));
  const contextOf = (name: string): string => `secret ${name}`;
  return {
    async read(name) {
      const sealed = await readIfHere(fileOf(name));
      if (sealed === null) return null;
      const opened = await profileKey.open();
      if (!("key" in opened)) return null;
      const plain = openBytes(opened.key, sealed, contextOf(name));
      return plain && new TextDecoder().decode(plain);
    },
    async write(name, value) {
      let opened = await profileKey.open();
      if (!("key" in opened)) opened = await profileKey.replaceLost();
      if (!("key" in opened)) throw new Error("a replaced key is never lost");
      const plain = new TextEncoder().encode(value);
      await writeWholeFile(fileOf(name), sealBytes(opened.key, plain, contextOf(name)));
    },
    remove: (name) => rm(fileOf(name), { force: true }),
  };
}

async function readIfHere(path: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw thrown;
  }
}
