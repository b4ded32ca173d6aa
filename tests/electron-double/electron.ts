/** What `import … from "electron"` gives an application that runs on the double. */
import { covered, record, refuse } from "./refuse.ts";
import { getLastPopup } from "./modules/menu.ts";

export { app } from "./modules/app.ts";
export { BrowserWindow, webContents } from "./modules/browser-window.ts";
export { dialog } from "./modules/dialog.ts";
export { ipcMain } from "./modules/ipc-main.ts";
export { Menu, MenuItem } from "./modules/menu.ts";
export { nativeTheme } from "./modules/native-theme.ts";
export { net } from "./modules/net.ts";
export { Notification } from "./modules/notification.ts";
export { powerMonitor } from "./modules/power-monitor.ts";
export { protocol } from "./modules/protocol.ts";
export { safeStorage } from "./modules/safe-storage.ts";
export { screen } from "./modules/screen.ts";
export { session } from "./modules/session.ts";
export { shell } from "./modules/shell.ts";

/** Tests on the double only: what the application asked of the system. */
export const __double = { record, getLastPopup };

/** Can be imported, as by a library that never comes to use it; constructing, calling or reading it is refused. */
const missing = (name: string): object =>
  new Proxy(covered(name, class {}), {
    construct: () => refuse(`new ${name}`),
    apply: () => refuse(`${name}()`),
  });

export const autoUpdater = missing("autoUpdater");
export const BaseWindow = missing("BaseWindow");
export const BrowserView = missing("BrowserView");
export const clipboard = missing("clipboard");
export const contentTracing = missing("contentTracing");
export const crashReporter = missing("crashReporter");
export const desktopCapturer = missing("desktopCapturer");
export const globalShortcut = missing("globalShortcut");
export const MessageChannelMain = missing("MessageChannelMain");
export const nativeImage = missing("nativeImage");
export const netLog = missing("netLog");
export const powerSaveBlocker = missing("powerSaveBlocker");
export const systemPreferences = missing("systemPreferences");
export const Tray = missing("Tray");
export const utilityProcess = missing("utilityProcess");
export const View = missing("View");
export const WebContentsView = missing("WebContentsView");
