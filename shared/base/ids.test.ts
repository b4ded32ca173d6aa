import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { v7, validate, version } from "uuid";
import { isUuidV7, makeUuidV7 } from "./index.ts";

const anyTime = fc.integer({ min: 0, max: 2 ** 47 });
const anyChance = fc.uint8Array({ minLength: 10, maxLength: 16 });

describe("ids", () => {
  it("[I1] are version 7 for anyone who reads them, and carry the time", () => {
    fc.assert(
      fc.property(anyTime, anyChance, (time, chance) => {
        const id = makeUuidV7(time, chance);
        expect([
          isUuidV7(id),
          validate(id),
          version(id),
          Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16),
        ]).toEqual([true, true, 7, time]);
      }),
    );
  });

  it("[I1] sort by time, and differ by chance", () => {
    fc.assert(
      fc.property(
        anyTime,
        anyTime,
        anyChance,
        (one, other, chance) =>
          one === other || makeUuidV7(one, chance) < makeUuidV7(other, chance) === one < other,
      ),
    );
    expect(
      new Set(
        Array.from({ length: 256 }, (_, byte) =>
          makeUuidV7(
            0,
            Uint8Array.from({ length: 10 }, (_unused, index) => (index === 8 ? byte : 0)),
          ),
        ),
      ).size,
    ).toBe(256);
  });

  it("[I2] accept those of others, refuse what is not one", () => {
    expect(Array.from({ length: 20 }, () => isUuidV7(v7()))).toEqual(
      Array.from({ length: 20 }, () => true),
    );
    expect(
      [
        "",
        "x",
        "0190a5c0-0000-4000-8000-000000000001",
        "0190A5C0-0000-7000-8000-00000000000A",
        "0190a5c0-0000-7000-c000-000000000001",
        "0190a5c0-0000-7000-8000-0000000000011",
      ].filter(isUuidV7),
    ).toEqual([]);
  });
});
