import type { FaultData } from "../../../shared/base/index.ts";
import type { SecretStore } from "../../../shared/ports/index.ts";
import type { StoreSealing } from "../../storage/store-vault.ts";

/** Who works here and with which central; kept outside the database because it names the database. */
export type RememberedSession = {
  readonly address: string;
  /** Empty where it is not kept in clear (the desktop shell). */
  readonly login: string;
  readonly database: string;
};

/** What of the page's storage is used. */
export type PageStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Keeps from one start to the next what opens a session: who worked here, the key of the local database, and the tokens. One for
 * the desktop shell (the system's key ring), one for a browser (the passphrase).
 */
export type SessionSafe = {
  /** Why nothing may be kept on this machine (SEALING_UNAVAILABLE); null when all is well. */
  refusal(): Promise<FaultData | null>;
  recall(): RememberedSession | null;
  remember(session: RememberedSession): void;
  /** The local database of a person at a central. */
  databaseOf(address: string, login: string): string;
  /** The seal of a database known at start, without the person. Fault STORE_SEALED, `reason: key-lost`: its key is gone. */
  sealingAtStart(database: string): Promise<StoreSealing>;
  /**
   * The seal of the database of a person who typed a password, made on first use. Fault PASSPHRASE_WRONG: the database was sealed
   * under another one.
   */
  sealingFor(database: string, password: string): Promise<StoreSealing>;
  /** False when the next `sealingFor` makes the key: the password must be proved first. */
  hasKey(database: string): boolean;
  /** A new key under this password in the place of one that seals nothing. */
  renewKey(database: string, password: string): Promise<StoreSealing>;
  /** Central accepted this password: from now on it opens what the former one opened. */
  passwordProved(database: string, password: string): Promise<void>;
  /** The opened database tells whether what is kept beside it is sealed too. */
  opened(sealed: boolean): Promise<void>;
  readonly tokens: SecretStore;
  /** Leaves a database that cannot be opened where it is; the next opening makes another beside it. */
  startBeside(session: RememberedSession): void;
  /** Nobody works here any more; what belongs to the database stays. */
  leave(): void;
  /** Sign-out: the key of the database and all that names it. */
  forget(database: string): Promise<void>;
};
