import { join } from "node:path";
import { startAppServer } from "./app-server.ts";
import { startChromium } from "./chromium.ts";
import { launch } from "./launch.ts";
import { app, appDouble } from "./modules/app.ts";
import { watchTargets } from "./targets.ts";

const CHROMIUM_ENDED = 70;

/**
 * Starts Chromium once the application's main file has run its top level (schemes, paths), then says `ready`.
 * Prints the line that Playwright waits for.
 */
export async function start(mainLoaded: Promise<unknown>): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => app.quit());
  const port = await startAppServer();
  await mainLoaded;
  // An application that has already quit (a second instance) needs no browser.
  if (appDouble.isQuitting) return;
  const chromium = await startChromium(join(app.getPath("sessionData"), "chromium"), [
    `--host-resolver-rules=MAP *.localhost:80 127.0.0.1:${port}`,
    // Chromium takes a page of app:// for one of the public internet: it asks before such a page reaches this machine.
    `--ip-address-space-overrides=127.0.0.1:${port}=public`,
    `--lang=${app.getLocale()}`,
    ...launch.chromiumFlags,
  ]);
  appDouble.endChromium = () => chromium.close();
  void chromium.ended.then((how) => {
    if (appDouble.isQuitting) return;
    process.stderr.write(`electron-double: Chromium ended (${how})\n`);
    process.exit(CHROMIUM_ENDED);
  });
  await watchTargets(chromium);
  process.stderr.write(`DevTools listening on ${chromium.endpoint}\n`);
  appDouble.becomeReady();
}
