/**
 * Second, append-only copy of unsent operations outside IndexedDB (reliability.md, finding 2). The desktop shell
 * provides it; a plain browser has none.
 */
export type Journal = {
  append(entry: Uint8Array): Promise<void>;
  readAll(): Promise<readonly Uint8Array[]>;
  /** Forgets entries that central has answered. */
  truncate(): Promise<void>;
};

/** What the screens may ask of the machine: Electron through its bridge, or a browser's own means. */
export type DesktopHost = {
  readonly kind: "electron" | "browser";
  appInfo(): Promise<{ readonly version: string; readonly platform: string }>;
  /** Lets the person choose where to keep a file; false when he gave up. */
  saveFile(suggestedName: string, mimeType: string, bytes: Uint8Array): Promise<boolean>;
  openExternal(url: string): Promise<void>;
  readonly journal: Journal | null;
};
