import { app, BrowserWindow, ipcMain, protocol, session } from "electron";
import { join } from "node:path";
import { hostHandlers } from "../adapters/host-handlers.ts";
import { serve } from "../ipc/serve.ts";
import { APP_SCHEME } from "./app-origin.ts";
import { centralAddress } from "./central-address.ts";
import { isTrustedSender } from "./is-trusted-sender.ts";
import { confine, denyPermissions, openWindow } from "./open-window.ts";
import { serveBundle } from "./serve-bundle.ts";

/** The desktop shell: one window on the bundle, one door for its wants. Built to dist/electron/main.js. */

const bundle = join(import.meta.dirname, "../renderer");
const preload = join(import.meta.dirname, "preload.cjs");
const central = centralAddress(process.argv, process.env);

protocol.registerSchemesAsPrivileged([
  {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);

/** Two processes must never share one profile: the second shows the first one's window and leaves. */
if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  app.on("second-instance", () => showWindow());
  app.on("web-contents-created", (_event, contents) => confine(contents));
  app.on("window-all-closed", () => app.quit());
  await app.whenReady();

  denyPermissions(session.defaultSession);
  protocol.handle(APP_SCHEME, (request) => serveBundle(request, bundle, [central]));
  serve(ipcMain, hostHandlers(central), {
    isTrusted: isTrustedSender,
    logBug: (method, thrown) => console.error(method, thrown),
  });
  await openWindow(preload);
}

function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized()) window.restore();
  window?.focus();
}
