import { Fault } from "../../../shared/base/index.ts";
import type { DesktopHost, SecretStore } from "../../../shared/ports/index.ts";
import { importDataKey } from "../../storage/seal-body.ts";
import type { StoreSealing } from "../../storage/store-vault.ts";
import { beginBeside, currentDatabase, hiddenDatabaseName } from "./database-name.ts";
import type { PageStorage, RememberedSession, SessionSafe } from "./session-safe.ts";

const SESSION = "intendance.session";
const keyName = (database: string): string => `store-key:${database}`;

/**
 * The safe of the desktop shell: each database has a random key of its own among the key ring's secrets, and the tokens are
 * secrets too. What stays in the page's storage names nobody. `isKnown` tells whether this machine opened a database before.
 */
export function makeShellSafe(
  host: Pick<DesktopHost, "appInfo">,
  secrets: SecretStore,
  storage: PageStorage,
  isKnown: (database: string) => boolean,
): SessionSafe {
  const sealingOf = async (database: string): Promise<StoreSealing> => {
    const kept = await secrets.read(keyName(database));
    if (kept !== null) return { key: await importKept(kept), always: true };
    if (isKnown(database))
      throw new Fault("STORE_SEALED", "the key of the local database is gone", {
        reason: "key-lost",
      });
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    await secrets.write(keyName(database), btoa(String.fromCharCode(...bytes)));
    const key = await importDataKey(bytes);
    bytes.fill(0);
    return { key, always: true };
  };

  return {
    async refusal() {
      const { sealing } = await host.appInfo();
      return sealing === "keyring"
        ? null
        : {
            code: "SEALING_UNAVAILABLE",
            message: "the system keeps no secret safely",
            details: { sealing },
          };
    },
    recall: () => readSession(storage.getItem(SESSION)),
    remember: ({ address, database }) =>
      storage.setItem(SESSION, JSON.stringify({ address, database })),
    databaseOf: (address, login) => currentDatabase(storage, hiddenDatabaseName(address, login)),
    sealingAtStart: sealingOf,
    sealingFor: sealingOf,
    // The key ring knows no password.
    hasKey: () => true,
    renewKey: sealingOf,
    passwordProved: async () => {},
    opened: async () => {},
    tokens: withFormerTokens(secrets, storage),
    startBeside(session) {
      const database = beginBeside(storage, session.database);
      storage.setItem(SESSION, JSON.stringify({ address: session.address, database }));
    },
    leave: () => storage.removeItem(SESSION),
    async forget(database) {
      storage.removeItem(SESSION);
      await secrets.remove(keyName(database));
    },
  };
}

/** Tokens that an earlier version left in the page's storage move to the key ring when they are asked for. */
function withFormerTokens(secrets: SecretStore, storage: PageStorage): SecretStore {
  return {
    async read(name) {
      const kept = await secrets.read(name);
      const former = storage.getItem(name);
      if (former === null) return kept;
      if (kept === null) await secrets.write(name, former);
      storage.removeItem(name);
      return kept ?? former;
    },
    async write(name, value) {
      await secrets.write(name, value);
      storage.removeItem(name);
    },
    async remove(name) {
      storage.removeItem(name);
      await secrets.remove(name);
    },
  };
}

async function importKept(text: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  try {
    return await importDataKey(bytes);
  } finally {
    bytes.fill(0);
  }
}

function readSession(text: string | null): RememberedSession | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Partial<RememberedSession> | null;
    return typeof kept?.address === "string" && typeof kept.database === "string"
      ? { address: kept.address, login: "", database: kept.database }
      : null;
  } catch {
    return null;
  }
}
