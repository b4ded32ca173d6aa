import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { browserFlags, findBrowser } from "../../build/find-browser.ts";
import { startGallery } from "./gallery-server.ts";

/** `node tests/gallery/take-screenshots.ts [folder]`: every page, two sizes, light and dark, to look at. */
const folder = process.argv[2] ?? join(import.meta.dirname, "../../.cache/gallery/screenshots");
mkdirSync(folder, { recursive: true });
const browserFound = findBrowser();
const gallery = await startGallery();
const browser = await chromium.launch({
  ...(browserFound === null ? {} : { executablePath: browserFound.executablePath }),
  args: [...browserFlags()],
});
const pages = [
  "frame",
  "grid",
  "grid-empty",
  "grid-loading",
  "grid-error",
  "grid-wide",
  "tree",
  "pieces",
];
for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 1920, height: 1080 },
  ]) {
    const context = await browser.newContext({ viewport, colorScheme, locale: "fr-FR" });
    const page = await context.newPage();
    for (const name of pages) {
      await page.goto(gallery.pageAt(name));
      await page.locator("main").first().waitFor();
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${viewport.width}.png`) });
    }
    await context.close();
  }
}
await browser.close();
await gallery.close();
console.log(`Screenshots are in ${folder}.`);
