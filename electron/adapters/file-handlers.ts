import { dialog } from "electron";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { Fault } from "../../shared/base/index.ts";
import type { HostHandlers } from "../../shared/contract/host-api.ts";
import type { HostMeans } from "./host-means.ts";
import { writeChosenFile } from "./write-chosen-file.ts";

const MAX_FILE_BYTES = 512 * 1024 * 1024;

/** Dialogs of files; the person chooses where, the page never does. */
export function fileHandlers({
  window,
  pending,
}: HostMeans): Pick<HostHandlers, "files.open" | "files.save"> {
  return {
    "files.open": async ({ extensions }) => {
      const { canceled, filePaths } = await askOpen(window(), {
        properties: ["openFile"],
        filters:
          extensions.length === 0
            ? []
            : [{ name: extensions.join(", "), extensions: [...extensions] }],
      });
      const path = filePaths[0];
      return canceled || path === undefined ? null : readChosenFile(path);
    },

    "files.save": async ({ suggestedName, bytes }) => {
      const path = await askWhereToSave(window(), suggestedName);
      if (path === null) return { saved: false };
      await pending.track(writeChosenFile(path, bytes));
      return { saved: true };
    },
  };
}

/** Where the person wants a file of this name, or null. A proposal from the page never chooses the folder. */
export async function askWhereToSave(
  window: Electron.BrowserWindow | null,
  suggestedName: string,
  filters: Electron.FileFilter[] = [],
): Promise<string | null> {
  const options = { defaultPath: basename(suggestedName.replaceAll("\\", "/")), filters };
  const { canceled, filePath } =
    window === null
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options);
  return canceled || filePath === "" ? null : filePath;
}

const askOpen = (window: Electron.BrowserWindow | null, options: Electron.OpenDialogOptions) =>
  window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options);

async function readChosenFile(
  path: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw new Fault("FILE_UNREADABLE", "the file does not open", {}, { cause });
  });
  try {
    const { size } = await file.stat();
    if (size > MAX_FILE_BYTES)
      throw new Fault("FILE_TOO_LARGE", "file is too large to be handed over", {
        bytes: size,
        most: MAX_FILE_BYTES,
      });
    return { name: basename(path), bytes: new Uint8Array(await file.readFile()) };
  } finally {
    await file.close();
  }
}
