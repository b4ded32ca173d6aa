import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DecryptStringAsyncReturnValue, SafeStorage } from "electron";
import { type Conforming, covered } from "../refuse.ts";
import { appDouble } from "./app.ts";

/**
 * The key ring of one person of one machine: a file outside the profile (ELECTRON_DOUBLE_KEYRING), one key a line,
 * the current one first. Another file is another person; an older key still opens what it sealed, and asks for
 * sealing anew.
 *
 * ELECTRON_DOUBLE_SAFE_STORAGE chooses the backend: gnome_libsecret (default), kwallet6, basic_text, or unavailable.
 */
type Backend = ReturnType<SafeStorage["getSelectedStorageBackend"]> | "unavailable";

const PREFIX = "v11";
const KEY_ID = 8;
const IV = 12;
const TAG = 16;

let isPlainTextAllowed = false;

const backend = (): Backend =>
  (process.env["ELECTRON_DOUBLE_SAFE_STORAGE"] as Backend | undefined) ?? "gnome_libsecret";

const isAvailable = (): boolean => appDouble.isReady() && backend() !== "unavailable";

/** Keys in hexadecimal, the current one first; made on first need. */
function keys(): readonly string[] {
  // Chromium seals with a password known to all where the system keeps none.
  if (backend() === "basic_text") return [Buffer.alloc(32, "peanuts").toString("hex")];
  const file = process.env["ELECTRON_DOUBLE_KEYRING"] ?? `${appDouble.getPath("userData")}-keyring`;
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

function seal(text: string): Buffer {
  const [key] = keys();
  if (!isAvailable() || key === undefined)
    throw new Error("Error while encrypting the text provided to safeStorage.encryptString.");
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key, "hex"), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const id = Buffer.from(key.slice(0, KEY_ID));
  return Buffer.concat([Buffer.from(PREFIX), id, iv, cipher.getAuthTag(), sealed]);
}

function open(sealed: Buffer): DecryptStringAsyncReturnValue {
  try {
    if (!isAvailable() || sealed.subarray(0, PREFIX.length).toString() !== PREFIX)
      throw new Error("not sealed here");
    const id = sealed.subarray(PREFIX.length, PREFIX.length + KEY_ID).toString();
    const rest = sealed.subarray(PREFIX.length + KEY_ID);
    const rank = keys().findIndex((key) => key.startsWith(id));
    const cipher = createDecipheriv(
      "aes-256-gcm",
      Buffer.from(keys()[rank] ?? "", "hex"),
      rest.subarray(0, IV),
    );
    cipher.setAuthTag(rest.subarray(IV, IV + TAG));
    const text = Buffer.concat([cipher.update(rest.subarray(IV + TAG)), cipher.final()]);
    return { result: text.toString("utf8"), shouldReEncrypt: rank > 0 };
  } catch (thrown) {
    throw new Error(
      "Error while decrypting the ciphertext provided to safeStorage.decryptString.",
      { cause: thrown },
    );
  }
}

const double = {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => {
    await appDouble.whenReady();
    return isAvailable();
  },
  encryptStringAsync: async (text: string): Promise<Buffer> => seal(text),
  decryptStringAsync: async (sealed: Buffer): Promise<DecryptStringAsyncReturnValue> =>
    open(sealed),
  isEncryptionAvailable: (): boolean =>
    isAvailable() && (backend() !== "basic_text" || isPlainTextAllowed),
  encryptString: (text: string): Buffer => seal(text),
  decryptString: (sealed: Buffer): string => open(sealed).result,
  setUsePlainTextEncryption(allowed: boolean): void {
    isPlainTextAllowed = allowed;
  },
  getSelectedStorageBackend(): ReturnType<SafeStorage["getSelectedStorageBackend"]> {
    const chosen = backend();
    return chosen === "unavailable" || !appDouble.isReady() ? "unknown" : chosen;
  },
};

export const safeStorage = covered("safeStorage", double) satisfies Conforming<
  SafeStorage,
  typeof double
>;
