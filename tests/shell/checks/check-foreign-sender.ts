import type { ElectronApplication, Page } from "@playwright/test";
import { HOST_BRIDGE, HOST_METHODS } from "../../../shared/contract/host-methods.ts";
import type { HostBridge } from "../../../shared/contract/host-api.ts";
import type { ForeignSite } from "./foreign-site.ts";

/** S-3: the channels that answer a page of another site, put into the application's own window. */
export async function checkForeignSender(
  app: ElectronApplication,
  page: Page,
  site: ForeignSite,
): Promise<readonly string[]> {
  await app.evaluate(
    ({ BrowserWindow }, url) => BrowserWindow.getAllWindows()[0]?.loadURL(url),
    site.url,
  );
  await page.locator("#foreign").waitFor();
  const answers = await page.evaluate(
    async ([bridge, methods]) => {
      const { invoke } = (window as unknown as Record<string, HostBridge>)[bridge] as HostBridge;
      return Promise.all(
        methods.map(async (method) => {
          const reply = await invoke(method, {});
          return [method, reply.ok ? "served" : `${reply.error.code}: ${reply.error.message}`];
        }),
      );
    },
    [HOST_BRIDGE, HOST_METHODS] as const,
  );
  return answers
    .filter(([, answer]) => answer !== "BAD_REQUEST: untrusted sender")
    .map(([method, answer]) => `${method} to a foreign page: ${answer}`);
}
