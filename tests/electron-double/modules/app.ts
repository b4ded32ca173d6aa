import { EventEmitter } from "node:events";
import { mkdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { App, RelaunchOptions } from "electron";
import { launch } from "../launch.ts";
import { acceptOnly, type Conforming, covered, makeEvent, record, refuse } from "../refuse.ts";
import { InstanceLock } from "./instance-lock.ts";

/** Events the double says, and those only the system says (files and links opened, wake-ups): tests emit these. */
const EVENTS = [
  "activate",
  "before-quit",
  "browser-window-blur",
  "browser-window-created",
  "browser-window-focus",
  "child-process-gone",
  "open-file",
  "open-url",
  "quit",
  "ready",
  "render-process-gone",
  "second-instance",
  "web-contents-created",
  "will-finish-launching",
  "will-quit",
  "window-all-closed",
];

type PathName = Parameters<App["getPath"]>[0];

class AppDouble extends EventEmitter {
  readonly isPackaged: boolean;
  name: string;
  badgeCount = 0;
  readonly commandLine = covered("app.commandLine", {
    appendArgument(_value: string): void {},
    appendSwitch(name: string, value = ""): void {
      launch.switches.set(name, value);
      launch.chromiumFlags.push(value === "" ? `--${name}` : `--${name}=${value}`);
    },
    getSwitchValue: (name: string): string => launch.switches.get(name) ?? "",
    hasSwitch: (name: string): boolean => launch.switches.has(name),
    removeSwitch: (name: string): void => void launch.switches.delete(name),
  });
  readonly dock = undefined;
  /** What quitting closes: the windows. Told by browser-window.ts. */
  closeWindows: () => Promise<boolean> = () => Promise.resolve(true);
  /** What dies with the application: Chromium. Told by start.ts. */
  endChromium: () => Promise<void> = () => Promise.resolve();
  isQuitting = false;

  private readonly paths = new Map<string, string>();
  private readonly lock = new InstanceLock();
  private readonly readiness = Promise.withResolvers<void>();
  private ready = false;
  private about: unknown = {};

  constructor() {
    super();
    acceptOnly(this, "app", EVENTS);
    this.isPackaged = launch.packaged;
    this.name = launch.manifest.productName ?? launch.manifest.name ?? "Electron";
  }

  whenReady(): Promise<void> {
    return this.readiness.promise;
  }
  isReady(): boolean {
    return this.ready;
  }
  becomeReady(): void {
    this.ready = true;
    this.readiness.resolve();
    this.emit("will-finish-launching");
    this.emit("ready", makeEvent(), {});
  }

  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return launch.manifest.version ?? "0.0.0";
  }
  getAppPath(): string {
    return launch.appPath;
  }
  getLocale(): string {
    return launch.switches.get("lang") ?? "fr";
  }
  getSystemLocale(): string {
    return "fr-FR";
  }
  getPreferredSystemLanguages(): string[] {
    return [launch.switches.get("lang") ?? "fr-FR"];
  }
  getPath(name: PathName): string {
    const set = this.paths.get(name);
    if (set !== undefined) return set;
    const home = homedir();
    const appData = process.env["XDG_CONFIG_HOME"] ?? join(home, ".config");
    const given = launch.switches.get("user-data-dir");
    const userData =
      this.paths.get("userData") ??
      (given === undefined ? join(appData, this.name) : resolve(given));
    const paths: Partial<Record<PathName, string>> = {
      home,
      appData,
      userData,
      sessionData: userData,
      temp: tmpdir(),
      exe: process.execPath,
      module: process.execPath,
      logs: join(userData, "logs"),
      crashDumps: join(userData, "Crashpad"),
      desktop: join(home, "Desktop"),
      documents: join(home, "Documents"),
      downloads: join(home, "Downloads"),
    };
    return paths[name] ?? refuse(`app.getPath("${name}")`);
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  setAppLogsPath(path?: string): void {
    const folder = path ?? this.getPath("logs");
    mkdirSync(folder, { recursive: true });
    this.paths.set("logs", folder);
  }

  requestSingleInstanceLock(data?: unknown): boolean {
    return this.lock.take(this.getPath("userData"), data, (knock) =>
      this.emit("second-instance", makeEvent(), knock.argv, knock.folder, knock.data),
    );
  }
  hasSingleInstanceLock(): boolean {
    return this.lock.isHeld;
  }
  releaseSingleInstanceLock(): void {
    this.lock.release();
  }

  setAsDefaultProtocolClient(protocol: string): boolean {
    record.protocolClients.push(protocol);
    return true;
  }
  isDefaultProtocolClient(protocol: string): boolean {
    return record.protocolClients.includes(protocol);
  }
  removeAsDefaultProtocolClient(protocol: string): boolean {
    record.protocolClients = record.protocolClients.filter((known) => known !== protocol);
    return true;
  }
  setBadgeCount(count = 0): boolean {
    this.badgeCount = count;
    return true;
  }
  getBadgeCount(): number {
    return this.badgeCount;
  }
  setAboutPanelOptions(options: unknown): void {
    this.about = options;
  }
  showAboutPanel(): void {
    record.dialogs.push({ name: "showAboutPanel", options: this.about });
  }
  setAppUserModelId(_id: string): void {}
  addRecentDocument(_path: string): void {}
  clearRecentDocuments(): void {}
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  focus(): void {}
  /** Noted and not done: a process of its own would outlive the test. */
  relaunch(options: RelaunchOptions = {}): void {
    record.relaunches.push(options);
  }

  quit(): void {
    if (this.isQuitting) return;
    this.isQuitting = true;
    const before = makeEvent();
    this.emit("before-quit", before);
    if (before.defaultPrevented) {
      this.isQuitting = false;
      return;
    }
    void this.quitOnceClosed();
  }
  exit(code = 0): void {
    this.isQuitting = true;
    void this.end(code);
  }

  private async quitOnceClosed(): Promise<void> {
    const will = makeEvent();
    const closed = await this.closeWindows();
    if (closed) this.emit("will-quit", will);
    if (!closed || will.defaultPrevented) this.isQuitting = false;
    else await this.end(0);
  }
  private async end(code: number): Promise<void> {
    this.emit("quit", makeEvent(), code);
    await this.endChromium();
    // Last: a second instance must never find Chromium still on the profile.
    this.lock.release();
    process.exit(code);
  }
}

/** The same object for the modules of the double, which may use what is not Electron's. */
export const appDouble = new AppDouble();
export const app = covered("app", appDouble) satisfies Conforming<App, AppDouble>;
