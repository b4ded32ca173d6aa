import { app, nativeImage, Notification } from "electron";
import type { HostHandlers } from "../../shared/contract/host-api.ts";
import type { HostMeans } from "./host-means.ts";

/** Desktop notifications and the mark on the application's icon. */
export function noticeHandlers({
  window,
  show,
  say,
  words,
}: HostMeans): Pick<HostHandlers, "notices.badge" | "notices.show"> {
  /** Kept while they are shown: a collected notification hears no click. */
  const shown = new Set<Notification>();
  return {
    "notices.badge": async ({ count }) => {
      app.setBadgeCount(count);
      // Windows has no number on the icon, only a mark beside it.
      if (process.platform === "win32")
        window()?.setOverlayIcon(
          count === 0 ? null : nativeImage.createFromBitmap(redDot(), { width: 16, height: 16 }),
          count === 0 ? "" : words()(count === 1 ? "badge_one" : "badge_other", { count }),
        );
      return {};
    },

    "notices.show": async ({ title, body, path }) => {
      if (!Notification.isSupported()) return {};
      const notice = new Notification({ title, body });
      shown.add(notice);
      notice.once("close", () => shown.delete(notice));
      notice.once("click", () => {
        shown.delete(notice);
        show();
        say({ type: "go", path });
      });
      notice.show();
      return {};
    },
  };
}

/** A filled disc of 16 × 16 pixels, as blue, green, red and opacity. */
function redDot(): Buffer {
  const pixels = Buffer.alloc(16 * 16 * 4);
  for (let y = 0; y < 16; y += 1)
    for (let x = 0; x < 16; x += 1)
      if (Math.hypot(x - 7.5, y - 7.5) < 7) pixels.set([0x1c, 0x2b, 0xb4, 0xff], (y * 16 + x) * 4);
  return pixels;
}
