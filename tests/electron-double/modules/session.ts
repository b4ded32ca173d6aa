import { EventEmitter } from "node:events";
import type {
  ClearStorageDataOptions,
  EnableNetworkEmulationOptions,
  OnHeadersReceivedListenerDetails,
  HeadersReceivedResponse,
  PermissionRequest,
  Session,
  WebContents,
} from "electron";
import { fromChromium, originOf, toChromium } from "../app-address.ts";
import type { Cdp } from "../cdp.ts";
import { acceptOnly, type Conforming, covered, record, refuse } from "../refuse.ts";
import { protocol } from "./protocol.ts";

type RequestHandler = Exclude<Parameters<Session["setPermissionRequestHandler"]>[0], null>;
type CheckHandler = Exclude<Parameters<Session["setPermissionCheckHandler"]>[0], null>;
type Permission = Parameters<CheckHandler>[1];
type HeadersListener = (
  details: OnHeadersReceivedListenerDetails,
  callback: (response: HeadersReceivedResponse) => void,
) => void;

/** Electron's kinds of permission, and the names of the same among Chromium's. */
const PERMISSIONS: readonly (readonly [Permission, readonly string[]])[] = [
  ["background-sync", ["background-sync"]],
  ["clipboard-read", ["clipboard-read"]],
  ["clipboard-sanitized-write", ["clipboard-write"]],
  ["display-capture", ["display-capture"]],
  ["geolocation", ["geolocation"]],
  ["idle-detection", ["idle-detection"]],
  ["keyboardLock", ["keyboard-lock"]],
  ["local-fonts", ["local-fonts"]],
  ["local-network", ["local-network"]],
  ["loopback-network", ["loopback-network"]],
  ["media", ["camera", "microphone"]],
  ["midi", ["midi"]],
  ["notifications", ["notifications"]],
  ["persistent-storage", ["persistent-storage"]],
  ["pointerLock", ["pointer-lock"]],
  ["sensors", ["accelerometer", "gyroscope", "magnetometer"]],
  ["storage-access", ["storage-access"]],
  ["window-management", ["window-management"]],
];

/** Every address but those of the application's own scheme. */
const NETWORK = ["http://127.0.0.1:*/*", "http://localhost:*/*", "https://*/*"];

let headersListener: HeadersListener | null = null;

const webRequest = covered("webRequest", {
  onHeadersReceived(...args: readonly unknown[]): void {
    headersListener = args.at(-1) as HeadersListener | null;
  },
});

/** Headers of an answer of `protocol.handle` after the application's own listener, if any. */
export async function applyHeadersReceived(
  url: string,
  headers: Record<string, string>,
): Promise<Record<string, string>> {
  const listener = headersListener;
  if (listener === null) return headers;
  const entries = Object.entries(headers).map(([name, value]) => [name, [value]] as const);
  const details = { url, method: "GET", responseHeaders: Object.fromEntries(entries) };
  const { responseHeaders } = await new Promise<HeadersReceivedResponse>((resolve) => {
    listener(details as unknown as OnHeadersReceivedListenerDetails, resolve);
  });
  return Object.fromEntries(
    Object.entries(responseHeaders ?? details.responseHeaders).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
}

class SessionDouble extends EventEmitter {
  readonly protocol = protocol;
  readonly webRequest = webRequest;
  /** Every page of the session; kept by web-contents.ts. */
  readonly pages = new Set<Cdp>();
  private requestHandler: RequestHandler | null = null;
  private checkHandler: CheckHandler | null = null;
  private network: EnableNetworkEmulationOptions = {};

  constructor() {
    super();
    acceptOnly(this, "session", ["will-download"]);
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(_handler: unknown): void {}
  setDisplayMediaRequestHandler(_handler: unknown): void {}
  setSpellCheckerEnabled(_enabled: boolean): void {}
  setSpellCheckerLanguages(_languages: string[]): void {}
  isPersistent(): boolean {
    return true;
  }
  flushStorageData(): void {}
  async clearCache(): Promise<void> {
    for (const page of this.pages) await page.send("Network.clearBrowserCache");
  }
  async clearStorageData(options: ClearStorageDataOptions = {}): Promise<void> {
    const [page] = this.pages;
    if (page === undefined || options.origin === undefined)
      return refuse("session.clearStorageData without a page and an origin");
    await page.send("Storage.clearDataForOrigin", {
      origin: new URL(toChromium(options.origin)).origin,
      storageTypes: (options.storages ?? ["all"])
        .map((storage) => (storage === "indexdb" ? "indexeddb" : storage))
        .join(","),
    });
  }

  enableNetworkEmulation(options: EnableNetworkEmulationOptions): void {
    this.network = options;
    for (const page of this.pages) void this.emulateNetwork(page);
  }
  disableNetworkEmulation(): void {
    this.enableNetworkEmulation({});
  }
  /** The application's own scheme is no network: it answers while the rest is offline, as on Electron. */
  async emulateNetwork(page: Cdp): Promise<void> {
    const { offline = false, latency = 0 } = this.network;
    const conditions = { offline, latency, downloadThroughput: -1, uploadThroughput: -1 };
    await page.send("Network.overrideNetworkState", conditions);
    await page.send("Network.emulateNetworkConditionsByRule", {
      matchedNetworkConditions: offline
        ? NETWORK.map((urlPattern) => ({ urlPattern, ...conditions }))
        : [],
      offline,
    });
  }

  /** Asks the application for every kind of permission its page could want, and sets the answers in Chromium. */
  async settlePermissions(page: Cdp, contents: WebContents, url: string): Promise<void> {
    if (!/^https?:/.test(url)) return;
    const { origin } = new URL(url);
    const settled = PERMISSIONS.map(async ([permission, names]) => {
      const granted = await this.grants(contents, permission, fromChromium(url));
      record.permissions.push({ permission, granted });
      const setting = granted ? "granted" : "denied";
      for (const name of names)
        await page
          .send("Browser.setPermission", { permission: { name }, setting, origin })
          // A Chromium without this kind has nothing to give.
          .catch(() => {});
    });
    await Promise.all(settled);
  }

  /** Electron grants what nobody refuses; asked in either way, a permission given once counts as given. */
  private async grants(
    contents: WebContents,
    permission: Permission,
    requestingUrl: string,
  ): Promise<boolean> {
    const origin = originOf(requestingUrl);
    const details = { requestingUrl, isMainFrame: true };
    const { requestHandler, checkHandler } = this;
    const checked = checkHandler?.(contents, permission, origin, details) ?? false;
    if (checked || requestHandler === null) return true;
    return new Promise((resolve) => {
      requestHandler(contents, permission, resolve, details as PermissionRequest);
    });
  }
}

export const sessionDouble = new SessionDouble();
export const defaultSession = covered("session", sessionDouble) satisfies Conforming<
  Session,
  Omit<SessionDouble, "webRequest" | "protocol">
>;
export const session = covered("session", {
  defaultSession,
  fromPartition: (name: string): never => refuse(`session.fromPartition("${name}")`),
});
