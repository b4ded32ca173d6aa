import { describe, expect, it } from "vitest";
import type { SecretStore } from "../../../shared/ports/index.ts";
import { openBody, sealBody } from "../../storage/seal-body.ts";
import { makeBrowserSafe } from "./browser-safe.ts";
import { readWrappedKey, unwrapKey } from "./passphrase-key.ts";
import type { PageStorage, SessionSafe } from "./session-safe.ts";
import { makeShellSafe } from "./shell-safe.ts";

const ADDRESS = "https://central.univ.fr";
const LOGIN = "Camille.Roy@univ.fr";
const TOKEN = "intendance.refresh.https://central.univ.fr/api/v1";

/** Storage of a page, in memory. */
function makeStorage(): PageStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}
const textOf = (storage: ReturnType<typeof makeStorage>): string =>
  JSON.stringify([...storage.kept]);

/** True when both keys open what the other sealed. */
async function areSame(one: CryptoKey | null, two: CryptoKey | null): Promise<boolean> {
  if (!one || !two) return false;
  const sealed = await sealBody(one, "c", new Uint8Array([7]));
  return openBody(two, "c", sealed).then(
    () => true,
    () => false,
  );
}

describe("the safe of a browser", () => {
  // 1,000 rounds prove the same as 600,000, in a test.
  const makeSafe = (storage: PageStorage): SessionSafe => makeBrowserSafe(storage, 1_000);

  it("[S-12] wraps a key under the password, and only that password gives it back", async () => {
    const storage = makeStorage();
    const { key } = await makeSafe(storage).sealingFor("base", "mot de passe é");
    const wrapped = readWrappedKey(storage.kept.get("intendance.key.base") ?? null);
    expect(Object.keys(wrapped ?? {})).toEqual(["v", "iterations", "salt", "nonce", "key"]);

    const again = makeSafe(storage);
    await expect(again.sealingFor("base", "autre")).rejects.toMatchObject({
      code: "PASSPHRASE_WRONG",
    });
    const back = await again.sealingFor("base", "mot de passe é".normalize("NFD"));
    expect([await areSame(key, back.key), back.key?.extractable]).toEqual([true, false]);
    expect(await again.sealingAtStart("base")).toEqual({ key: null, always: false });
  });

  it("[S-12] derives with 600,000 rounds of PBKDF2 and a salt of its own", async () => {
    const salts = new Set<string>();
    for (const name of ["one", "two"]) {
      const storage = makeStorage();
      await makeBrowserSafe(storage).sealingFor(name, "same");
      const wrapped = readWrappedKey(storage.kept.get(`intendance.key.${name}`) ?? null);
      expect(wrapped?.iterations).toBeGreaterThanOrEqual(600_000);
      salts.add(wrapped?.salt ?? "");
      const key = wrapped && (await unwrapKey(wrapped, "same"));
      expect(key?.algorithm.name).toBe("AES-GCM");
    }
    expect(salts.size).toBe(2);
  });

  it("[S-12] a password changed at central: the old one opens, then the new one alone", async () => {
    const storage = makeStorage();
    const first = await makeSafe(storage).sealingFor("base", "ancien");
    const safe = makeSafe(storage);
    await expect(safe.sealingFor("base", "nouveau")).rejects.toMatchObject({
      code: "PASSPHRASE_WRONG",
    });
    const opened = await safe.sealingFor("base", "ancien");
    await safe.passwordProved("base", "nouveau");

    const later = makeSafe(storage);
    await expect(later.sealingFor("base", "ancien")).rejects.toMatchObject({
      code: "PASSPHRASE_WRONG",
    });
    const last = await later.sealingFor("base", "nouveau");
    expect(await areSame(first.key, opened.key)).toBe(true);
    expect(await areSame(first.key, last.key)).toBe(true);
  });

  it("[S-12] says when the next password would make the key, and replaces one that seals nothing", async () => {
    const storage = makeStorage();
    const safe = makeSafe(storage);
    expect(safe.hasKey("base")).toBe(false);
    const first = await safe.sealingFor("base", "ancien");
    expect(safe.hasKey("base")).toBe(true);
    const second = await safe.renewKey("base", "nouveau");
    expect(await areSame(first.key, second.key)).toBe(false);
    const back = await makeSafe(storage).sealingFor("base", "nouveau");
    expect(await areSame(second.key, back.key)).toBe(true);
  });

  it("[L-8] seals the token with the database, and reads none without the password", async () => {
    const storage = makeStorage();
    const safe = makeSafe(storage);
    await safe.sealingFor("base", "p");
    await safe.tokens.write(TOKEN, "jeton-en-clair");
    expect(textOf(storage)).toContain("jeton-en-clair");
    await safe.opened(true);
    expect(textOf(storage)).not.toContain("jeton-en-clair");
    expect(await safe.tokens.read(TOKEN)).toBe("jeton-en-clair");

    const locked = makeSafe(storage);
    expect(await locked.tokens.read(TOKEN)).toBe(null);
    await locked.sealingFor("base", "p");
    expect(await locked.tokens.read(TOKEN)).toBe("jeton-en-clair");
  });

  it("[L-8] forgets everything of a person who signs out", async () => {
    const storage = makeStorage();
    const safe = makeSafe(storage);
    const database = safe.databaseOf(ADDRESS, LOGIN);
    await safe.sealingFor(database, "p");
    await safe.tokens.write(TOKEN, "t");
    safe.remember({ address: ADDRESS, login: LOGIN, database });
    expect(safe.recall()).toEqual({ address: ADDRESS, login: LOGIN, database });
    await safe.forget(database);
    await safe.tokens.remove(TOKEN);
    expect([...storage.kept]).toEqual([]);
  });

  it("[SES4] one database for each person at each central, under the names it always had", () => {
    const safe = makeSafe(makeStorage());
    expect([
      safe.databaseOf("https://central.example.fr", "Camille.Roy"),
      safe.databaseOf("http://localhost:4300", "camille"),
    ]).toEqual(["intendance-central-example-fr-camille-roy", "intendance-localhost-4300-camille"]);
  });

  it.each([null, "{", '{"address":"a"}'])("[SES6] remembers nobody from %j", (text) => {
    const storage = makeStorage();
    if (text !== null) storage.setItem("intendance.session", text);
    expect(makeSafe(storage).recall()).toBe(null);
  });
});

