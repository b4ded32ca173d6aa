import type { BrowserContext } from "@playwright/test";

/** Tells what a page threw, and what its Content-Security-Policy refused. */
export function watchFaults(context: BrowserContext, onFault: (fault: string) => void): void {
  context.on("weberror", (thrown) => onFault(thrown.error().message));
  context.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) onFault(message.text());
  });
}
