import type { Page } from "@playwright/test";

/** How long a page did not answer, in milliseconds. */
export interface Pauses {
  /** Longest piece of the page's own work. */
  readonly longestTask: number;
  /** Longest wait for a frame: what else the machine was doing counts too. */
  readonly longestFrame: number;
}

/** Watches how long the page is busy or fails to draw; gives the way to ask. */
export async function watchPauses(page: Page): Promise<() => Promise<Pauses>> {
  await page.evaluate(() => {
    const pauses = { longestTask: 0, longestFrame: 0 };
    (globalThis as { pauses?: Pauses }).pauses = pauses;
    let last = performance.now();
    const look = (): void => {
      const now = performance.now();
      pauses.longestFrame = Math.max(pauses.longestFrame, Math.round(now - last));
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        pauses.longestTask = Math.max(pauses.longestTask, Math.round(duration));
    }).observe({ type: "longtask" });
  });
  return () =>
    page.evaluate(
      () => (globalThis as { pauses?: Pauses }).pauses ?? { longestTask: 0, longestFrame: 0 },
    );
}
