import { app, shell } from "electron";
import type { HostHandlers } from "../../shared/contract/host-api.ts";
import { fileHandlers } from "./file-handlers.ts";
import { journalHandlers } from "./journal-handlers.ts";
import { noticeHandlers } from "./notice-handlers.ts";
import { pageHandlers } from "./page-handlers.ts";
import { secretHandlers, sealingOfThisMachine } from "./secret-handlers.ts";

/** What the shell does when the page asks: each a few lines over Electron's own calls. */
export function hostHandlers(central: string): HostHandlers {
  return {
    "app.info": async () => ({
      version: app.getVersion(),
      platform: process.platform,
      central,
      engines: {
        electron: process.versions["electron"] ?? "",
        chromium: process.versions["chrome"] ?? "",
        node: process.versions.node,
      },
      sealing: await sealingOfThisMachine(),
    }),
    "app.prefer": async () => ({}),
    "shell.openExternal": async ({ url }) => {
      await shell.openExternal(new URL(url).href);
      return {};
    },
    ...fileHandlers(),
    ...journalHandlers(app.getPath("userData")),
    ...noticeHandlers(),
    ...pageHandlers(),
    ...secretHandlers(app.getPath("userData")),
  };
}
