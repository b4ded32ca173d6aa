import type { SafeStorage } from "electron";

/**
 * What of Electron's safeStorage is used: the asynchronous calls only (reliability.md, finding 6: the synchronous ones
 * are deprecated in 45 and gone in 46).
 */
export type KeyRing = Pick<
  SafeStorage,
  | "isAsyncEncryptionAvailable"
  | "encryptStringAsync"
  | "decryptStringAsync"
  | "getSelectedStorageBackend"
>;

/** `weak`: Linux without a key ring, where safeStorage seals with a password known to all. */
export type Sealing = "keyring" | "weak" | "unavailable";

/** How this machine keeps secrets (finding 5). Asked each time: a key ring may be turned on, or locked, meanwhile. */
export async function sealingOf(ring: KeyRing, platform: NodeJS.Platform): Promise<Sealing> {
  if (!(await ring.isAsyncEncryptionAvailable().catch(() => false))) return "unavailable";
  if (platform !== "linux") return "keyring";
  const backend = ring.getSelectedStorageBackend();
  if (backend === "basic_text") return "weak";
  return backend === "unknown" ? "unavailable" : "keyring";
}
