import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBytes, SEAL_BYTES, sealBytes } from "./seal-bytes.ts";

const key = new Uint8Array(randomBytes(32));

describe("sealed bytes", () => {
  it("[L-8] open again under the same key and context, never twice the same, and show nothing of the text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 200 }), (plain) => {
        const sealed = sealBytes(key, plain, "here");
        expect(openBytes(key, sealed, "here")).toEqual(plain);
        expect(sealed).toHaveLength(plain.length + SEAL_BYTES);
        expect(sealBytes(key, plain, "here")).not.toEqual(sealed);
        expect(Buffer.from(sealed).includes(Buffer.from(plain))).toBe(false);
      }),
    );
  });

  it("[L-8] do not open under another key or context, cut anywhere, or with any one byte changed", () => {
    const sealed = sealBytes(key, new TextEncoder().encode("Nom, prénom"), "here");
    expect(openBytes(key, sealed, "there")).toBeNull();
    expect(openBytes(new Uint8Array(randomBytes(32)), sealed, "here")).toBeNull();
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = sealed.slice();
      changed[place] = (changed[place] ?? 0) ^ 0x20;
      expect(openBytes(key, changed, "here")).toBeNull();
      expect(openBytes(key, sealed.slice(0, place), "here")).toBeNull();
    }
  });
});
