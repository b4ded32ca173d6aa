/** Three crashes within a minute: starting again would only go round in circles. */
const MOST = 3;
const WITHIN = 60_000;

/**
 * Whether the page is started again after its process died, and the crashes to remember for the next time.
 * Instants in milliseconds of one clock that never goes back.
 */
export function judgeCrash(
  earlier: readonly number[],
  now: number,
): { readonly again: boolean; readonly crashes: readonly number[] } {
  const crashes = [...earlier.filter((instant) => now - instant < WITHIN), now];
  return { again: crashes.length < MOST, crashes };
}
