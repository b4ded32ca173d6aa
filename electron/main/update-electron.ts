import { autoUpdater, type AppUpdater } from "electron-updater";
import type { UpdateFeed } from "./update-feed.ts";
import { followFeed } from "./update-signed-feed.ts";

/** The updater of this system and kind of installer, on this feed. Loaded when first needed (update-notices.ts). */
export function makeUpdater(feed: UpdateFeed): AppUpdater {
  const updater = autoUpdater;
  followFeed(updater, feed);
  return updater;
}
