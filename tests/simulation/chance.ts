/** Repeatable chance: the same seed gives the same run (mulberry32). */
export type Chance = {
  /** In [0, 1). */
  real(): number;
  /** Integer in [0, limit). */
  below(limit: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** One of a non-empty list. */
  pick<T>(list: readonly T[]): T;
};

export function makeChance(seed: number): Chance {
  let state = (seed * 0x9e3779b1 + 0x6d2b79f5) >>> 0;
  const real = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(real() * limit);
  return {
    real,
    below,
    happens: (probability) => real() < probability,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
  };
}
