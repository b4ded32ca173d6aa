import { Fault } from "../../../shared/base/index.ts";

/** OWASP's floor for PBKDF2-HMAC-SHA-256 (2023): a third of a second on a laptop, for each guess too. */
const ITERATIONS = 600_000;
const [SALT_BYTES, NONCE_BYTES, KEY_BYTES] = [16, 12, 32];

/** A data key sealed under a passphrase: what may lie in a browser's storage. */
export type WrappedKey = {
  readonly v: 1;
  readonly iterations: number;
  readonly salt: string;
  readonly nonce: string;
  readonly key: string;
};

/** A random data key. Whoever holds this one may wrap it again; the data worker gets one that cannot be taken out. */
export const newDataKey = (): Promise<CryptoKey> =>
  importKey(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));

/** The data key under a passphrase, with a salt of its own. */
export async function wrapKey(
  key: CryptoKey,
  passphrase: string,
  iterations = ITERATIONS,
): Promise<WrappedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const wrapping = await derive(passphrase, salt, iterations);
  const wrapped = await crypto.subtle.wrapKey("raw", key, wrapping, { name: "AES-GCM", iv: nonce });
  return {
    v: 1,
    iterations,
    salt: textOf(salt),
    nonce: textOf(nonce),
    key: textOf(new Uint8Array(wrapped)),
  };
}

/** The data key; PASSPHRASE_WRONG when this passphrase does not open it. The derivation makes each guess cost. */
export async function unwrapKey(wrapped: WrappedKey, passphrase: string): Promise<CryptoKey> {
  const wrapping = await derive(passphrase, bytesOf(wrapped.salt), wrapped.iterations);
  try {
    return await crypto.subtle.unwrapKey(
      "raw",
      bytesOf(wrapped.key),
      wrapping,
      { name: "AES-GCM", iv: bytesOf(wrapped.nonce) },
      "AES-GCM",
      true,
      ["encrypt", "decrypt"],
    );
  } catch (cause) {
    throw new Fault(
      "PASSPHRASE_WRONG",
      "this passphrase does not open the data key",
      {},
      { cause },
    );
  }
}

/** The same key, such that nothing takes it out. */
export async function lockedCopy(key: CryptoKey): Promise<CryptoKey> {
  const bytes = new Uint8Array(await crypto.subtle.exportKey("raw", key));
  try {
    return await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  } finally {
    bytes.fill(0);
  }
}

/** A wrapped key from its stored text; null when there is none, or what is there is not one. */
export function readWrappedKey(text: string | null): WrappedKey | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Partial<WrappedKey> | null;
    const whole =
      kept?.v === 1 &&
      typeof kept.iterations === "number" &&
      [kept.salt, kept.nonce, kept.key].every((part) => typeof part === "string");
    return whole ? (kept as WrappedKey) : null;
  } catch {
    return null;
  }
}

async function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey("raw", bytes, "AES-GCM", true, ["encrypt", "decrypt"]);
  } finally {
    bytes.fill(0);
  }
}

async function derive(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  // The same password typed on two keyboards may come in two normal forms.
  const typed = new TextEncoder().encode(passphrase.normalize("NFC"));
  const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["wrapKey", "unwrapKey"],
  );
}

const textOf = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