describe("the safe of the desktop shell", () => {
  function makeShell(sealing: "keyring" | "weak" = "keyring") {
    const storage = makeStorage();
    const ring = new Map<string, string>();
    const secrets: SecretStore = {
      read: async (name) => ring.get(name) ?? null,
      write: async (name, value) => void ring.set(name, value),
      remove: async (name) => void ring.delete(name),
    };
    const known = new Set<string>();
    const host = {
      appInfo: async () => ({ version: "1", platform: "linux", engines: null, sealing }),
    };
    const safe = makeShellSafe(host, secrets, storage, (database) => known.has(database));
    return { safe, storage, ring, known };
  }

  it("[L-8] keeps the key and the token in the key ring; the page's storage names nobody", async () => {
    const { safe, storage, ring } = makeShell();
    const database = safe.databaseOf(ADDRESS, LOGIN);
    const { key, always } = await safe.sealingFor(database, "ignored");
    await safe.tokens.write(TOKEN, "jeton");
    safe.remember({ address: ADDRESS, login: LOGIN, database });

    const again = await safe.sealingAtStart(database);
    expect([await areSame(key, again.key), always, key?.extractable]).toEqual([true, true, false]);
    expect([...ring.keys()]).toEqual([`store-key:${database}`, TOKEN]);
    expect(textOf(storage).toLowerCase()).not.toMatch(/camille|roy|jeton|ignored/);
    expect(database).toMatch(/^intendance-[0-9a-f]{32}$/);
    expect(safe.recall()).toEqual({ address: ADDRESS, login: "", database });
  });

  it("[S-12] a known database without its key is said to be lost, and starting over leaves it as it is", async () => {
    const { safe, ring, known } = makeShell();
    const database = safe.databaseOf(ADDRESS, LOGIN);
    known.add(database);
    await expect(safe.sealingAtStart(database)).rejects.toMatchObject({
      code: "STORE_SEALED",
      details: { reason: "key-lost" },
    });
    expect([...ring]).toEqual([]);

    safe.startBeside({ address: ADDRESS, login: "", database });
    expect(safe.databaseOf(ADDRESS, LOGIN)).toBe(`${database}.2`);
    expect(safe.recall()?.database).toBe(`${database}.2`);
    expect((await safe.sealingFor(`${database}.2`, "")).always).toBe(true);
    safe.startBeside({ address: ADDRESS, login: "", database: `${database}.2` });
    expect(safe.databaseOf(ADDRESS, LOGIN)).toBe(`${database}.3`);
  });

  it("[S-12] without a real key ring nothing is kept", async () => {
    expect(await makeShell("weak").safe.refusal()).toMatchObject({
      code: "SEALING_UNAVAILABLE",
      details: { sealing: "weak" },
    });
    expect(await makeShell().safe.refusal()).toBe(null);
  });

  it("[L-8] a token left in the page's storage moves to the key ring", async () => {
    const { safe, storage, ring } = makeShell();
    storage.setItem(TOKEN, "ancien jeton");
    expect(await safe.tokens.read(TOKEN)).toBe("ancien jeton");
    expect([[...storage.kept], [...ring]]).toEqual([[], [[TOKEN, "ancien jeton"]]]);
    await safe.tokens.remove(TOKEN);
    expect(await safe.tokens.read(TOKEN)).toBe(null);
  });
});
