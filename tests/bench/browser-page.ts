import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import type { Page } from "playwright";
import { browserFlags, ensureBrowser } from "../../build/find-browser.ts";

/**
 * Runs the work on a page of a fresh Chromium profile ON DISK (a private context keeps IndexedDB in memory and looks far too fast),
 * then removes the profile.
 */
export async function withFreshPage<T>(url: string, work: (page: Page) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), "intendance-bench-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: (await ensureBrowser(console.error)).executablePath,
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: [...browserFlags()],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(900_000);
    page.on("pageerror", (error) => console.error("page:", error.message));
    await page.goto(url);
    return await work(page);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Serves one HTML page that loads one script, on a free loopback port. */
export async function servePage(
  script: () => string,
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    if (request.url === "/script.js")
      response.setHeader("content-type", "text/javascript").end(script());
    else if (request.url === "/")
      response
        .setHeader("content-type", "text/html")
        .end(
          '<!doctype html><meta charset="utf-8"><title>banc</title><script type="module" src="/script.js"></script>',
        );
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://localhost:${address.port}`, close: () => server.close() };
}
