import { Type, type Static, type TSchema } from "typebox";
import type { FaultData, Result } from "../base/index.ts";
import type { HostMethod } from "./host-methods.ts";

/** Raise it with every change of the schemas below: a test compares their fingerprint. */
export const HOST_API_VERSION = 3;

/** What one file may weigh on its way across: beyond, the copy itself would hurt. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;

const closed = { additionalProperties: false } as const;
const nothing = Type.Object({}, closed);
/** Bytes as such: structured clone carries them; `bytes` is a keyword of the shell's validator (length at most). */
const bytes = Type.Unsafe<Uint8Array>({ bytes: MAX_FILE_BYTES });
const fileName = Type.String({ minLength: 1, maxLength: 255 });
/** Name of one journal: that of the local database it stands behind. */
const journalName = Type.String({ pattern: "^[A-Za-z0-9._@-]{1,120}$" });
/** One entry of a journal: one action of a person. */
const entry = Type.Unsafe<Uint8Array>({ bytes: 64 * 1024 * 1024 });
const secretName = Type.String({ pattern: "^[A-Za-z0-9._@:/-]{1,200}$" });

/** Everything the page may ask of the desktop shell. Nothing else crosses. */
export const hostApi = {
  /**
   * Works with another central repository from now on, this start and the next: the window starts again. Faults: BAD_REQUEST, when
   * it is no address of one or when whoever installed the application has fixed it.
   */
  "app.central": {
    input: Type.Object({ address: Type.String({ maxLength: 2000 }) }, closed),
    output: nothing,
  },
  "app.info": {
    input: nothing,
    output: Type.Object(
      {
        version: Type.String(),
        platform: Type.String(),
        /** Origin of the central repository this shell is configured for, without a trailing slash. */
        central: Type.String(),
        /** Given on the command line or by the environment: the person does not choose it. */
        centralIsFixed: Type.Boolean(),
        engines: Type.Object(
          { electron: Type.String(), chromium: Type.String(), node: Type.String() },
          closed,
        ),
        /**
         * How secrets are kept: by the system's key ring; `weak` = the system keeps none (Linux `basic_text`), so nothing
         * sealed would resist; `unavailable` = sealing fails.
         */
        sealing: Type.Union([
          Type.Literal("keyring"),
          Type.Literal("weak"),
          Type.Literal("unavailable"),
        ]),
      },
      closed,
    ),
  },
  "app.prefer": {
    /** What the person chose on the screens, for the menus, the dialogs and the window's own colours; kept for the next start. */
    input: Type.Object(
      {
        language: Type.Union([Type.Literal("fr"), Type.Literal("en")]),
        theme: Type.Union([Type.Literal("system"), Type.Literal("light"), Type.Literal("dark")]),
      },
      closed,
    ),
    output: nothing,
  },
  /**
   * Deletes every local database of the application, when the engine opens none of them any more and deletes none either (a byte
   * of its own files changed). What was typed is in the journals.
   */
  "bases.clear": { input: nothing, output: nothing },
  "disk.space": {
    input: nothing,
    /** Bytes free on the volume of the profile, and below how many nothing is written any more. */
    output: Type.Object({ free: Type.Number(), least: Type.Number() }, closed),
  },
  "files.open": {
    /** Extensions without a dot, offered as one filter; none = any file. */
    input: Type.Object(
      {
        extensions: Type.Array(Type.String({ pattern: "^[A-Za-z0-9]{1,10}$" }), { maxItems: 20 }),
      },
      closed,
    ),
    /** null when the person gave up. */
    output: Type.Union([Type.Null(), Type.Object({ name: Type.String(), bytes }, closed)]),
  },
  "files.save": {
    input: Type.Object({ suggestedName: fileName, bytes }, closed),
    /** False when the person gave up. */
    output: Type.Object({ saved: Type.Boolean() }, closed),
  },
  "journal.append": {
    /** Resolves once the entry is on the disk (fsync). Faults: STORE_FULL, before or after trying; then nothing of it is kept. */
    input: Type.Object({ name: journalName, entry }, closed),
    output: nothing,
  },
  "journal.open": {
    input: Type.Object({ name: journalName }, closed),
    output: Type.Object(
      {
        entries: Type.Integer(),
        bytes: Type.Integer(),
        /** What could not be read: bytes after the last whole entry (a cut write), or a file that is not a journal or whose key is lost. */
        damage: Type.Union([
          Type.Null(),
          Type.Object(
            {
              kind: Type.Union([Type.Literal("tail"), Type.Literal("file"), Type.Literal("key")]),
              lostBytes: Type.Integer(),
              /** Where the damaged file was put aside. */
              keptAs: Type.Union([Type.Null(), Type.String()]),
            },
            closed,
          ),
        ]),
      },
      closed,
    ),
  },
  "journal.read": {
    /** A page of entries from the given one on, oldest first, about 8 MB at a time; `next` null after the last. */
    input: Type.Object({ name: journalName, from: Type.Integer({ minimum: 0 }) }, closed),
    output: Type.Object(
      { entries: Type.Array(entry), next: Type.Union([Type.Null(), Type.Integer()]) },
      closed,
    ),
  },
  "journal.remove": { input: Type.Object({ name: journalName }, closed), output: nothing },
  "journal.rewrite": {
    /** Replaces the whole journal by these entries, all or nothing. */
    input: Type.Object({ name: journalName, entries: Type.Array(entry) }, closed),
    output: nothing,
  },
  "notices.badge": {
    /** Decisions waiting, on the application's icon; 0 takes the mark away. */
    input: Type.Object({ count: Type.Integer({ minimum: 0, maximum: 999_999 }) }, closed),
    output: nothing,
  },
  "notices.show": {
    /** A desktop notification; a click on it brings the window to `path`. */
    input: Type.Object(
      {
        title: Type.String({ minLength: 1, maxLength: 200 }),
        body: Type.String({ maxLength: 500 }),
        path: Type.String({ pattern: "^/[A-Za-z0-9/_-]*$", maxLength: 200 }),
      },
      closed,
    ),
    output: nothing,
  },
  "page.print": {
    /** Prints the page as it stands to a PDF file that the person names; false when he gave up. */
    input: Type.Object({ suggestedName: fileName }, closed),
    output: Type.Object({ saved: Type.Boolean() }, closed),
  },
  "secrets.read": {
    /** null = none, or one that can no longer be opened (key lost, another user, a restored profile). */
    input: Type.Object({ name: secretName }, closed),
    output: Type.Object({ value: Type.Union([Type.Null(), Type.String()]) }, closed),
  },
  "secrets.remove": { input: Type.Object({ name: secretName }, closed), output: nothing },
  "secrets.write": {
    /** Fault SEALING_UNAVAILABLE where the system offers no real sealing: nothing is written, never in clear. */
    input: Type.Object({ name: secretName, value: Type.String({ maxLength: 10_000 }) }, closed),
    output: nothing,
  },
  "shell.openExternal": {
    /** https only: the system browser is never handed a file, a script or a command. */
    input: Type.Object({ url: Type.String({ pattern: "^https://", maxLength: 2048 }) }, closed),
    output: nothing,
  },
} as const satisfies Record<HostMethod, { readonly input: TSchema; readonly output: TSchema }>;

