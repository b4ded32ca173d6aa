import type { Rectangle } from "electron";
import { fromChromium } from "./app-address.ts";
import type { Cdp } from "./cdp.ts";
import type { Chromium } from "./chromium.ts";
import type { WebContents } from "./modules/web-contents.ts";
import { refuse } from "./refuse.ts";

/** Chromium's pages: those the application opens, which become its windows, and those a page asks for, which do not. */

interface Page {
  readonly contents: WebContents;
  readonly onGone: () => void;
}

interface WindowOpen {
  readonly url: string;
  readonly windowName: string;
  readonly by: Page;
}

const browser = Promise.withResolvers<Chromium>();
const pages = new Map<string, Page>();
/** Sessions of pages that wait for whoever asked for them. */
const attached = new Map<string, (cdp: Cdp) => void>();
const asked: WindowOpen[] = [];
const askers: ((open: WindowOpen) => void)[] = [];
/** The page the application is opening: until Chromium has named it, no attached page can be told from it. */
let opening: Promise<unknown> = Promise.resolve();

/** Opens a page for `contents`; `onGone` is called when Chromium has closed it, whatever the reason. */
export function openTarget(contents: WebContents, bounds: Rectangle, onGone: () => void): void {
  opening = opening.then(async () => {
    const chromium = await browser.promise;
    const { width, height } = bounds;
    const { targetId } = await chromium.pipe
      .session("")
      .send("Target.createTarget", { url: "about:blank", newWindow: true, width, height });
    const page = { contents, onGone };
    pages.set(targetId, page);
    attached.set(targetId, (cdp) => {
      cdp.on("Page.windowOpen", ({ url, windowName }) => {
        const open = { url, windowName, by: page };
        const asker = askers.shift();
        if (asker === undefined) asked.push(open);
        else asker(open);
      });
      void contents.attach(cdp, targetId);
    });
  });
}

/** From now on every page of `chromium` is caught before its first request. */
export async function watchTargets(chromium: Chromium): Promise<void> {
  const root = chromium.pipe.session("");
  root.on("Target.attachedToTarget", ({ sessionId, targetInfo, waitingForDebugger }) => {
    const cdp = chromium.pipe.session(sessionId);
    if (targetInfo.type === "page") void onPage(root, cdp, targetInfo.targetId, targetInfo.url);
    else if (waitingForDebugger) void cdp.send("Runtime.runIfWaitingForDebugger").catch(() => {});
  });
  root.on("Target.targetDestroyed", ({ targetId }) => {
    const page = pages.get(targetId);
    pages.delete(targetId);
    page?.onGone();
  });
  root.on("Target.targetInfoChanged", ({ targetInfo }) => {
    pages.get(targetInfo.targetId)?.contents.rename(targetInfo.title);
  });
  await root.send("Target.setDiscoverTargets", { discover: true });
  await root.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
  browser.resolve(chromium);
}

async function onPage(root: Cdp, cdp: Cdp, targetId: string, url: string): Promise<void> {
  await opening;
  const take = attached.get(targetId);
  attached.delete(targetId);
  if (take !== undefined) return take(cdp);
  // A window that a page wants: paused, nothing of it requested. Its address is told by its opener, before or after.
  const open = asked.shift() ?? (await new Promise<WindowOpen>((resolve) => askers.push(resolve)));
  const answer = open.by.contents.openHandler({
    url: fromChromium(open.url === "" ? url : open.url),
    frameName: open.windowName,
    features: "",
    disposition: "foreground-tab",
    referrer: { url: "", policy: "strict-origin-when-cross-origin" },
  });
  if (answer.action !== "deny") refuse("a window opened by the page");
  // Its opener waits as long as it does, and closing alone does not free it: it goes on with every request refused.
  cdp.on("Fetch.requestPaused", ({ requestId }) => {
    void cdp.send("Fetch.failRequest", { requestId, errorReason: "Aborted" }).catch(() => {});
  });
  await cdp.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }).catch(() => {});
  await root.send("Target.closeTarget", { targetId }).catch(() => {});
  await cdp.send("Runtime.runIfWaitingForDebugger").catch(() => {});
}
