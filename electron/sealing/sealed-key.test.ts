import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ringOf } from "../../tests/fixtures/fake-key-ring.ts";
import { openSealedKey, replaceSealedKey } from "./sealed-key.ts";

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "sealed-key-"));
const filesOf = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).toSorted();
const sealedOf = (folder: string): Promise<Buffer> =>
  readFile(join(folder, "sealed", "profile-key"));
const keyIn = (opened: object): string =>
  "key" in opened ? Buffer.from(opened.key as Uint8Array).toString("base64") : "lost";

describe("openSealedKey", () => {
  it("[S-12] makes a key once, gives it back, and leaves nothing of it in clear", async () => {
    const folder = await newFolder();
    const ring = ringOf(randomBytes(32));

    const first = await openSealedKey(folder, ring, "linux");
    const again = await openSealedKey(folder, ring, "linux");

    expect(keyIn(again)).toBe(keyIn(first));
    expect(Buffer.from(keyIn(first), "base64")).toHaveLength(32);
    expect(await filesOf(folder)).toEqual(["sealed", "sealed/profile-key"]);
    const kept = await sealedOf(folder);
    expect(kept.includes(keyIn(first))).toBe(false);
    expect(kept.includes(Buffer.from(keyIn(first), "base64"))).toBe(false);
  });

  it.each([
    ["weak", "linux", { backend: "basic_text" }],
    ["unavailable", "linux", { backend: "unknown" }],
    ["unavailable", "win32", { available: false }],
  ] as const)(
    "[S-12] %s on %s: refused, and nothing is written",
    async (sealing, platform, says) => {
      const folder = await newFolder();
      const ring = ringOf(randomBytes(32), says);

      await expect(openSealedKey(folder, ring, platform)).rejects.toMatchObject({
        code: "SEALING_UNAVAILABLE",
        details: { sealing },
      });
      expect([await filesOf(folder), ring.calls]).toEqual([[], []]);
    },
  );

  it("[S-12] a ring that answers in clear is refused, and nothing is written", async () => {
    const folder = await newFolder();

    await expect(
      openSealedKey(folder, ringOf(randomBytes(32), { broken: true }), "linux"),
    ).rejects.toMatchObject({ code: "SEALING_UNAVAILABLE" });
    expect(await filesOf(folder)).toEqual([]);
  });

  it("[S-12] another user, a restored profile: the key is lost, and its file stays as it is", async () => {
    const folder = await newFolder();
    const mine = ringOf(randomBytes(32));
    const first = await openSealedKey(folder, mine, "linux");
    const before = await sealedOf(folder);

    expect(await openSealedKey(folder, ringOf(randomBytes(32)), "linux")).toEqual({ lost: true });
    expect(await sealedOf(folder)).toEqual(before);
    expect(keyIn(await openSealedKey(folder, mine, "linux"))).toBe(keyIn(first));
  });

  it("[S-12] a damaged file is a lost key", async () => {
    const folder = await newFolder();
    const ring = ringOf(randomBytes(32));
    await openSealedKey(folder, ring, "linux");
    const path = join(folder, "sealed", "profile-key");
    const whole = await sealedOf(folder);
    for (const damaged of [whole.subarray(0, 9), Buffer.alloc(0), Buffer.alloc(whole.length)]) {
      await writeFile(path, damaged);
      expect(await openSealedKey(folder, ring, "linux")).toEqual({ lost: true });
    }
  });

  it("[S-12] shouldReEncrypt: the same key, sealed anew, after asking the ring again", async () => {
    const folder = await newFolder();
    const secret = randomBytes(32);
    const first = await openSealedKey(folder, ringOf(secret), "linux");
    const before = await sealedOf(folder);
    const rotated = ringOf(secret, { rotated: true });

    expect(keyIn(await openSealedKey(folder, rotated, "linux"))).toBe(keyIn(first));

    const after = await sealedOf(folder);
    expect(after.equals(before)).toBe(false);
    expect(rotated.calls).toEqual(["decrypt", "decrypt", "encrypt", "decrypt"]);
    expect(keyIn(await openSealedKey(folder, ringOf(secret), "linux"))).toBe(keyIn(first));
  });
});

describe("replaceSealedKey", () => {
  it("[S-12] a new key after the gesture; the lost one is put aside and opens again with its own ring", async () => {
    const folder = await newFolder();
    const before = ringOf(randomBytes(32));
    const lost = await openSealedKey(folder, before, "linux");
    const ring = ringOf(randomBytes(32));

    const fresh = await replaceSealedKey(folder, ring, "2026-11-22T09:00:00.000Z", "linux");

    expect(keyIn(fresh)).not.toBe(keyIn(lost));
    expect(keyIn(await openSealedKey(folder, ring, "linux"))).toBe(keyIn(fresh));
    expect(await filesOf(folder)).toEqual([
      "sealed",
      "sealed/profile-key",
      "sealed/profile-key.lost-2026-11-22T090000000Z",
    ]);
  });
});
