import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, hashOf, hashOfBytes, hashOfText, sameJson } from "./index.ts";
import type { JsonValue } from "./index.ts";

const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;

/** The same value with the members of every object written in the opposite order. */
function reordered(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(reordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as { readonly [name: string]: JsonValue })
      .toReversed()
      .map(([name, member]) => [name, reordered(member)]),
  );
}

describe("canonical text", () => {
  it("[J1] sorts members by UTF-16 code units: the example of RFC 8785, section 3.2.3", () => {
    const value = {
      "€": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      ö: "Latin Small Letter O With Diaeresis",
    };

    expect([...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1])).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  it("[J1] the order in which members were written never counts", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it("[J2] writes numbers and texts as RFC 8785, section 3.2.2 and appendix B", () => {
    const numbers = [
      333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0, 9007199254740992, 1e21,
      1e-7, 5e-324,
    ];

    expect(canonicalJson(numbers)).toBe(
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,0,9007199254740992,1e+21,1e-7,5e-324]",
    );
    expect(
      canonicalJson({ text: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false] }),
    ).toBe('{"literals":[null,true,false],"text":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });

  it("[J2] leaves out members that are undefined", () => {
    expect(canonicalJson({ b: undefined, a: 1 } as unknown as JsonValue)).toBe('{"a":1}');
    expect(canonicalJson(undefined)).toBe("null");
  });

  it("[J3] is read back as the same value, and differs when values differ", () => {
    fc.assert(
      fc.property(anyJson, anyJson, (left, right) => {
        expect(
          sameJson(
            JSON.parse(canonicalJson(left)) as JsonValue,
            JSON.parse(JSON.stringify(left)) as JsonValue,
          ),
        ).toBe(true);
        expect(canonicalJson(left) === canonicalJson(right)).toBe(
          sameJson(
            JSON.parse(JSON.stringify(left)) as JsonValue,
            JSON.parse(JSON.stringify(right)) as JsonValue,
          ),
        );
      }),
    );
  });

  it("[J4] hashes as any other SHA-256 would", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const expected = createHash("sha256").update(text, "utf8").digest("hex");
        expect(hashOfText(text)).toBe(expected);
        expect(hashOfBytes(new TextEncoder().encode(text))).toBe(expected);
      }),
    );
    expect(hashOf({ b: 1, a: [] })).toBe(hashOfText('{"a":[],"b":1}'));
  });
});

describe("equality of JSON values", () => {
  it("[E1] ignores the order of members, not that of elements, and tells absent from null", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(sameJson(value, reordered(value))).toBe(true);
      }),
    );
    expect([
      sameJson([1, 2], [2, 1]),
      sameJson({ a: null }, {}),
      sameJson({ a: 1 }, { b: 1 }),
      sameJson([], {}),
      sameJson(undefined, null),
      sameJson(0, false),
    ]).toEqual([false, false, false, false, false, false]);
    expect(sameJson(undefined, undefined)).toBe(true);
  });
});
