import { BrowserWindow, nativeTheme, screen, type Session } from "electron";
import { isAppUrl } from "./app-origin.ts";
import { isGranted } from "./granted-permission.ts";
import { keepSetting, readSetting } from "./keep-settings.ts";
import {
  BACKGROUNDS,
  LEAST_SIZE,
  placeWindow,
  readWindowState,
  type WindowState,
} from "./window-state.ts";

const background = (): string =>
  nativeTheme.shouldUseDarkColors ? BACKGROUNDS.dark : BACKGROUNDS.light;

/**
 * The one window: isolated, sandboxed, without Node, and unable to leave the application. It opens as it was left
 * (`statePath`), and is shown once there is something to see. Its page is not loaded yet.
 */
export function openWindow({
  preload,
  statePath,
  development,
}: {
  readonly preload: string;
  readonly statePath: string;
  readonly development: boolean;
}): BrowserWindow {
  const kept = readWindowState(readSetting(statePath));
  const window = new BrowserWindow({
    ...placeWindow(
      kept,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    show: false,
    title: "Intendance",
    backgroundColor: background(),
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: development,
    },
  });
  window.once("ready-to-show", () => {
    if (kept?.maximised) window.maximize();
    window.show();
  });
  nativeTheme.on("updated", () => {
    if (!window.isDestroyed()) window.setBackgroundColor(background());
  });
  keepState(window, statePath);
  return window;
}

/** Keeps where the window stands, a moment after it has come to rest and when it closes. */
function keepState(window: BrowserWindow, path: string): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      maximised: window.isMaximized(),
    };
    keepSetting(path, state);
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, 500);
    timer.unref();
  };
  window.on("resize", soon);
  window.on("move", soon);
  window.on("close", keep);
  window.once("closed", () => clearTimeout(timer));
}

/** Every web page this process will ever hold stays in the application: no navigation out, no new window, no webview. */
export function confine(contents: Electron.WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-navigate", (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on("will-redirect", (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
}

/**
 * Electron grants every permission unless told otherwise: the application needs very few (isGranted).
 * Nor does it download: files are saved through a dialog.
 */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(isGranted(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isGranted(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  // Its dictionaries would be fetched from elsewhere.
  session.setSpellCheckerEnabled(false);
  session.on("will-download", (event) => event.preventDefault());
}