type HostApi = typeof hostApi;
export type HostInput<M extends HostMethod> = Static<HostApi[M]["input"]>;
export type HostOutput<M extends HostMethod> = Static<HostApi[M]["output"]>;

/** Electron keeps only `message` of a thrown error, so a failure travels back as data. */
export type HostReply = Result<unknown, FaultData>;

/** A forgotten handler is a compile error. */
export type HostHandlers = {
  readonly [M in HostMethod]: (input: HostInput<M>) => Promise<HostOutput<M>>;
};

/** Gestures of the menu that the page carries out. */
export const HOST_COMMANDS = [
  "about",
  "backup",
  "import",
  "keyboard-help",
  "print",
  "redo",
  "search",
  "synchronise",
  "undo",
] as const;
export type HostCommand = (typeof HOST_COMMANDS)[number];

/** What the shell says of its own accord. */
export type HostEvent =
  /** A screen to show: a deep link, a click on a notification. A path of the application, checked by the shell. */
  | { readonly type: "go"; readonly path: string }
  /** A file the person opened with the application. */
  | { readonly type: "open-file"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly type: "command"; readonly command: HostCommand }
  /** The page was started again after its process died. */
  | { readonly type: "recovered" };

/** What the preload shows to the page, and nothing more. */
export interface HostBridge {
  readonly invoke: (method: HostMethod, input: unknown) => Promise<HostReply>;
  /** One listener for the life of the page; what came before it is told to it at once. */
  readonly listen: (listener: (event: HostEvent) => void) => void;
}
