import type { SecretStore } from "../../../shared/ports/index.ts";
import { openBody, sealBody } from "../../storage/seal-body.ts";
import type { StoreSealing } from "../../storage/store-vault.ts";
import { beginBeside, currentDatabase, readableDatabaseName } from "./database-name.ts";
import { lockedCopy, newDataKey, readWrappedKey, unwrapKey, wrapKey } from "./passphrase-key.ts";
import type { PageStorage, RememberedSession, SessionSafe } from "./session-safe.ts";

const SESSION = "intendance.session";
const wrappedName = (database: string): string => `intendance.key.${database}`;
/** What a sealed token begins with; anything else is a token in clear. */
const SEALED = "sealed:";

/**
 * The safe of a browser, which has no key ring: a random data key wrapped by the password, in the page's storage. A database
 * that holds nothing personal stays in clear and asks for nothing; the tokens are sealed with it or not at all (ADR 7).
 */
export function makeBrowserSafe(storage: PageStorage, iterations?: number): SessionSafe {
  /** The key of the session under way; it can be wrapped again when the password changes. */
  let current: CryptoKey | null = null;
  let sealed = false;

  const wrap = async (database: string, key: CryptoKey, password: string): Promise<void> =>
    storage.setItem(
      wrappedName(database),
      JSON.stringify(await wrapKey(key, password, iterations)),
    );

  const makeKey = async (database: string, password: string): Promise<StoreSealing> => {
    current = await newDataKey();
    await wrap(database, current, password);
    return { key: await lockedCopy(current), always: false };
  };

  const tokens: SecretStore = {
    async read(name) {
      const kept = storage.getItem(name);
      if (kept === null) return null;
      if (!kept.startsWith(SEALED)) {
        // Written while nothing was sealed.
        if (sealed) await tokens.write(name, kept);
        return kept;
      }
      if (current === null) return null;
      const body = Uint8Array.from(atob(kept.slice(SEALED.length)), (one) => one.charCodeAt(0));
      return openBody(current, name, body).then(
        (plain) => new TextDecoder().decode(plain),
        () => null,
      );
    },
    async write(name, value) {
      if (!sealed || current === null) return storage.setItem(name, value);
      const body = await sealBody(current, name, new TextEncoder().encode(value));
      storage.setItem(name, SEALED + btoa(String.fromCharCode(...body)));
    },
    remove: async (name) => storage.removeItem(name),
  };
  let lastToken: string | null = null;

  return {
    refusal: async () => null,
    recall: () => readSession(storage),
    remember: ({ address, login }) => storage.setItem(SESSION, JSON.stringify({ address, login })),
    databaseOf: (address, login) => currentDatabase(storage, readableDatabaseName(address, login)),
    sealingAtStart: async (): Promise<StoreSealing> => ({ key: null, always: false }),
    async sealingFor(database, password) {
      if (!canSeal()) return { key: null, always: false };
      const wrapped = readWrappedKey(storage.getItem(wrappedName(database)));
      if (!wrapped) return makeKey(database, password);
      current = await unwrapKey(wrapped, password);
      return { key: await lockedCopy(current), always: false };
    },
    hasKey: (database) => readWrappedKey(storage.getItem(wrappedName(database))) !== null,
    renewKey: makeKey,
    async passwordProved(database, password) {
      if (current !== null) await wrap(database, current, password);
    },
    async opened(isSealed) {
      sealed = isSealed;
      if (lastToken !== null) await tokens.read(lastToken);
    },
    tokens: {
      async read(name) {
        lastToken = name;
        return tokens.read(name);
      },
      async write(name, value) {
        lastToken = name;
        await tokens.write(name, value);
      },
      remove: tokens.remove,
    },
    startBeside: (session) => void beginBeside(storage, session.database),
    leave: () => storage.removeItem(SESSION),
    async forget(database) {
      storage.removeItem(SESSION);
      storage.removeItem(wrappedName(database));
      current = null;
      sealed = false;
    },
  };
}

/** A page that did not come by https has no WebCrypto: nothing personal can be kept there. */
const canSeal = (): boolean => (globalThis.crypto.subtle as SubtleCrypto | undefined) !== undefined;

function readSession(storage: PageStorage): RememberedSession | null {
  try {
    const kept = JSON.parse(
      storage.getItem(SESSION) ?? "null",
    ) as Partial<RememberedSession> | null;
    if (typeof kept?.address !== "string" || typeof kept.login !== "string") return null;
    const { address, login } = kept;
    const database = currentDatabase(storage, readableDatabaseName(address, login));
    return { address, login, database };
  } catch {
    return null;
  }
}
