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

const browser = Promise.withResolvers<Chromium>();
const pages = new Map<string, Page>();
/** Sessions of pages that wait for whoever asked for them. */
const attached = new Map<string, (cdp: Cdp) => void>();
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
    pages.set(targetId, { contents, onGone });
    attached.set(targetId, (cdp) => {
      cdp.on("Page.windowOpen", ({ url, windowName }) => askForWindow(contents, url, windowName));
      void contents.attach(cdp, targetId);
    });
  });
}

/** From now on every page of `chromium` is caught before its first request. */
export async function watchTargets(chromium: Chromium): Promise<void> {
  const root = chromium.pipe.session("");
  root.on("Target.attachedToTarget", ({ sessionId, targetInfo, waitingForDebugger }) => {
    const cdp = chromium.pipe.session(sessionId);
    if (targetInfo.type === "page") void onPage(root, cdp, targetInfo);
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
  await holdDocuments(root);
  await root.send("Target.setDiscoverTargets", { discover: true });
  await root.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
  browser.resolve(chromium);
}

/**
 * The application's answer to a page that wants a window. It is asked when the opener says so, whatever became of the window
 * meanwhile: one that waited for the other would leave both waiting, for they may share a process.
 */
function askForWindow(opener: WebContents, url: string, frameName: string): void {
  const answer = opener.openHandler({
    url: fromChromium(url),
    frameName,
    features: "",
    disposition: "foreground-tab",
    referrer: { url: "", policy: "strict-origin-when-cross-origin" },
  });
  if (answer.action !== "deny") refuse("a window opened by the page");
}

/**
 * A page that appeared. One that another page opened is closed; closing alone does not free an opener that waits for it, so it
 * goes on too. One without an opener is a test's own.
 */
async function onPage(
  root: Cdp,
  cdp: Cdp,
  { targetId, openerId }: { readonly targetId: string; readonly openerId?: string },
): Promise<void> {
  await opening;
  const take = attached.get(targetId);
  attached.delete(targetId);
  if (take !== undefined) return take(cdp);
  if (openerId === undefined) return;
  await root.send("Target.closeTarget", { targetId }).catch(() => {});
  await cdp.send("Runtime.runIfWaitingForDebugger").catch(() => {});
}

/**
 * Lets no page that another page opened ask for a document. Held at the browser's own session, the nearest to the
 * network: the page's would be too late, for Playwright, which watches it too, lets it go on as soon as it has looked at it.
 */
async function holdDocuments(root: Cdp): Promise<void> {
  const unasked = new Set<string>();
  root.on("Target.targetCreated", ({ targetInfo: { type, openerId, targetId } }) => {
    if (type === "page" && openerId !== undefined) unasked.add(targetId);
  });
  root.on("Fetch.requestPaused", ({ requestId, frameId }) => {
    // The frame of a page has the page's own identity.
    const answer = unasked.has(frameId)
      ? root.send("Fetch.failRequest", { requestId, errorReason: "Aborted" })
      : root.send("Fetch.continueRequest", { requestId });
    answer.catch(() => {});
  });
  await root.send("Fetch.enable", { patterns: [{ urlPattern: "*", resourceType: "Document" }] });
}
