import { EventEmitter } from "node:events";
import type {
  BrowserWindow as Real,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebPreferences,
} from "electron";
import { acceptOnly, type Conforming, covered, makeEvent, refuse } from "../refuse.ts";
import { openTarget } from "../targets.ts";
import { app, appDouble } from "./app.ts";
import { screen } from "./screen.ts";
import type { Surroundings } from "./held-page.ts";
import { WebContents } from "./web-contents.ts";

const EVENTS = [
  "always-on-top-changed",
  "blur",
  "close",
  "closed",
  "enter-full-screen",
  "focus",
  "hide",
  "leave-full-screen",
  "maximize",
  "minimize",
  "move",
  "moved",
  "page-title-updated",
  "query-session-end",
  "ready-to-show",
  "resize",
  "resized",
  "responsive",
  "restore",
  "session-end",
  "show",
  "unmaximize",
  "unresponsive",
];

/** What would make the page trusted, or strip it of its limits. The double has no such pages to offer. */
const REFUSED: readonly (readonly [keyof WebPreferences, boolean])[] = [
  ["contextIsolation", false],
  ["nodeIntegration", true],
  ["nodeIntegrationInSubFrames", true],
  ["nodeIntegrationInWorker", true],
  ["sandbox", false],
  ["webSecurity", false],
  ["webviewTag", true],
  ["allowRunningInsecureContent", true],
];

const windows = new Map<number, BrowserWindow>();

