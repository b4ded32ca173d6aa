import { app } from "electron";
import type { HostHandlers } from "../../shared/contract/host-api.ts";

export function noticeHandlers(): Pick<HostHandlers, "notices.badge" | "notices.show"> {
  return {
    "notices.badge": async ({ count }) => {
      app.setBadgeCount(count);
      return {};
    },
    "notices.show": async () => ({}),
  };
}
