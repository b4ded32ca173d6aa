import { isFaultData } from "../../shared/base/index.ts";
import type { PageData } from "../data-worker/data-client.ts";
import type { SessionSafe } from "../services/session-safe/session-safe.ts";
import type { StoreSealing } from "../storage/store-vault.ts";

/** What opens a database to see how it is sealed. */
type Opening = {
  readonly safe: SessionSafe;
  readonly language: "fr" | "en";
  startData(): PageData;
};

/**
 * The seal of a database under a password. A key kept under a former password is replaced where it seals nothing yet, once
 * `prove` accepted the new one; where it seals something, Fault PASSPHRASE_WRONG.
 */
export async function sealingProved(
  means: Opening,
  database: string,
  password: string,
  prove: () => Promise<unknown> = async () => {},
): Promise<StoreSealing> {
  try {
    return await means.safe.sealingFor(database, password);
  } catch (thrown) {
    const wrong = isFaultData(thrown) && thrown.code === "PASSPHRASE_WRONG";
    if (!wrong || (await isSealed(means, database))) throw thrown;
    await prove();
    return means.safe.renewKey(database, password);
  }
}

/** True when a database does not open without its key. */
async function isSealed(means: Opening, database: string): Promise<boolean> {
  const data = means.startData();
  try {
    const sealing = { key: null, always: false };
    return (await data.open({ language: means.language, database, sealing })).sealed;
  } catch (thrown) {
    if (lacksKey(thrown)) return true;
    throw thrown;
  } finally {
    await data.end();
  }
}

/** True when a database was not opened because it is sealed and its key is not here. */
export const lacksKey = (thrown: unknown): boolean =>
  isFaultData(thrown) && thrown.code === "STORE_SEALED" && thrown.details["reason"] === "no-key";
