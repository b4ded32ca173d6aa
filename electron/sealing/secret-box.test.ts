import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ringOf } from "../../tests/fixtures/fake-key-ring.ts";
import type { KeyRing } from "./key-ring.ts";
import { makeSecretBox, type ProfileKey } from "./secret-box.ts";
import { openSealedKey, replaceSealedKey } from "./sealed-key.ts";

const profileKeyOf = (folder: string, ring: KeyRing): ProfileKey => ({
  open: () => openSealedKey(folder, ring, "linux"),
  replaceLost: () => replaceSealedKey(folder, ring, "1", "linux"),
});
const boxOf = (folder: string, ring: KeyRing) => makeSecretBox(folder, profileKeyOf(folder, ring));
const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "secret-box-"));
const NAME = "refresh:https://central.univ.fr/camille.roy";
const TOKEN = "jeton-é-".repeat(20);

/** Every name and every byte of a folder, as one text per encoding. */
async function everythingIn(folder: string): Promise<string> {
  const found: string[] = [];
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
    found.push(one.name);
    if (one.isFile()) {
      const bytes = await readFile(join(one.parentPath, one.name));
      found.push(bytes.toString("utf8"), bytes.toString("latin1"), bytes.toString("utf16le"));
    }
  }
  return found.join("\n");
}

describe("makeSecretBox", () => {
  it("[S-12] keeps, gives back, replaces and forgets; neither name nor value is on the disk in clear", async () => {
    const [folder, ring] = [await newFolder(), ringOf(randomBytes(32))];
    const box = boxOf(folder, ring);

    await box.write(NAME, "ancien");
    await box.write(NAME, TOKEN);
    await box.write("other", "x");

    expect([await box.read(NAME), await box.read("other"), await box.read("none")]).toEqual([
      TOKEN,
      "x",
      null,
    ]);
    const all = await everythingIn(folder);
    for (const clear of ["camille", "refresh", "jeton", "ancien"]) expect(all).not.toContain(clear);
    await box.remove(NAME);
    await box.remove("none");
    expect([await box.read(NAME), await boxOf(folder, ring).read("other")]).toEqual([null, "x"]);
  });

  it("[S-12] a secret under another's file name does not open", async () => {
    const [folder, ring] = [await newFolder(), ringOf(randomBytes(32))];
    const box = boxOf(folder, ring);
    await box.write("one", "1");
    const [file] = await readdir(join(folder, "sealed", "secrets"));
    await box.write("two", "2");
    const other = (await readdir(join(folder, "sealed", "secrets"))).find((name) => name !== file);

    await rename(
      join(folder, "sealed", "secrets", file ?? ""),
      join(folder, "sealed", "secrets", other ?? ""),
    );

    expect([await box.read("one"), await box.read("two")]).toEqual([null, null]);
  });

  it("[S-12] with a lost key nothing is read and nothing removed; the next write begins a new key", async () => {
    const [folder, mine] = [await newFolder(), ringOf(randomBytes(32))];
    await boxOf(folder, mine).write(NAME, TOKEN);
    const another = boxOf(folder, ringOf(randomBytes(32)));
    const before = (await readdir(folder, { recursive: true })).toSorted();

    expect(await another.read(NAME)).toBe(null);
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual(before);
    expect(await boxOf(folder, mine).read(NAME)).toBe(TOKEN);

    await another.write("mine", "1");
    expect(await another.read("mine")).toBe("1");
    expect(await readdir(join(folder, "sealed"))).toContain("profile-key.lost-1");
  });

  it.each([{ backend: "basic_text" }, { available: false }])(
    "[S-12] %j: writing is refused and leaves no file; a kept secret is not taken for a lost one",
    async (says) => {
      const [folder, secret] = [await newFolder(), randomBytes(32)];
      await expect(boxOf(folder, ringOf(secret, says)).write(NAME, TOKEN)).rejects.toMatchObject({
        code: "SEALING_UNAVAILABLE",
      });
      expect(await everythingIn(folder)).toBe("");
      await boxOf(folder, ringOf(secret)).write(NAME, TOKEN);
      await expect(boxOf(folder, ringOf(secret, says)).read(NAME)).rejects.toMatchObject({
        code: "SEALING_UNAVAILABLE",
      });
      expect(await boxOf(folder, ringOf(secret)).read(NAME)).toBe(TOKEN);
    },
  );
});
