import type { AppUpdater } from "electron-updater";
import type { NoFeed, UpdateFeed } from "./update-feed.ts";
import {
  actOf,
  failureOf,
  nextUpdate,
  type UpdateEvent,
  type UpdateFailure,
  type UpdateState,
} from "./update-state.ts";

interface UpdateMeans {
  readonly feed: UpdateFeed | NoFeed;
  /** Makes the updater that follows this feed, at the first look: it is large, and most starts never need it. */
  readonly makeUpdater: (feed: UpdateFeed) => Promise<AppUpdater>;
  /** Told of every change, that menus and notices follow. */
  readonly onChange: (state: UpdateState) => void;
  readonly onFailure: (failure: UpdateFailure) => void;
  /** Closes every window as a person would; `then` runs once all have agreed to close. */
  readonly quit: (then: () => void) => void;
}

export interface Updates {
  readonly state: () => UpdateState;
  /** Looks whether there is a newer version. Ends when known; never rejects. */
  readonly check: () => Promise<void>;
  /** Does what a person may ask for now: check, download, or quit and install. Never rejects. */
  readonly act: () => Promise<void>;
}

/**
 * Updates by a person's word only: looking is all that happens by itself. The updater's own habits (download when found,
 * install when quitting, go back to older versions) are switched off here, and its log, which names addresses and paths,
 * is not kept.
 */
export function startUpdates(means: UpdateMeans): Updates {
  const { feed, makeUpdater, onChange, onFailure, quit } = means;
  let state: UpdateState = typeof feed === "string" ? { kind: "off", why: feed } : UNASKED;
  let made: AppUpdater | null = null;

  /** False when the event changed nothing. */
  const tell = (event: UpdateEvent): boolean => {
    const next = nextUpdate(state, event);
    if (next === state) return false;
    state = next;
    onChange(state);
    return true;
  };
  const failed = (thrown: unknown): void => {
    const failure = failureOf(thrown);
    onFailure(failure);
    tell({ type: "failed", failure });
  };
  const updaterOf = async (of: UpdateFeed): Promise<AppUpdater> => {
    made ??= obey(await makeUpdater(of), (percent) => void tell({ type: "bytesArrived", percent }));
    return made;
  };

  const check = async (): Promise<void> => {
    if (typeof feed === "string" || !tell({ type: "checkStarted" })) return;
    try {
      const found = await (await updaterOf(feed)).checkForUpdates();
      if (found?.isUpdateAvailable === true)
        tell({ type: "versionFound", version: found.updateInfo.version });
      else tell({ type: "nothingFound" });
    } catch (thrown) {
      failed(thrown);
    }
  };

  const download = async (): Promise<void> => {
    tell({ type: "downloadStarted" });
    try {
      await made?.downloadUpdate();
      tell({ type: "downloaded" });
    } catch (thrown) {
      failed(thrown);
    }
  };

  const act = async (): Promise<void> => {
    switch (actOf(state)) {
      case "check":
        return check();
      case "download":
        return download();
      case "install":
        return quit(() => made?.quitAndInstall(true, true));
      case null:
        return;
    }
  };
  return { state: () => state, check, act };
}

const UNASKED: UpdateState = { kind: "unasked" };

function obey(updater: AppUpdater, onProgress: (percent: number) => void): AppUpdater {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  updater.logger = null;
  updater.on("download-progress", ({ percent }) => onProgress(percent));
  // Said by the promises already; without a listener it would end the process.
  updater.on("error", () => {});
  return updater;
}
