import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { IpcMainInvokeEvent, WebContents as Real, WebPreferences } from "electron";
import { fromChromium, schemeOf, schemes, toChromium } from "../app-address.ts";
import type { Cdp } from "../cdp.ts";
import { makeCodec } from "../codec.ts";
import { pageScript, preloadScript } from "../page/page-scripts.ts";
import type { FromPreload, ToPreload } from "../page/run-preload-world.ts";
import { acceptOnly, covered, makeEvent, refuse } from "../refuse.ts";
import { app, appDouble } from "./app.ts";
import { ipcMainDouble } from "./ipc-main.ts";
import { defaultSession, sessionDouble } from "./session.ts";
import { makeMainFrame } from "./web-frame.ts";

const WORLD = "Electron Isolated Context";
const BINDING = "__tellMain";
const EVENTS = [
  "before-input-event",
  "console-message",
  "context-menu",
  "destroyed",
  "did-fail-load",
  "did-finish-load",
  "did-navigate",
  "did-navigate-in-page",
  "did-start-navigation",
  "dom-ready",
  "page-title-updated",
  "preload-error",
  "render-process-gone",
  "responsive",
  "unresponsive",
  "will-attach-webview",
  "will-frame-navigate",
  "will-navigate",
  "will-prevent-unload",
  "will-redirect",
];
const codec = makeCodec();
const withoutHash = (url: string): string => url.replace(/#.*$/, "");

/** What a page needs of the window around it and of the browser. */
export interface Surroundings {
  close(): void;
  onFirstLoad(): void;
  /** The page keeps its window (beforeunload). */
  onStay(): void;
}

let count = 0;

export abstract class HeldPage extends EventEmitter {
  readonly id: number;
  readonly session = defaultSession as unknown as Real["session"];
  readonly mainFrame: Real["mainFrame"];
  targetId = "";
  /** Resolves once Chromium's page is there and prepared. */
  readonly attached = Promise.withResolvers<Cdp>();
  openHandler: Parameters<Real["setWindowOpenHandler"]>[0] = () => ({ action: "allow" });

  protected readonly preferences: WebPreferences;
  protected readonly surroundings: Surroundings;
  private readonly expected = new Set<string>();
  private url = "";
  private title = "";
  private frameId = "";
  private context: number | null = null;
  private destroyed = false;
  private crashed = false;

  constructor(preferences: WebPreferences, surroundings: Surroundings) {
    super();
    acceptOnly(this, "webContents", EVENTS);
    count += 1;
    this.id = count;
    this.preferences = preferences;
    this.surroundings = surroundings;
    this.mainFrame = makeMainFrame(this) as Real["mainFrame"];
  }

  /** The same page as the application sees it. */
  readonly seen = covered("webContents", this) as unknown as Real;

  /** Takes hold of a page that waits: what must be there before its first script is put there, then it goes on. */
  async attach(cdp: Cdp, targetId: string): Promise<void> {
    this.targetId = targetId;
    this.listen(cdp);
    const secret = `worlds-${randomBytes(12).toString("hex")}:`;
    const allowsWorkers = [...schemes.values()].some(
      ({ allowServiceWorkers }) => allowServiceWorkers === true,
    );
    const steps: Promise<unknown>[] = [
      cdp.send("Page.getFrameTree").then(({ frameTree }) => {
        this.frameId = frameTree.frame.id;
      }),
      cdp.send("Page.enable"),
      cdp.send("Inspector.enable"),
      cdp.send("Network.enable"),
      cdp.send("Page.addScriptToEvaluateOnNewDocument", {
        source: pageScript(secret, allowsWorkers),
      }),
    ];
    const { preload } = this.preferences;
    if (preload !== undefined) {
      if (preload.endsWith(".mjs")) refuse("an ES module as a sandboxed preload");
      const processInfo = {
        platform: process.platform,
        arch: process.arch,
        versions: { ...process.versions },
        argv: this.preferences.additionalArguments ?? [],
        env: {},
      };
      const text = readFileSync(preload, "utf8");
      steps.push(
        cdp.send("Runtime.addBinding", { name: BINDING, executionContextName: WORLD }),
        cdp.send("Page.addScriptToEvaluateOnNewDocument", {
          worldName: WORLD,
          source: preloadScript({ secret, binding: BINDING, processInfo, text }),
        }),
      );
    }
    steps.push(
      cdp.send("Runtime.enable"),
      cdp.send("Fetch.enable", {
        patterns: [{ resourceType: "Document", requestStage: "Request" }],
      }),
      sessionDouble.emulateNetwork(cdp),
      cdp.send("Runtime.runIfWaitingForDebugger"),
    );
    await Promise.all(steps);
    sessionDouble.pages.add(cdp);
    this.attached.resolve(cdp);
  }

  private listen(cdp: Cdp): void {
    cdp.on("Runtime.executionContextCreated", ({ context: { id, name, auxData } }) => {
      const { frameId } = (auxData ?? {}) as { readonly frameId?: string };
      if (name === WORLD && frameId === this.frameId) this.context = id;
    });
    cdp.on("Runtime.executionContextsCleared", () => {
      this.context = null;
    });
    cdp.on("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
      if (name !== BINDING) return;
      // A context that has gone, or one that is not the preload's, is not listened to.
      if (this.context !== null && executionContextId !== this.context) return;
      void this.hear(JSON.parse(payload) as FromPreload, executionContextId);
    });
    cdp.on("Page.frameStartedNavigating", ({ frameId, url, navigationType }) => {
      const details = {
        url: fromChromium(url),
        isMainFrame: frameId === this.frameId,
        isSameDocument: /sameDocument/i.test(navigationType),
        frame: this.mainFrame,
      };
      this.emit("did-start-navigation", makeEvent(details), details.url);
    });
    cdp.on("Page.frameNavigated", ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.frameId = frame.id;
      this.crashed = false;
      this.url = fromChromium(frame.url + (frame.urlFragment ?? ""));
      this.emit("did-navigate", makeEvent(), this.url, 200, "OK");
    });
    cdp.on("Page.navigatedWithinDocument", ({ frameId, url }) => {
      if (frameId !== this.frameId) return;
      this.url = fromChromium(url);
      this.emit("did-navigate-in-page", "did-start-navigation", makeEvent(), this.url, true);
    });
    cdp.on("Page.domContentEventFired", () => this.emit("dom-ready", makeEvent()));
    cdp.on("Page.loadEventFired", () => {
      this.emit("did-finish-load", makeEvent());
      this.surroundings.onFirstLoad();
    });
    cdp.on("Runtime.consoleAPICalled", ({ type, args }) => {
      const message = args.map((arg) => String(arg.value ?? arg.description)).join(" ");
      this.emit("console-message", "context-menu", makeEvent({ level: type, message }));
    });
    cdp.on("Page.javascriptDialogOpening", ({ type }) => {
      if (type === "beforeunload") void this.leave(cdp);
    });
    cdp.on("Inspector.targetCrashed", () => {
      this.crashed = true;
      this.context = null;
      const details = { reason: "crashed", exitCode: 5 };
      this.emit("render-process-gone", makeEvent(), details);
      app.emit("render-process-gone", makeEvent(), this.seen, details);
    });
    cdp.on("Fetch.requestPaused", ({ requestId, request, frameId, redirectedRequestId }) => {
      const isMain = frameId === this.frameId;
      const isDenied = this.denies(request.url, isMain, redirectedRequestId !== undefined);
      // The page may have gone meanwhile.
      const answered = isDenied
        ? cdp.send("Fetch.failRequest", { requestId, errorReason: "Aborted" })
        : cdp.send("Fetch.continueRequest", { requestId });
      answered.catch(() => {});
    });
  }

  /** Whether the application forbids this navigation, which the page started. */
  private denies(chromiumUrl: string, isMain: boolean, isRedirect: boolean): boolean {
    const url = fromChromium(chromiumUrl);
    if (isMain && this.expected.delete(withoutHash(chromiumUrl))) return false;
    const frame = this.mainFrame;
    const event = makeEvent({ url, isMainFrame: isMain, isSameDocument: false, frame });
    if (isMain && isRedirect) this.emit("will-redirect", event, url, false, true);
    else if (isMain) this.emit("will-navigate", event, url, false, true);
    this.emit("will-frame-navigate", event);
    return event.defaultPrevented;
  }

  /** Electron asks nobody: a page that would keep its window keeps it, unless the application prevents that. */
  private async leave(cdp: Cdp): Promise<void> {
    const event = makeEvent();
    this.emit("will-prevent-unload", event);
    const accept = event.defaultPrevented;
    await cdp.send("Page.handleJavaScriptDialog", { accept }).catch(() => {});
    if (!accept) this.surroundings.onStay();
  }

  private async hear(said: FromPreload, context: number): Promise<void> {
    if (said.type === "preload-error") {
      const error = codec.decode(said.error) as Error;
      if (error.message.startsWith("electron-double:")) refuse(`preload: ${error.message}`);
      this.emit("preload-error", makeEvent(), this.preferences.preload ?? "", error);
      return;
    }
    const { mainFrame } = this;
    if (said.type === "context-menu") {
      this.emit("context-menu", makeEvent(), covered("context-menu", said.params));
      return;
    }
    const isDestroyed = (): boolean => this.destroyed;
    const event = Object.assign(makeEvent({ type: "frame", sender: this.seen, ports: [] }), {
      processId: this.id,
      frameId: this.id,
      get senderFrame(): unknown {
        return isDestroyed() ? null : mainFrame;
      },
    }) as unknown as IpcMainInvokeEvent;
    const args = codec.decode(said.args) as unknown[];
    if (said.type === "send") {
      ipcMainDouble.emit(said.channel, event, ...args);
      return;
    }
    const { id, channel } = said;
    try {
      const value = codec.encode(await ipcMainDouble.answer(channel, event, args));
      this.tell({ type: "answer", id, value }, context);
    } catch (thrown) {
      const message = `Error invoking remote method '${channel}': ${String(thrown)}`;
      this.tell({ type: "failure", id, message }, context);
    }
  }

  private tell(said: ToPreload, context = this.context): void {
    if (context === null || this.destroyed) return;
    void this.attached.promise
      .then((cdp) =>
        cdp.send("Runtime.callFunctionOn", {
          executionContextId: context,
          functionDeclaration: "function (text) { globalThis.__hearMain(text); }",
          arguments: [{ value: JSON.stringify(said) }],
          silent: true,
        }),
      )
      // The page has gone: nobody is left to hear it.
      .catch(() => {});
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new Error("Object has been destroyed");
    this.tell({ type: "event", channel, args: codec.encode(args) });
  }

  async loadURL(url: string): Promise<void> {
    const cdp = await this.attached.promise;
    const chromiumUrl = new URL(toChromium(url)).href;
    if (
      toChromium(url) === url &&
      !["http", "https", "file", "data", "about"].includes(schemeOf(url))
    )
      refuse(`loading ${url}`);
    this.expected.add(withoutHash(chromiumUrl));
    await sessionDouble.settlePermissions(cdp, this.seen, chromiumUrl);
    const loaded = new Promise<void>((done) => cdp.once("Page.loadEventFired", () => done()));
    const { errorText, loaderId } = await cdp.send("Page.navigate", { url: chromiumUrl });
    if (errorText !== undefined && errorText !== "") {
      this.emit("did-fail-load", makeEvent(), -2, errorText, url, true);
      throw Object.assign(new Error(`${errorText} loading '${url}'`), { code: errorText, url });
    }
    if (loaderId !== undefined) await loaded;
  }
  loadFile(path: string): Promise<void> {
    return this.loadURL(pathToFileURL(resolve(appDouble.getAppPath(), path)).href);
  }
  reload(): void {
    this.expected.add(withoutHash(toChromium(this.url)));
    void this.attached.promise.then((cdp) => cdp.send("Page.reload")).catch(() => {});
  }
  reloadIgnoringCache(): void {
    this.reload();
  }
  getURL(): string {
    return this.url;
  }
  getTitle(): string {
    return this.title;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  getType(): "window" {
    return "window";
  }

  /** Called when the page has another title. */
  rename(title: string): void {
    if (title === this.title || title === "") return;
    this.title = title;
    this.emit("page-title-updated", makeEvent(), title, true);
  }
  /** Called when Chromium's page has gone. */
  destroy(): void {
    this.destroyed = true;
    void this.attached.promise.then((cdp) => sessionDouble.pages.delete(cdp));
    this.emit("destroyed", makeEvent());
  }
}
