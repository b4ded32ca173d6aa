/** What was found wrong with a journal when it was opened; the damaged file is put aside, never deleted. */
export type JournalDamage = {
  readonly kind: "tail" | "file" | "key";
  readonly lostBytes: number;
  readonly keptAs: string | null;
};

/**
 * Second, append-only copy of what a person typed, outside IndexedDB (reliability.md, finding 2). The desktop shell
 * provides it; a plain browser has none. One journal per local database. Contract suite: tests/contracts.
 */
export type Journal = {
  /** Opens or creates it: counts, and what was damaged. Called once, before anything else. */
  open(): Promise<{
    readonly entries: number;
    readonly bytes: number;
    readonly damage: JournalDamage | null;
  }>;
  /** Resolves once the entry is on the disk. Fault STORE_FULL: nothing of it is kept. */
  append(entry: Uint8Array): Promise<void>;
  /** Every whole entry from one on (0 = the first), oldest first. */
  readAll(from?: number): Promise<readonly Uint8Array[]>;
  /** Replaces all entries, all or nothing: how what central answered is forgotten. */
  rewrite(entries: readonly Uint8Array[]): Promise<void>;
  remove(): Promise<void>;
};

/** Short secrets kept by the system's key ring. */
export type SecretStore = {
  /** null when there is none, or none that can still be opened. */
  read(name: string): Promise<string | null>;
  /** Fault SEALING_UNAVAILABLE: nothing is written. */
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
};

export type AppInfo = {
  readonly version: string;
  readonly platform: string;
  /** null in a browser. */
  readonly engines: {
    readonly electron: string;
    readonly chromium: string;
    readonly node: string;
  } | null;
  /** How the machine keeps secrets; `passphrase`: a browser has no key ring. */
  readonly sealing: "keyring" | "weak" | "unavailable" | "passphrase";
};

/** What the machine says of its own accord; screens listen. The desktop shell's `HostEvent`. */
export type HostNews =
  | { readonly type: "go"; readonly path: string }
  | { readonly type: "open-file"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly type: "command"; readonly command: string }
  | { readonly type: "recovered" };

/** What the screens may ask of the machine: Electron through its bridge, or a browser's own means. */
export type DesktopHost = {
  readonly kind: "electron" | "browser";
  appInfo(): Promise<AppInfo>;
  /**
   * Works with another central repository from now on; the page starts again. Fault BAD_REQUEST: it is no address of one, or the
   * person does not choose it here (a browser, an address fixed by an administrator).
   */
  useCentral(address: string): Promise<void>;
  /** Tells the machine the language and the colours chosen on the screens; a browser has nothing to do with it. */
  prefer(wish: {
    readonly language: "fr" | "en";
    readonly theme: "system" | "light" | "dark";
  }): Promise<void>;
  /** Lets the person choose a file; null when he gave up. */
  openFile(
    extensions: readonly string[],
  ): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>;
  /** Lets the person choose where to keep a file; false when he gave up. */
  saveFile(suggestedName: string, mimeType: string, bytes: Uint8Array): Promise<boolean>;
  openExternal(url: string): Promise<void>;
  /** The page as it stands, to a PDF file or a printer; false when he gave up. */
  printPage(suggestedName: string): Promise<boolean>;
  notify(notice: {
    readonly title: string;
    readonly body: string;
    readonly path: string;
  }): Promise<void>;
  setBadge(count: number): Promise<void>;
  /** Free bytes, and below how many nothing is written; null where the machine does not tell. */
  freeSpace(): Promise<{ readonly free: number; readonly least: number } | null>;
  /** Deletes every local database, when the engine opens and deletes none of them any more; nothing in a browser. */
  clearBases(): Promise<void>;
  /** The journal behind a local database; null in a browser. */
  journal(database: string): Journal | null;
  readonly secrets: SecretStore | null;
  listen(listener: (news: HostNews) => void): void;
};
