import { dialog } from "electron";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { Fault } from "../../shared/base/index.ts";
import type { HostHandlers } from "../../shared/contract/host-api.ts";

const MAX_FILE_BYTES = 512 * 1024 * 1024;

/** Dialogs of files; the person chooses where, the page never does. */
export function fileHandlers(): Pick<HostHandlers, "files.open" | "files.save"> {
  return {
    "files.open": async ({ extensions }) => {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        properties: ["openFile"],
        filters:
          extensions.length === 0
            ? []
            : [{ name: extensions.join(", "), extensions: [...extensions] }],
      });
      const path = filePaths[0];
      if (canceled || path === undefined) return null;
      const { size } = await stat(path);
      if (size > MAX_FILE_BYTES)
        throw new Fault("FILE_TOO_LARGE", "file is too large to be handed over", {
          bytes: size,
          most: MAX_FILE_BYTES,
        });
      return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
    },

    "files.save": async ({ suggestedName, bytes }) => {
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: fileNameOf(suggestedName),
      });
      if (canceled || filePath === "") return { saved: false };
      await writeWhole(filePath, bytes);
      return { saved: true };
    },
  };
}

/** A proposal from the page never chooses the folder. */
const fileNameOf = (suggested: string): string => basename(suggested.replaceAll("\\", "/"));

/** Either the old file or the new one, never half of it. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeFile(part, bytes, { flush: true });
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
