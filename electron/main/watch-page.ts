import { app, dialog, type BrowserWindow } from "electron";
import type { Words } from "../i18n/words.ts";
import { judgeCrash } from "./judge-crash.ts";
import type { Log } from "./keep-log.ts";
import type { PageLine } from "./page-line.ts";

interface Watch {
  readonly line: PageLine;
  readonly log: Log;
  readonly words: () => Words;
  /** True once the application is leaving: a page that dies then is not brought back. */
  readonly leaving: () => boolean;
}

/**
 * Brings the page back when its process dies (S-10): everything typed is in the local store already, so the same screen comes
 * back with it, and says so. Three times within a minute, a person decides. A page that no longer answers is his to wait for.
 */
export function watchPage(window: BrowserWindow, { line, log, words, leaving }: Watch): void {
  const { webContents } = window;
  let crashes: readonly number[] = [];
  let asking: AbortController | null = null;

  const restart = (): void => {
    if (window.isDestroyed()) return;
    log("info", "PAGE_RESTARTED");
    line.say({ type: "recovered" });
    webContents.reload();
  };

  webContents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) line.silent();
  });
  webContents.on("dom-ready", () => line.heard());

  webContents.on("render-process-gone", (_event, { reason }) => {
    line.silent();
    asking?.abort();
    if (leaving() || reason === "clean-exit") return;
    log("error", "PAGE_GONE", { reason });
    const judged = judgeCrash(crashes, performance.now());
    crashes = judged.crashes;
    // Not within the event: the dead process is still being cleared away.
    if (judged.again) setImmediate(restart);
    else void giveUp(judged.crashes.length);
  });

  const giveUp = async (count: number): Promise<void> => {
    log("error", "PAGE_GIVEN_UP");
    const say = words();
    const { response } = await dialog.showMessageBox(window, {
      type: "error",
      title: say("crash.title"),
      message: say("crash.happened", { count }),
      detail: say("crash.detail"),
      buttons: [say("crash.again"), say("crash.quit")],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    crashes = [];
    if (response === 0) restart();
    else app.quit();
  };

  window.on("unresponsive", () => {
    if (asking !== null || leaving()) return;
    log("warn", "PAGE_FROZEN");
    const question = new AbortController();
    asking = question;
    const say = words();
    void dialog
      .showMessageBox(window, {
        type: "warning",
        title: say("frozen.title"),
        message: say("frozen.happened"),
        detail: say("frozen.detail"),
        buttons: [say("frozen.wait"), say("frozen.restart")],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal: question.signal,
      })
      .then(({ response }) => {
        asking = null;
        // The crash it makes brings the page back like any other.
        if (response === 1 && !question.signal.aborted) webContents.forcefullyCrashRenderer();
      });
  });
  window.on("responsive", () => asking?.abort());
}
