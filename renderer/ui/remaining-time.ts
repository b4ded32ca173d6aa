/**
 * Estimate of what remains, in ms, from the pace so far. Undefined while it would
 * be a guess: under one second, under 2 % done, or without an end.
 */
export function remainingTime(
  done: number,
  total: number | undefined,
  elapsedMs: number | undefined,
): number | undefined {
  if (total === undefined || elapsedMs === undefined || total <= 0) return undefined;
  if (elapsedMs < 1000 || done >= total || done / total < 0.02) return undefined;
  return (elapsedMs / done) * (total - done);
}
