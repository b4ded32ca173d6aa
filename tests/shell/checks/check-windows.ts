import type { ElectronApplication } from "@playwright/test";
import type { WebPreferences } from "electron";

/** S-1: what is wrong with the preferences of any window there is; nothing, when all are isolated and sandboxed. */
export async function checkWindows(app: ElectronApplication): Promise<readonly string[]> {
  const windows = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Not in Electron's type file, and the only way to see what a window was made with.
      const held = contents as unknown as { getLastWebPreferences(): WebPreferences };
      const {
        contextIsolation,
        sandbox,
        nodeIntegration,
        nodeIntegrationInWorker,
        nodeIntegrationInSubFrames,
        webSecurity,
        webviewTag,
        allowRunningInsecureContent,
        experimentalFeatures,
      } = held.getLastWebPreferences();
      return {
        contextIsolation,
        sandbox,
        nodeIntegration,
        nodeIntegrationInWorker,
        nodeIntegrationInSubFrames,
        webSecurity,
        webviewTag,
        allowRunningInsecureContent,
        experimentalFeatures,
      };
    }),
  );
  const mustBe = { contextIsolation: true, sandbox: true, webSecurity: true };
  return windows.flatMap((preferences) =>
    Object.entries(preferences)
      .filter(([name, value]) => (value ?? false) !== name in mustBe)
      .map(([name, value]) => `a window has ${name}: ${String(value)}`),
  );
}
