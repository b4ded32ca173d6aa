import { chromium, type Browser } from "playwright";
import { browserFlags, findBrowser } from "../../build/find-browser.ts";
import { startGallery, type GalleryServer } from "./gallery-server.ts";

/**
 * `node tests/gallery/measure-grid.ts`: the grid at 100,000 × 12 beside the least one can write
 * over TanStack Virtual, in one run. Frames suffer from a busy machine; CPU time per frame
 * (thread time of the page) does not, so the ratio of the two is what counts.
 */

interface Measure {
  /** From the rows being ready to the first frame that shows one. */
  readonly firstPaintMs: number | undefined;
  /** The same once the page is warm, and all the CPU time it took, later frames included. */
  readonly warmPaintMs: number;
  readonly warmPaintCpuMs: number;
  readonly framesOver34: number;
  readonly frameP95Ms: number;
  readonly jumpMs: number;
  readonly cpuPerFrameMs: number;
}

const FRAMES = 180;

async function measure(browser: Browser, gallery: GalleryServer, name: string): Promise<Measure> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(gallery.pageAt(name, 100_000));
  await page.locator('[data-position="2"] :is(.text, .plain)').first().waitFor();
  await page.waitForLoadState("networkidle");
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const taskTime = async (): Promise<number> =>
    (await cdp.send("Performance.getMetrics")).metrics.find(
      (metric) => metric.name === "TaskDuration",
    )?.value ?? 0;
  const cold = await taskTime();
  const warmPaintMs = await page.evaluate(async () => {
    const { gallery } = window as unknown as { gallery: { remount: () => void } };
    const old = document.querySelector('[data-position="1"]');
    const start = performance.now();
    gallery.remount();
    const isThere = (): boolean => {
      const row = document.querySelector('[data-position="1"]');
      return row !== null && row !== old && row.querySelector(".text, .plain") !== null;
    };
    do await new Promise(requestAnimationFrame);
    while (!isThere());
    return performance.now() - start;
  });
  await page.waitForTimeout(300);
  const before = await taskTime();
  const scrolled = await page.evaluate(async (count) => {
    const grid = document.querySelector("[role='grid']");
    if (!grid) throw new Error("no grid");
    const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
    const frames: number[] = [];
    let last = performance.now();
    for (let at = 0; at < count; at += 1) {
      grid.scrollTop += 300;
      await frame();
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    const start = performance.now();
    grid.scrollTop = 2_000_000;
    const hasRows = (): boolean =>
      [...document.querySelectorAll("[data-position]")].some(
        (row) =>
          Math.abs(row.getBoundingClientRect().top - 400) < 40 &&
          row.querySelector(".text, .plain"),
      );
    do await frame();
    while (!hasRows());
    return { frames: frames.sort((a, b) => a - b), jumpMs: performance.now() - start };
  }, FRAMES);
  const cpu = (await taskTime()) - before;
  const firstPaintMs = await page.evaluate(() => {
    const at = (mark: string): number | undefined =>
      performance.getEntriesByName(mark)[0]?.startTime;
    const [ready, painted] = [at("ready"), at("painted")];
    return ready === undefined || painted === undefined ? undefined : painted - ready;
  });
  await context.close();
  return {
    firstPaintMs,
    warmPaintMs,
    warmPaintCpuMs: (before - cold) * 1000,
    framesOver34: scrolled.frames.filter((ms) => ms > 34).length / FRAMES,
    frameP95Ms: scrolled.frames[Math.floor(FRAMES * 0.95)] ?? 0,
    jumpMs: scrolled.jumpMs,
    cpuPerFrameMs: (cpu * 1000) / FRAMES,
  };
}

const found = findBrowser();
const gallery = await startGallery();
const browser = await chromium.launch({
  ...(found === null ? {} : { executablePath: found.executablePath }),
  args: [...browserFlags()],
});
for (const name of ["grid", "reference", "grid", "reference", "grid", "reference"]) {
  const one = await measure(browser, gallery, name);
  const paint = one.firstPaintMs === undefined ? "-" : `${one.firstPaintMs.toFixed(0)} ms`;
  console.log(
    `${name.padEnd(10)} first paint ${paint}, warm ${one.warmPaintMs.toFixed(0)} ms (CPU ${one.warmPaintCpuMs.toFixed(0)} ms), frames over 34 ms ${(one.framesOver34 * 100).toFixed(1)} %, ` +
      `p95 ${one.frameP95Ms.toFixed(0)} ms, jump ${one.jumpMs.toFixed(0)} ms, CPU ${one.cpuPerFrameMs.toFixed(1)} ms per frame`,
  );
}
await browser.close();
await gallery.close();
