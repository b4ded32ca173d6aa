/** Repeatable chance: the same seed gives the same draws. Never used outside the demonstration. */
export type Chance = {
  /** A number in [0, 1). */
  next(): number;
  /** An integer from `least` to `most`, both possible. */
  between(least: number, most: number): number;
  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** Bytes for a UUID. */
  bytes(length: number): Uint8Array;
};

/** Chance drawn from a seed (mulberry32): small, even enough for a demonstration. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick: (list) => list[between(0, list.length - 1)]!,
    happens: (probability) => next() < probability,
    bytes: (length) => Uint8Array.from({ length }, () => between(0, 255)),
  };
}