/** How the application sees a window of the double: what it lacks is refused. */
const asReal = (window: BrowserWindow): Real => window as unknown as Real;

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): Real[] {
    return [...windows.values()].map(asReal);
  }
  static fromId(id: number): Real | null {
    const window = windows.get(id);
    return window === undefined ? null : asReal(window);
  }
  static fromWebContents(contents: { readonly id: number } | null): Real | null {
    return contents === null ? null : BrowserWindow.fromId(contents.id);
  }
  static getFocusedWindow(): Real | null {
    return BrowserWindow.getAllWindows().at(-1) ?? null;
  }

  readonly id: number;
  readonly webContents: Real["webContents"];
  readonly contents: WebContents;
  title: string;
  private bounds: Rectangle;
  private normalBounds: Rectangle;
  private visible: boolean;
  private destroyed = false;
  private state: "normal" | "maximized" | "minimized" | "fullscreen" = "normal";
  private isLoaded = false;
  private stays = false;
  private readonly gone = Promise.withResolvers<void>();

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!appDouble.isReady()) throw new Error("Cannot create BrowserWindow before app is ready");
    const { webPreferences = {} } = options;
    for (const [name, value] of REFUSED)
      if (webPreferences[name] === value) refuse(`webPreferences.${name}: ${value}`);
    acceptOnly(this, "BrowserWindow", EVENTS);
    const { width = 800, height = 600 } = options;
    const { workArea } = screen.getPrimaryDisplay();
    const x = options.x ?? workArea.x + Math.max(0, Math.round((workArea.width - width) / 2));
    const y = options.y ?? workArea.y + Math.max(0, Math.round((workArea.height - height) / 2));
    this.bounds = { x, y, width, height };
    this.normalBounds = this.bounds;
    this.visible = options.show !== false;
    this.title = options.title ?? app.getName();

    const surroundings: Surroundings = {
      close: () => this.close(),
      onFirstLoad: () => this.onLoad(),
      onStay: () => {
        this.stays = true;
        this.gone.resolve();
      },
    };
    this.contents = new WebContents(webPreferences, surroundings);
    this.id = this.contents.id;
    this.webContents = this.contents.seen;
    const seen = covered("BrowserWindow", this);
    windows.set(this.id, seen);
    openTarget(this.contents, this.bounds, () => this.onGone());
    app.emit("web-contents-created", makeEvent(), this.webContents);
    app.emit("browser-window-created", makeEvent(), seen);
    return seen;
  }

  private onLoad(): void {
    if (this.isLoaded) return;
    this.isLoaded = true;
    this.emit("ready-to-show", makeEvent());
  }
  private onGone(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    windows.delete(this.id);
    this.contents.destroy();
    this.emit("closed", makeEvent());
    this.gone.resolve();
    if (windows.size > 0 || appDouble.isQuitting) return;
    if (app.listenerCount("window-all-closed") === 0) app.quit();
    else app.emit("window-all-closed");
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }
  loadFile(path: string): Promise<void> {
    return this.contents.loadFile(path);
  }
  reload(): void {
    this.contents.reload();
  }
  capturePage(): ReturnType<WebContents["capturePage"]> {
    return this.contents.capturePage();
  }
  close(): void {
    void this.closeInOrder();
  }
  /** False where the application or the page keeps the window. */
  async closeInOrder(): Promise<boolean> {
    if (this.destroyed) return true;
    const event = makeEvent();
    this.emit("close", event);
    if (event.defaultPrevented) return false;
    this.stays = false;
    const cdp = await this.contents.attached.promise;
    if (this.contents.isCrashed()) this.destroy();
    else await cdp.send("Page.close").catch(() => {});
    await this.gone.promise;
    return !this.stays;
  }
  destroy(): void {
    this.contents.closeTarget();
    this.onGone();
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }

  show(): void {
    this.visible = true;
    this.emit("show", makeEvent());
    this.focus();
  }
  showInactive(): void {
    this.visible = true;
    this.emit("show", makeEvent());
  }
  hide(): void {
    this.visible = false;
    this.emit("hide", makeEvent());
  }
  isVisible(): boolean {
    return this.visible;
  }
  focus(): void {
    this.emit("focus", makeEvent());
    app.emit("browser-window-focus", makeEvent(), this);
  }
  blur(): void {
    this.emit("blur", makeEvent());
  }
  isFocused(): boolean {
    return this.visible && !this.isMinimized();
  }
  moveTop(): void {}

  minimize(): void {
    this.state = "minimized";
    this.emit("minimize", makeEvent());
  }
  isMinimized(): boolean {
    return this.state === "minimized";
  }
  restore(): void {
    if (!this.isMinimized()) return;
    this.state = "normal";
    this.emit("restore", makeEvent());
  }
  maximize(): void {
    this.visible = true;
    this.changeState("maximized", screen.getPrimaryDisplay().workArea, "maximize");
  }
  unmaximize(): void {
    if (this.isMaximized()) this.changeState("normal", this.normalBounds, "unmaximize");
  }
  isMaximized(): boolean {
    return this.state === "maximized";
  }
  setFullScreen(isFull: boolean): void {
    if (isFull)
      this.changeState("fullscreen", screen.getPrimaryDisplay().bounds, "enter-full-screen");
    else if (this.isFullScreen())
      this.changeState("normal", this.normalBounds, "leave-full-screen");
  }
  isFullScreen(): boolean {
    return this.state === "fullscreen";
  }
  private changeState(state: typeof this.state, bounds: Rectangle, event: string): void {
    if (this.state === "normal") this.normalBounds = this.bounds;
    this.state = state;
    this.bounds = { ...bounds };
    this.contents.resize(this.bounds);
    this.emit(event, makeEvent());
    this.emit("resize", makeEvent());
  }

  getBounds(): Rectangle {
    return { ...this.bounds };
  }
  getNormalBounds(): Rectangle {
    return { ...(this.state === "normal" ? this.bounds : this.normalBounds) };
  }
  setBounds(changed: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...changed };
    this.contents.resize(this.bounds);
    if (changed.width !== undefined || changed.height !== undefined)
      this.emit("resize", makeEvent());
    if (changed.x !== undefined || changed.y !== undefined) this.emit("move", makeEvent());
  }
  getSize(): [number, number] {
    return [this.bounds.width, this.bounds.height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  getPosition(): [number, number] {
    return [this.bounds.x, this.bounds.y];
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  center(): void {}
  setMinimumSize(_width: number, _height: number): void {}

  getTitle(): string {
    return this.title;
  }
  setTitle(title: string): void {
    this.title = title;
  }
  setMenuBarVisibility(_visible: boolean): void {}
  setAutoHideMenuBar(_hides: boolean): void {}
  removeMenu(): void {}
  setProgressBar(_progress: number): void {}
  setOverlayIcon(_icon: unknown, _description: string): void {}
  setBackgroundColor(_colour: string): void {}
  flashFrame(_flashes: boolean): void {}
  setDocumentEdited(_edited: boolean): void {}
}

BrowserWindow.prototype satisfies Conforming<Real, BrowserWindow>;

/** How quitting begins: window after window, until one is kept. */
appDouble.closeWindows = async () => {
  for (const window of windows.values()) if (!(await window.closeInOrder())) return false;
  return true;
};

export const webContents = covered("webContents", {
  getAllWebContents: () => [...windows.values()].map((window) => window.webContents),
  fromId: (id: number) => windows.get(id)?.webContents,
  fromDevToolsTargetId: (targetId: string) =>
    [...windows.values()].find(({ contents }) => contents.targetId === targetId)?.webContents,
  getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents ?? null,
});
