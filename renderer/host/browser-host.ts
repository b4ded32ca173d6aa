import { Fault } from "../../shared/base/index.ts";
import type { DesktopHost } from "../../shared/ports/index.ts";

/** The machine through plain browser means: downloads instead of a dialog, no journal (reliability.md, finding 2: said to the person). */
export function makeBrowserHost(version: string): DesktopHost {
  return {
    kind: "browser",
    appInfo: async () => ({
      version,
      platform: navigator.platform,
      engines: null,
      sealing: "passphrase",
    }),
    prefer: async () => {},
    useCentral: async () => {
      throw new Fault("BAD_REQUEST", "a browser works with the central that served its page");
    },
    openFile: (extensions) =>
      new Promise((resolve) => {
        const chooser = document.createElement("input");
        chooser.type = "file";
        chooser.accept = extensions.map((extension) => `.${extension}`).join(",");
        chooser.addEventListener("cancel", () => resolve(null));
        chooser.addEventListener("change", () => {
          const file = chooser.files?.[0];
          if (!file) resolve(null);
          else
            void file
              .arrayBuffer()
              .then((bytes) => resolve({ name: file.name, bytes: new Uint8Array(bytes) }));
        });
        chooser.click();
      }),
    async saveFile(suggestedName, mimeType, bytes) {
      const address = URL.createObjectURL(
        new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mimeType }),
      );
      const link = document.createElement("a");
      link.href = address;
      link.download = suggestedName;
      document.body.append(link);
      link.click();
      link.remove();
      // The download has started once this turn is over; the memory is given back a little later.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      return true;
    },
    async openExternal(url) {
      if (!url.startsWith("https://")) return;
      window.open(url, "_blank", "noopener,noreferrer");
    },
    printPage: async () => {
      window.print();
      return true;
    },
    // A tab of a browser asks for no permission: what waits is said in the page and in its title.
    notify: async () => {},
    setBadge: async () => {},
    clearBases: async () => {},
    freeSpace: async () => null,
    journal: () => null,
    secrets: null,
    listen: () => {},
  };
}
