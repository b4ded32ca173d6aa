import { isDeepStrictEqual } from "node:util";
import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { makeCodec } from "./codec.ts";

// The double's own: what crosses between its worlds must arrive as structured clone would bring it.

const codec = makeCodec();
const carried = (value: unknown): unknown => codec.decode(codec.encode(value));

test("[double] any value arrives as structured clone brings it", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    maxDepth: 4,
  });
  fc.assert(
    fc.property(anything, (value) => isDeepStrictEqual(carried(value), structuredClone(value))),
    { numRuns: 2000 },
  );
});

test("[double] cycles, shared values, errors and own __proto__ keys arrive as they are", () => {
  const shared = new Date(0);
  const value: Record<string, unknown> = { shared, again: shared, error: new RangeError("trop") };
  value["self"] = value;
  value["map"] = new Map<unknown, unknown>([[shared, value]]);
  const got = carried(value) as typeof value;
  expect(got["self"]).toBe(got);
  expect(got["again"]).toBe(got["shared"]);
  expect((got["map"] as Map<unknown, unknown>).get(got["shared"])).toBe(got);
  expect(got["error"]).toBeInstanceOf(RangeError);
  expect((got["error"] as Error).message).toBe("trop");
  const poisoned = carried(JSON.parse('{"__proto__":{"polluted":1}}')) as object;
  expect(Object.keys(poisoned)).toEqual(["__proto__"]);
  expect("polluted" in poisoned).toBe(false);
});

test("[double] what structured clone refuses is refused with Electron's sentence", () => {
  for (const value of [() => 1, Symbol("s"), Promise.resolve(1), new WeakMap(), [{ f: () => 1 }]])
    expect(() => codec.encode(value)).toThrow("An object could not be cloned.");
});

test("[double] functions cross as numbers where a bridge asks for it", () => {
  const named = new Map<number, unknown>();
  const text = codec.encode({ call: Math.max }, (one) => {
    named.set(7, one);
    return 7;
  });
  expect(codec.decode(text, (id) => named.get(id))).toEqual({ call: Math.max });
});
