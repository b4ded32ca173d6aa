import type { DesktopHost } from "../../shared/ports/index.ts";

/** The machine through plain browser means: downloads instead of a dialog, no journal (reliability.md, finding 2: said to the person). */
export function makeBrowserHost(version: string): DesktopHost {
  return {
    kind: "browser",
    appInfo: async () => ({ version, platform: navigator.platform }),
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
    journal: null,
  };
}
