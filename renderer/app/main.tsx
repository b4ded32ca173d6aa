import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { version } from "../../package.json";
import type { Clock } from "../../shared/ports/index.ts";
import { acceptEmptied, isKnownDatabase, startData } from "../data-worker/data-client.ts";
import { findCentral, findHost } from "../host/index.ts";
import { makeHttpGateway } from "../services/http-gateway.ts";
import { makeBrowserSafe } from "../services/session-safe/browser-safe.ts";
import { makeShellSafe } from "../services/session-safe/shell-safe.ts";
import { makeSyncDriver } from "../services/sync-driver.ts";
import { App } from "./app.tsx";
import { chooseLanguage, startI18n } from "./i18n/index.ts";
import { keepBundle } from "./keep-bundle.ts";
import { makeOpenSession } from "./open-session.ts";
import { usePreferences } from "./preferences.ts";
import { newsDesk } from "./use-host-news.ts";

const host = findHost(version);
const safe =
  host.secrets === null
    ? makeBrowserSafe(localStorage)
    : makeShellSafe(host, host.secrets, localStorage, isKnownDatabase);
const clock: Clock = { now: () => new Date().toISOString() };

/** Starts the page: words first, then the session. */
async function start(root: HTMLElement): Promise<void> {
  const i18n = await startI18n(usePreferences.getState().language ?? navigator.language);
  const central = await findCentral();
  const open = makeOpenSession({
    startData: () => startData(host),
    makeGateway: (address) => makeHttpGateway(address, safe.tokens),
    safe,
    acceptEmptied: (database) => acceptEmptied(database, host),
    makeSync: (data, gateway) => makeSyncDriver(data, gateway, clock),
    host,
    clock,
    address: central.address,
    language: chooseLanguage(i18n.language),
  });
  host.listen(newsDesk.hear);
  createRoot(root).render(
    <StrictMode>
      <App open={open} host={host} central={central} />
    </StrictMode>,
  );
}

/** A screen of an older bundle is asked for after an update: the page starts again on the new one, once a minute at most. */
window.addEventListener("vite:preloadError", (event) => {
  const last = Number(sessionStorage.getItem("intendance.restarted") ?? 0);
  if (Date.now() - last < 60_000) return;
  event.preventDefault();
  sessionStorage.setItem("intendance.restarted", String(Date.now()));
  window.location.reload();
});

const root = document.getElementById("root");
if (root) void start(root).then(() => keepBundle(host.kind));
