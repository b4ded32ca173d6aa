import { basename, join } from "node:path";
import { expect } from "@playwright/test";
import { builtShell } from "../shell/built-shell.ts";
import { launchShell } from "../shell/open-shell.ts";
import type { OpenLaptop } from "./profile.ts";

/** Looked for once: the application under test must not change in the middle of a run. */
let application: Promise<string> | null = null;

/** Laptops as profiles of the desktop application under `folder`, on the central repository at `url`. */
export function openInShell(
  folder: string,
  url: string,
  viewport: { readonly width: number; readonly height: number } | null | undefined,
  onFault: (fault: string) => void,
): OpenLaptop {
  return async (name) => {
    application ??= builtShell();
    const shell = await launchShell({
      app: await application,
      folder,
      profile: name,
      person: name,
      central: url,
      onFault: (fault) => onFault(`${name}: ${fault}`),
      onEnd: () => {},
    });
    const page = await shell.page();
    if (viewport) await page.setViewportSize(viewport);
    return {
      page,
      setOffline: shell.setOffline,
      takeFile: async (ask) => {
        await shell.app.evaluate(
          ({ dialog }, saved) => {
            dialog.showSaveDialog = async (...args: unknown[]) => {
              const { defaultPath } = args.at(-1) as { readonly defaultPath: string };
              (globalThis as unknown as { proposed: string }).proposed = defaultPath;
              return { canceled: false, filePath: saved };
            };
          },
          join(folder, `${name}-saved`),
        );
        await ask();
        const proposed = (): Promise<string | null> =>
          shell.app.evaluate(
            () => (globalThis as unknown as { proposed?: string }).proposed ?? null,
          );
        await expect.poll(proposed).not.toBeNull();
        return basename((await proposed()) ?? "");
      },
      // The application lies on the disk.
      kept: async () => {},
      close: () => shell.quit(),
    };
  };
}
