import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const folder = process.env["INTENDANCE_SCREENSHOTS"];
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** Pictures of the screen as it stands, to be looked at, in both sizes; only where INTENDANCE_SCREENSHOTS names a folder. */
export async function takeScreenshots(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${name}-${size.width}.png`) });
  }
  if (before) await page.setViewportSize(before);
}
