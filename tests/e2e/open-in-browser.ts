import { join } from "node:path";
import { chromium, expect, type BrowserContextOptions } from "@playwright/test";
import { browserFlags, findBrowser } from "../../build/find-browser.ts";
import type { OpenLaptop } from "./profile.ts";
import { watchFaults } from "./watch-faults.ts";

/** Laptops as browser profiles under `folder`, on the application that central serves at `url`. */
export function openInBrowser(
  folder: string,
  url: string,
  options: BrowserContextOptions,
  onFault: (fault: string) => void,
): OpenLaptop {
  const executablePath = findBrowser()?.executablePath;
  return async (name) => {
    const context = await chromium.launchPersistentContext(join(folder, name), {
      ...options,
      headless: true,
      args: [...browserFlags()],
      ...(executablePath === undefined ? {} : { executablePath }),
    });
    context.setDefaultTimeout(60_000);
    watchFaults(context, (fault) => onFault(`${name}: ${fault}`));
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
    return {
      page,
      setOffline: (offline) => context.setOffline(offline),
      takeFile: async (ask) => {
        const download = page.waitForEvent("download");
        await ask();
        return (await download).suggestedFilename();
      },
      kept: () =>
        expect
          .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null))
          .toBe(true),
      close: () => context.close(),
    };
  };
}
