import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readPublication } from "./read-publication.ts";

const folder = mkdtempSync(join(tmpdir(), "publication-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const env = {
  INTENDANCE_UPDATE_FEED: "https://majour.univ.example/",
  INTENDANCE_UPDATE_KEY: file("public.pem", publicKey.export({ type: "spki", format: "pem" })),
  INTENDANCE_PUBLISHER: "Université Exemple",
};

describe("readPublication", () => {
  it("[S-8] is null without a feed, and whole with one", () => {
    expect(readPublication({})).toBeNull();
    expect(readPublication({ ...env, INTENDANCE_UPDATE_FEED: "" })).toBeNull();
    expect(readPublication(env)).toEqual({
      feed: "https://majour.univ.example/",
      publicKeyFile: env.INTENDANCE_UPDATE_KEY,
      publisherName: "Université Exemple",
    });
  });

  it.each([
    ["a feed that is not https", { INTENDANCE_UPDATE_FEED: "http://majour.univ.example/" }],
    ["a feed that is no address", { INTENDANCE_UPDATE_FEED: "majour.univ.example" }],
    ["no key", { INTENDANCE_UPDATE_KEY: "" }],
    [
      "the private key, which must never ship",
      {
        INTENDANCE_UPDATE_KEY: file(
          "private.pem",
          privateKey.export({ type: "pkcs8", format: "pem" }),
        ),
      },
    ],
    ["a key that is none", { INTENDANCE_UPDATE_KEY: file("none.pem", "key") }],
    ["no publisher", { INTENDANCE_PUBLISHER: "" }],
  ])("[S-8] %s stops the packaging", (_what, change) => {
    expect(() => readPublication({ ...env, ...change })).toThrow(/^INTENDANCE_/);
  });
});
