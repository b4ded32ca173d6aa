import { Type, type Static, type TSchema } from "typebox";
import type { FaultData, Result } from "../base/index.ts";
import type { HostMethod } from "./host-methods.ts";

/** Raise it with every change of the schemas below: a test compares their fingerprint. */
export const HOST_API_VERSION = 1;

/** What one file may weigh on its way across: beyond, the copy itself would hurt. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;

const closed = { additionalProperties: false } as const;
const nothing = Type.Object({}, closed);
/** Bytes as such: structured clone carries them; `bytes` is a keyword of the shell's validator (length at most). */
const bytes = Type.Unsafe<Uint8Array>({ bytes: MAX_FILE_BYTES });
const fileName = Type.String({ minLength: 1, maxLength: 255 });

/** Everything the page may ask of the desktop shell. Nothing else crosses. */
export const hostApi = {
  "app.info": {
    input: nothing,
    output: Type.Object(
      {
        version: Type.String(),
        platform: Type.String(),
        /** Origin of the central repository this shell is configured for, without a trailing slash. */
        central: Type.String(),
      },
      closed,
    ),
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

/** What the preload shows to the page, and nothing more. */
export interface HostBridge {
  readonly invoke: (method: HostMethod, input: unknown) => Promise<HostReply>;
}
