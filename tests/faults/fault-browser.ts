import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { chromium } from "playwright";
import type { Page } from "playwright";
import { build } from "vite";
import { browserFlags, findBrowser } from "../../build/find-browser.ts";

/** A browser of our own on a profile on disk, so that it can be killed as a whole. */
export type FaultBrowser = {
  readonly page: Page;
  /** Holds every process of it where it stands (SIGSTOP): what its disk has no longer moves, as after a power cut. */
  hold(): void;
  /** Ends every process of it at once, without a word (SIGKILL). */
  kill(): Promise<void>;
};

/** The page under fault: the product's own store, bundled, on a loopback address. */
export async function serveStorePage(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, "store-page.ts"), formats: ["es"], fileName: "page" },
    },
  });
  const output = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    "output" in one ? one.output : [],
  );
  const script = output.find((chunk) => chunk.type === "chunk")?.code;
  if (script === undefined) throw new Error("the page under fault was not bundled");
  const server = createServer((request, response) => {
    if (request.url === "/page.js")
      response.setHeader("content-type", "text/javascript").end(script);
    else
      response
        .setHeader("content-type", "text/html")
        .end(
          '<!doctype html><meta charset="utf-8"><title>fautes</title><script type="module" src="/page.js"></script>',
        );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://localhost:${address.port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Starts Chromium on a profile and opens the page; `onAcknowledged` hears every write the store acknowledged. */
export async function openFaultBrowser(
  profile: string,
  url: string,
  onAcknowledged: (number: number) => void,
): Promise<FaultBrowser> {
  const executable = findBrowser()?.executablePath;
  if (executable === undefined) throw new Error("no browser on this machine");
  const child = spawn(
    executable,
    [
      ...browserFlags(),
      "--headless=new",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    { detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  const endpoint = await endpointOf(child);
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  if (!context) throw new Error("no context in this browser");
  const page = context.pages()[0] ?? (await context.newPage());
  await page.exposeFunction("acknowledged", onAcknowledged);
  await page.goto(url);
  await page.waitForFunction(() => "storeUnderFault" in window);
  return {
    page,
    hold() {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGSTOP");
    },
    async kill() {
      const ended = new Promise<void>((resolve) =>
        child.exitCode === null && child.signalCode === null
          ? child.once("exit", () => resolve())
          : resolve(),
      );
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, "SIGKILL");
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}

/** The address of the debugger, as the browser itself says it. */
function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", () => reject(new Error(`the browser ended: ${said.slice(-500)}`)));
  });
}

/** How many times a fault is repeated: few in everyday runs, the sizes of reliability.md on demand (INTENDANCE_FAULTS=full). */
export const faultCycles = (everyday: number, full: number): number =>
  process.env["INTENDANCE_FAULTS"] === "full" ? full : everyday;

/** What was lost or torn: acknowledged numbers not found, and gestures of which only one half is there. */
export function compareFound(
  acknowledged: readonly number[],
  found: { readonly drafts: readonly number[]; readonly operations: readonly number[] },
): { readonly lost: readonly number[]; readonly torn: readonly number[] } {
  const [drafts, operations] = [new Set(found.drafts), new Set(found.operations)];
  return {
    lost: acknowledged.filter((number) => !drafts.has(number)),
    torn: [...new Set([...drafts, ...operations])].filter(
      (number) => drafts.has(number) !== operations.has(number),
    ),
  };
}
