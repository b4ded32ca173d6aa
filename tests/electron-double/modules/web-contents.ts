import type {
  NativeImage,
  PrintToPDFOptions,
  Rectangle,
  WebContents as Real,
  WebPreferences,
} from "electron";
import { type Conforming, covered } from "../refuse.ts";
import { HeldPage } from "./held-page.ts";
import { printOptions } from "./print-options.ts";

/** What the application may do with a page once it is there; what the page itself does is in held-page.ts. */
export class WebContents extends HeldPage {
  zoomFactor = 1;
  zoomLevel = 0;

  /** Not in Electron's type file; there as well. Its defaults are filled in. */
  getLastWebPreferences(): WebPreferences {
    return {
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      ...this.preferences,
    };
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const cdp = await this.attached.promise;
    const { result, exceptionDetails } = await cdp.send("Runtime.evaluate", {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }
  async printToPDF(options: PrintToPDFOptions): Promise<Buffer> {
    const cdp = await this.attached.promise;
    const { data } = await cdp.send("Page.printToPDF", printOptions(options));
    return Buffer.from(data, "base64");
  }
  async capturePage(): Promise<NativeImage> {
    const cdp = await this.attached.promise;
    const { data } = await cdp.send("Page.captureScreenshot");
    const png = Buffer.from(data, "base64");
    const image = { toPNG: () => png, isEmpty: () => png.length === 0 };
    return covered("nativeImage", image) as unknown as NativeImage;
  }
  forcefullyCrashRenderer(): void {
    void this.attached.promise.then((cdp) => cdp.send("Page.crash")).catch(() => {});
  }

  setWindowOpenHandler(handler: Parameters<Real["setWindowOpenHandler"]>[0]): void {
    this.openHandler = handler;
  }
  undo(): void {
    this.edit("undo");
  }
  redo(): void {
    this.edit("redo");
  }
  cut(): void {
    this.edit("cut");
  }
  copy(): void {
    this.edit("copy");
  }
  paste(): void {
    this.edit("paste");
  }
  delete(): void {
    this.edit("delete");
  }
  selectAll(): void {
    this.edit("selectAll");
  }
  private edit(command: string): void {
    void this.attached.promise
      .then((cdp) =>
        cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", commands: [command] }),
      )
      .catch(() => {});
  }
  /** Remembered, without effect on the page: Chromium's protocol has no zoom of its own kind. */
  setZoomLevel(level: number): void {
    this.zoomLevel = level;
    this.setZoomFactor(1.2 ** level);
  }
  getZoomLevel(): number {
    return this.zoomLevel;
  }
  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
  }
  getZoomFactor(): number {
    return this.zoomFactor;
  }
  setVisualZoomLevelLimits(_least: number, _most: number): Promise<void> {
    return Promise.resolve();
  }
  setBackgroundThrottling(_allowed: boolean): void {}
  toggleDevTools(): void {}
  openDevTools(): void {}
  closeDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false;
  }
  focus(): void {}
  isFocused(): boolean {
    return true;
  }
  close(): void {
    this.surroundings.close();
  }

  /** Gives Chromium's window this size. */
  resize({ width, height }: Rectangle): void {
    void this.attached.promise
      .then(async (cdp) => {
        const { windowId } = await cdp.send("Browser.getWindowForTarget");
        await cdp.send("Browser.setWindowBounds", { windowId, bounds: { width, height } });
      })
      .catch(() => {});
  }
  /** Takes Chromium's page away without asking it. */
  closeTarget(): void {
    const { targetId } = this;
    void this.attached.promise
      .then((cdp) => cdp.send("Target.closeTarget", { targetId }))
      .catch(() => {});
  }
}

WebContents.prototype satisfies Conforming<Real, Omit<WebContents, "attach">>;
