import { readFile, stat } from "node:fs/promises";
import { win32 } from "node:path";
import type { HostEvent } from "../../shared/contract/host-api.ts";
import { extensionOf, OPENED_EXTENSIONS } from "./read-arguments.ts";

/** What one opened file may weigh: the import refuses larger ones anyway. */
export const MAX_OPENED_BYTES = 256 * 1024 * 1024;

type OpenFile = Extract<HostEvent, { readonly type: "open-file" }>;
export type OpenedFile =
  | { readonly ok: true; readonly event: OpenFile }
  | { readonly ok: false; readonly why: "kind" | "large" | "unread"; readonly name: string };

/**
 * The file that the system, a command line or another instance asks to open. Nobody has looked at it yet: its kind is one of a
 * list, it is an ordinary file (no device, no pipe), and its size is known before a byte is read.
 */
export async function readOpenedFile(
  path: string,
  most: number = MAX_OPENED_BYTES,
): Promise<OpenedFile> {
  // The Windows rule also cuts at `/`: a name holds no separator of any system.
  const name = win32.basename(path).slice(-255);
  if (!OPENED_EXTENSIONS.some((extension) => extension === extensionOf(name)))
    return { ok: false, why: "kind", name };
  try {
    // Before it is opened: opening a pipe waits for whoever writes to it.
    const facts = await stat(path);
    if (!facts.isFile()) return { ok: false, why: "unread", name };
    if (facts.size > most) return { ok: false, why: "large", name };
    return {
      ok: true,
      event: { type: "open-file", name, bytes: new Uint8Array(await readFile(path)) },
    };
  } catch {
    return { ok: false, why: "unread", name };
  }
}
