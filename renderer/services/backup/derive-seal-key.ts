import { Fault } from "../../../shared/base/index.ts";
import { tidyPassphrase } from "../../../shared/exchange/backup/index.ts";

/** The key of one file, and what proves the passphrase without it. */
export type SealKey = { readonly key: CryptoKey; readonly proof: Uint8Array<ArrayBuffer> };

/**
 * PBKDF2-HMAC-SHA-256 over the passphrase, then HKDF: one secret for the chunks, another for the proof in the header. The key
 * cannot be exported. Fault SEALING_UNAVAILABLE where the engine has no cryptography (a page that is not secure).
 */
export async function deriveSealKey(
  passphrase: string,
  salt: Uint8Array,
  iterations: number,
): Promise<SealKey> {
  const subtle =
    typeof crypto === "undefined" ? undefined : (crypto.subtle as SubtleCrypto | undefined);
  if (!subtle)
    throw new Fault("SEALING_UNAVAILABLE", "no cryptography in this page", {
      reason: "not-secure",
    });
  const typed = await subtle.importKey(
    "raw",
    bytesOf(tidyPassphrase(passphrase)),
    "PBKDF2",
    false,
    ["deriveBits"],
  );
  const secret = await subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: salt.slice(), iterations },
    typed,
    256,
  );
  const material = await subtle.importKey("raw", secret, "HKDF", false, [
    "deriveKey",
    "deriveBits",
  ]);
  const purpose = (info: string): HkdfParams => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: bytesOf(info),
  });
  const key = await subtle.deriveKey(
    purpose("intendance sealed file: chunks"),
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
  const proof = await subtle.deriveBits(purpose("intendance sealed file: proof"), material, 128);
  return { key, proof: new Uint8Array(proof) };
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
