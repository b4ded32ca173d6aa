import type { ElectronApplication } from "@playwright/test";
import type { WebPreferences } from "electron";

/** What every window is made with; a preference that is not set counts as false. */
const EXPECTED = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
} as const satisfies WebPreferences;
const NAMES = Object.keys(EXPECTED) as readonly (keyof typeof EXPECTED)[];

/** S-1: what is wrong with the preferences of any window there is; nothing, when all are isolated and sandboxed. */
export async function checkWindows(app: ElectronApplication): Promise<readonly string[]> {
  const windows = await app.evaluate(
    ({ webContents }, names) =>
      webContents.getAllWebContents().map((contents) => {
        // Not in Electron's type file, and the only way to see what a window was made with.
        const held = contents as unknown as { getLastWebPreferences(): WebPreferences };
        const preferences = held.getLastWebPreferences();
        return names.map((name) => ({ name, value: preferences[name] }));
      }),
    NAMES,
  );
  return windows.flatMap((preferences) =>
    preferences
      .filter(({ name, value }) => (value ?? false) !== EXPECTED[name])
      .map(({ name, value }) => `a window has ${name}: ${String(value)}`),
  );
}
