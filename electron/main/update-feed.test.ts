import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signFeed } from "../../build/sign-feed.ts";
import { chooseFeed, isSigned } from "./update-feed.ts";

const publicPem = (key: KeyObject): string =>
  key.export({ type: "spki", format: "pem" }).toString();
const pair = generateKeyPairSync("ed25519");
const keys = {
  publicKey: publicPem(pair.publicKey),
  privateKey: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};
const fields = {
  url: "https://majour.univ.example/intendance",
  publicKey: keys.publicKey,
  publisherName: "Université Exemple",
};
const choose = (text: string | null, platform: NodeJS.Platform = "linux", installed = true) =>
  chooseFeed({ installed, platform, text });
const withField = (name: string, value: unknown): string =>
  JSON.stringify({ ...fields, [name]: value });

describe("chooseFeed", () => {
  it("[S-8] takes an https feed with its key", () => {
    const { url, publicKey } = fields;
    for (const platform of ["linux", "win32", "darwin"] as const)
      expect(choose(JSON.stringify(fields), platform)).toEqual({ url, publicKey });
  });

  it("[S-8] says why there is none", () => {
    expect(choose(JSON.stringify(fields), "linux", false)).toBe("not-installed");
    expect(choose(null)).toBe("no-feed");
  });

  it.each([
    ["not encrypted", withField("url", "http://majour.univ.example/")],
    ["a file", withField("url", "file:///tmp/updates")],
    ["no address", withField("url", "univ.example")],
    ["no text", withField("url", 7)],
    ["without a key", withField("publicKey", "")],
    ["with a key that is none", withField("publicKey", "-----BEGIN PUBLIC KEY-----\nAAAA\n")],
    [
      "with a key of another kind",
      withField(
        "publicKey",
        publicPem(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey),
      ),
    ],
    ["no JSON", "url: https://majour.univ.example"],
    ["null", "null"],
    ["a list", "[]"],
  ])("[S-8] a feed that is %s is none", (_what, text) => {
    expect(choose(text)).toBe("unsafe-feed");
  });

  it("[S-8] on Windows, whose signature installers must bear has to be known", () => {
    expect(choose(withField("publisherName", ""), "win32")).toBe("unsafe-feed");
    expect(choose(withField("publisherName", ""), "linux")).not.toBe("unsafe-feed");
  });
});

describe("isSigned", () => {
  const signature = signFeed("latest.yml", "version: 1.0.0\n", keys.privateKey);

  it("[S-8] a signature is for one name, one text and one key", () => {
    const other = publicPem(generateKeyPairSync("ed25519").publicKey);
    expect([
      isSigned("latest.yml", "version: 1.0.0\n", signature, keys.publicKey),
      isSigned("latest.yml", "version: 1.0.0\n", `${signature}\n`, keys.publicKey),
      isSigned("latest-mac.yml", "version: 1.0.0\n", signature, keys.publicKey),
      isSigned("latest.yml", "version: 1.0.1\n", signature, keys.publicKey),
      isSigned("latest.yml", "version: 1.0.0\n", signature, other),
      isSigned("latest.yml", "version: 1.0.0\n", "", keys.publicKey),
      isSigned("latest.yml", "version: 1.0.0\n", signature, "no key"),
    ]).toEqual([true, true, false, false, false, false, false]);
  });
});
