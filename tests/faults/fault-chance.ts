/** Said in the name of each test; set INTENDANCE_SEED to run the same moments again. */
export const SEED = Number(process.env["INTENDANCE_SEED"] ?? Date.now() % 1_000_000);

let state = SEED >>> 0;

/** A whole number in [0, limit), from the seed. */
export function randomBelow(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}
