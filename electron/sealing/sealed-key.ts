import { randomBytes } from "node:crypto";
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../shared/base/index.ts";
import { sealingOf, type KeyRing } from "./key-ring.ts";
import { writeWholeFile } from "./write-whole-file.ts";

/** `lost`: a key was sealed here that this key ring does not open (another user, a restored profile, a new machine). */
export type OpenedKey = { readonly key: Uint8Array } | { readonly lost: true };

const KEY_BYTES = 32;
const fileOf = (folder: string): string => join(folder, "sealed", "profile-key");

/**
 * The random key of this profile, sealed by the system's key ring in `<folder>/sealed/profile-key`; made on first use.
 * A key that the ring wants sealed anew (`shouldReEncrypt`) is.
 *
 * A key that cannot be opened is said to be lost and left as it is: a key ring may come back.
 * Fault SEALING_UNAVAILABLE, with `sealing`, where the system keeps no real secret: nothing is read or written.
 */
export async function openSealedKey(
  folder: string,
  ring: KeyRing,
  platform: NodeJS.Platform = process.platform,
): Promise<OpenedKey> {
  await needKeyRing(ring, platform);
  const sealed = await readSealed(folder);
  if (sealed === null) return { key: await makeKey(folder, ring) };
  const opened = await ring.decryptStringAsync(sealed).catch(() => null);
  const key = opened && keyOf(opened.result);
  if (!key) return { lost: true };
  if (opened.shouldReEncrypt) await sealAgain(folder, ring, sealed);
  return { key };
}

/**
 * A new key in the place of a lost one, on the person's explicit gesture; the lost one is put aside beside it, never deleted.
 * `stamp` names it.
 */
export async function replaceSealedKey(
  folder: string,
  ring: KeyRing,
  stamp: string,
  platform: NodeJS.Platform = process.platform,
): Promise<{ readonly key: Uint8Array }> {
  await needKeyRing(ring, platform);
  if ((await readSealed(folder)) !== null)
    await rename(
      fileOf(folder),
      `${fileOf(folder)}.lost-${stamp.replaceAll(/[^0-9A-Za-z-]/g, "")}`,
    );
  return { key: await makeKey(folder, ring) };
}

async function needKeyRing(ring: KeyRing, platform: NodeJS.Platform): Promise<void> {
  const sealing = await sealingOf(ring, platform);
  if (sealing !== "keyring")
    throw new Fault("SEALING_UNAVAILABLE", "the system keeps no secret safely", { sealing });
}

async function makeKey(folder: string, ring: KeyRing): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  await keepSealed(folder, ring, key.toString("base64"));
  return new Uint8Array(key);
}

/** The ring is asked again: after a rotation, the second answer is the one to keep (Electron's documentation). */
async function sealAgain(folder: string, ring: KeyRing, sealed: Buffer): Promise<void> {
  const again = await ring.decryptStringAsync(sealed).catch(() => null);
  if (again && keyOf(again.result)) await keepSealed(folder, ring, again.result);
}

/** Nothing is kept that does not open again: a ring that seals badly would otherwise be found out after the work is done. */
async function keepSealed(folder: string, ring: KeyRing, text: string): Promise<void> {
  const sealed = await ring.encryptStringAsync(text).catch((cause: unknown) => {
    throw new Fault("SEALING_UNAVAILABLE", "the key ring seals nothing", {}, { cause });
  });
  const back = await ring.decryptStringAsync(sealed).catch(() => null);
  if (back?.result !== text || sealed.includes(text))
    throw new Fault("SEALING_UNAVAILABLE", "the key ring does not give back what it seals");
  await writeWholeFile(fileOf(folder), sealed);
}

async function readSealed(folder: string): Promise<Buffer | null> {
  try {
    return await readFile(fileOf(folder));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw thrown;
  }
}

function keyOf(text: string): Uint8Array | null {
  const key = new Uint8Array(Buffer.from(text, "base64"));
  return key.length === KEY_BYTES ? key : null;
}
