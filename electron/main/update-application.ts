import type { AppUpdater } from "electron-updater";
import type { NoFeed, UpdateFeed } from "./update-feed.ts";
import { followFeed } from "./update-signed-feed.ts";
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
  /** Asked for only where there is a feed: making one reads the machine. */
  readonly updater: () => AppUpdater;
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
export function startUpdates({ feed, updater, onChange, onFailure, quit }: UpdateMeans): Updates {
  let state: UpdateState = typeof feed === "string" ? { kind: "off", why: feed } : UNASKED;
  const on = typeof feed === "string" ? null : obey(updater(), feed);

  const tell = (event: UpdateEvent): void => {
    const next = nextUpdate(state, event);
    if (next === state) return;
    state = next;
    onChange(state);
  };
  const failed = (thrown: unknown): void => {
    const failure = failureOf(thrown);
    onFailure(failure);
    tell({ type: "failed", failure });
  };
  on?.on("download-progress", ({ percent }) => tell({ type: "bytesArrived", percent }));

  const check = async (): Promise<void> => {
    if (on === null) return;
    tell({ type: "checkStarted" });
    if (state.kind !== "checking") return;
    try {
      const found = await on.checkForUpdates();
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
      await on?.downloadUpdate();
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
        return quit(() => on?.quitAndInstall(true, true));
      case null:
        return;
    }
  };
  return { state: () => state, check, act };
}

const UNASKED: UpdateState = { kind: "unasked" };

function obey(updater: AppUpdater, feed: UpdateFeed): AppUpdater {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  updater.logger = null;
  followFeed(updater, feed);
  // Said by the promises already; without a listener it would end the process.
  updater.on("error", () => {});
  return updater;
}
