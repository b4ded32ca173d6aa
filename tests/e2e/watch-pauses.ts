import type { Page } from "@playwright/test";

/** Watches how long the page fails to draw; gives the way to ask for the longest pause, in milliseconds. */
export async function watchPauses(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const watch = { longest: 0, last: performance.now() };
    (globalThis as { pauses?: typeof watch }).pauses = watch;
    const look = (): void => {
      const now = performance.now();
      watch.longest = Math.max(watch.longest, now - watch.last);
      watch.last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () =>
    page.evaluate(
      () => (globalThis as { pauses?: { readonly longest: number } }).pauses?.longest ?? 0,
    );
}
