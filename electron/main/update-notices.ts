import { app, dialog, type MessageBoxOptions } from "electron";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Words } from "../i18n/words.ts";
import type { Log } from "./keep-log.ts";
import type { MenuEntry } from "./menu-template.ts";
import { startUpdates } from "./update-application.ts";
import { converseOnUpdate } from "./update-conversation.ts";
import { updateEntry } from "./update-entry.ts";
import { chooseFeed } from "./update-feed.ts";
import type { UpdateState } from "./update-state.ts";

interface NoticeMeans {
  readonly log: Log;
  readonly words: () => Words;
  /** Draws the menus again. */
  readonly redraw: () => void;
}

export interface UpdateNotices {
  /** The line of the help menu, as things stand. */
  readonly entry: () => MenuEntry | null;
  /** A person chose that line: does it, and says how it went. */
  readonly choose: () => Promise<void>;
}

const FIRST_LOOK = 30_000;
const EVERY_DAY = 24 * 60 * 60 * 1000;

/** Looks for a newer version now and then, without a word but in the menu; everything else waits for a person. */
export function offerUpdates({ log, words, redraw }: NoticeMeans): UpdateNotices {
  const feed = chooseFeed({
    installed: isInstalled(),
    platform: process.platform,
    text: feedFile(),
  });
  let drawn = "";
  const updates = startUpdates({
    feed,
    makeUpdater: async (of) => (await import("./update-electron.ts")).makeUpdater(of),
    onChange: (state) => {
      if (state.kind === "ready") log("info", "UPDATE_READY");
      const now = JSON.stringify(updateEntry(state, words()));
      if (now !== drawn) redraw();
      drawn = now;
    },
    onFailure: (failure) => log("warn", "UPDATE_FAILED", { reason: failure }),
    quit: quitThen,
  });
  if (typeof feed !== "string") {
    setTimeout(() => void updates.check(), FIRST_LOOK).unref();
    setInterval(() => void updates.check(), EVERY_DAY).unref();
  }

  const choose = (): Promise<void> =>
    converseOnUpdate(updates, {
      agrees: (state) => agrees(state, words()),
      say: (state) => say(state, words()),
    });
  return { entry: () => updateEntry(updates.state(), words()), choose };
}

/** Electron-builder marks what its installers install; an AppImage says itself where it is. */
function isInstalled(): boolean {
  if (!app.isPackaged) return false;
  if (process.platform !== "linux") return true;
  return (
    process.env["APPIMAGE"] !== undefined || existsSync(join(process.resourcesPath, "package-type"))
  );
}

function feedFile(): string | null {
  try {
    return readFileSync(join(process.resourcesPath, "update-feed.json"), "utf8");
  } catch {
    return null;
  }
}

/** Every window is closed as a person would close it; whatever holds the application back is heard first. */
function quitThen(then: () => void): void {
  const leave = (event: Electron.Event): void => {
    if (event.defaultPrevented) return;
    app.off("will-quit", leave);
    event.preventDefault();
    then();
    // An installer that did not start must not leave a process without a window.
    setTimeout(() => app.quit(), 60_000);
  };
  app.on("will-quit", leave);
  app.quit();
}

/** Asks before anything is downloaded, and again before anything is installed. */
async function agrees(state: UpdateState, words: Words): Promise<boolean> {
  if (state.kind !== "available" && state.kind !== "ready") return false;
  const { version } = state;
  const found = state.kind === "available";
  const { response } = await show(words, {
    type: "question",
    message: words(found ? "update.found" : "update.ready", { version }),
    detail: words(found ? "update.foundDetail" : "update.readyDetail", { version }),
    buttons: [words(found ? "update.downloadNow" : "update.installNow"), words("update.later")],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

async function say(state: UpdateState, words: Words): Promise<void> {
  await (state.kind === "failed"
    ? show(words, {
        type: "warning",
        message: words("update.failed"),
        detail: words(`update.${state.failure}`),
      })
    : show(words, {
        type: "info",
        message: words("update.current"),
        detail: words("update.currentDetail", { version: app.getVersion() }),
      }));
}

const show = (words: Words, options: MessageBoxOptions) =>
  dialog.showMessageBox({ title: words("update.title"), noLink: true, ...options });
