import { Fault } from "../../shared/base/index.ts";

const NONCE_BYTES = 12;

/** Imports the key of a database so that nothing can take it out again: whoever holds it may use it, not read it. */
export const importDataKey = (bytes: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", bytes as Uint8Array<ArrayBuffer>, "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);

/**
 * AES-256-GCM under a random nonce: nonce ‖ cipher text and tag. `context` is authenticated and not kept: what was sealed for
 * one row opens in no other. WebCrypto waits: never called inside an IndexedDB transaction.
 */
export async function sealBody(
  key: CryptoKey,
  context: string,
  body: Uint8Array,
): Promise<Uint8Array> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce, additionalData: new TextEncoder().encode(context) },
    key,
    body as Uint8Array<ArrayBuffer>,
  );
  const whole = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  whole.set(nonce);
  whole.set(new Uint8Array(sealed), NONCE_BYTES);
  return whole;
}

/** The body; STORE_DAMAGED when one byte of it, of its context or of the key is not the one it was sealed with. */
export async function openBody(
  key: CryptoKey,
  context: string,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt(
        {
          name: "AES-GCM",
          iv: sealed.subarray(0, NONCE_BYTES) as Uint8Array<ArrayBuffer>,
          additionalData: new TextEncoder().encode(context),
        },
        key,
        sealed.subarray(NONCE_BYTES) as Uint8Array<ArrayBuffer>,
      ),
    );
  } catch (cause) {
    throw new Fault(
      "STORE_DAMAGED",
      "a sealed row does not open",
      { reason: "seal", row: context.slice(0, 80) },
      { cause },
    );
  }
}
