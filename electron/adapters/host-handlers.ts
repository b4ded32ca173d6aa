import { app, shell } from "electron";
import { Fault } from "../../shared/base/index.ts";
import type { HostHandlers } from "../../shared/contract/host-api.ts";
import { externalAddress } from "../main/external-address.ts";
import { fileHandlers } from "./file-handlers.ts";
import type { HostMeans } from "./host-means.ts";
import { journalHandlers } from "./journal-handlers.ts";
import { noticeHandlers } from "./notice-handlers.ts";
import { pageHandlers } from "./page-handlers.ts";
import { secretHandlers, sealingOfThisMachine } from "./secret-handlers.ts";

/** What the shell does when the page asks: each a few lines over Electron's own calls. */
export function hostHandlers(means: HostMeans): HostHandlers {
  return {
    "app.central": async ({ address }) => {
      means.chooseCentral(address);
      return {};
    },
    "app.info": async () => ({
      version: app.getVersion(),
      platform: process.platform,
      central: means.central().address,
      centralIsFixed: means.central().isFixed,
      engines: {
        electron: process.versions["electron"] ?? "",
        chromium: process.versions["chrome"] ?? "",
        node: process.versions.node,
      },
      sealing: await sealingOfThisMachine(),
    }),
    "app.prefer": async (wishes) => {
      means.prefer(wishes);
      return {};
    },
    "shell.openExternal": async ({ url }) => {
      const address = externalAddress(url);
      if (address === null) throw new Fault("BAD_REQUEST", "not an address to open outside");
      await shell.openExternal(address);
      return {};
    },
    ...fileHandlers(means),
    ...journalHandlers(app.getPath("userData")),
    ...noticeHandlers(means),
    ...pageHandlers(means),
    ...secretHandlers(app.getPath("userData")),
  };
}
