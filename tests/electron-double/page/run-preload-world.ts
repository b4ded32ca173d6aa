import type { Codec } from "../codec.ts";
import type { Peer } from "./make-peer.ts";

type PreloadFile = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: unknown,
) => void;

type Heard = (event: unknown, ...args: unknown[]) => void;

/** What the main process says to the preload's world. */
export type ToPreload =
  | { readonly type: "answer"; readonly id: number; readonly value: string }
  | { readonly type: "failure"; readonly id: number; readonly message: string }
  | { readonly type: "event"; readonly channel: string; readonly args: string };

/** What the preload's world says to the main process; `args` and `error` are encoded. */
export type FromPreload =
  | {
      readonly type: "invoke";
      readonly id: number;
      readonly channel: string;
      readonly args: string;
    }
  | { readonly type: "send"; readonly channel: string; readonly args: string }
  | { readonly type: "context-menu"; readonly params: object }
  | { readonly type: "preload-error"; readonly error: string };

/**
 * The world of a sandboxed, isolated preload: ipcRenderer, contextBridge and the few modules Electron lets it require.
 * `binding` is the function through which this world alone reaches the main process.
 *
 * Injected as text: it must not use anything declared outside.
 */
export function runPreloadWorld(
  peer: Peer,
  codec: Codec,
  binding: string,
  processInfo: object,
  preload: PreloadFile,
): void {
  const world = globalThis as unknown as Record<string, unknown>;
  const send = world[binding] as (text: string) => void;
  const post = (said: FromPreload): void => send(JSON.stringify(said));
  const notCovered = (what: string): never => {
    throw new Error(`electron-double: ${what} is not covered`);
  };
  /** As in the main process: a name that is missing here is refused. */
  const strict = <One extends object>(label: string, one: One): One =>
    new Proxy(one, {
      get: (target, name, receiver): unknown =>
        typeof name === "symbol" || name in target || name === "then"
          ? Reflect.get(target, name, receiver)
          : notCovered(`${label}.${name}`),
    });

  const listeners = new Map<string, { readonly heard: Heard; readonly once: boolean }[]>();
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (thrown: Error) => void }
  >();
  let count = 0;
  const listen = (channel: string, heard: Heard, once: boolean): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { heard, once }]);
  };
  const forget = (channel: string, heard: Heard): void => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((listener) => listener.heard !== heard),
    );
  };

  const ipcRenderer = strict("ipcRenderer", {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const encoded = codec.encode(args);
        count += 1;
        waiting.set(count, { resolve, reject });
        post({ type: "invoke", id: count, channel, args: encoded });
      });
    },
    send(channel: string, ...args: unknown[]): void {
      post({ type: "send", channel, args: codec.encode(args) });
    },
    on(channel: string, heard: Heard): unknown {
      listen(channel, heard, false);
      return ipcRenderer;
    },
    once(channel: string, heard: Heard): unknown {
      listen(channel, heard, true);
      return ipcRenderer;
    },
    addListener: (channel: string, heard: Heard): unknown => ipcRenderer.on(channel, heard),
    off(channel: string, heard: Heard): unknown {
      forget(channel, heard);
      return ipcRenderer;
    },
    removeListener: (channel: string, heard: Heard): unknown => ipcRenderer.off(channel, heard),
    removeAllListeners(channel?: string): unknown {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
  });

  world["__hearMain"] = (text: string): void => {
    const said = JSON.parse(text) as ToPreload;
    if (said.type === "event") {
      const all = listeners.get(said.channel) ?? [];
      listeners.set(
        said.channel,
        all.filter(({ once }) => !once),
      );
      const args = codec.decode(said.args) as unknown[];
      for (const { heard } of all) heard({ sender: ipcRenderer, ports: [] }, ...args);
      return;
    }
    const waiter = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.type === "answer") waiter?.resolve(codec.decode(said.value));
    else waiter?.reject(new Error(said.message));
  };

  // Last of all: a page that shows a menu of its own has prevented this one.
  window.addEventListener("contextmenu", (event) => {
    if (event.defaultPrevented) return;
    const { target } = event;
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    const isEditable =
      (isField && !target.readOnly && !target.disabled) ||
      (target instanceof HTMLElement && target.isContentEditable);
    const isSelected = isField
      ? target.selectionStart !== target.selectionEnd
      : String(getSelection()) !== "";
    const editFlags = {
      canCopy: isSelected,
      canCut: isSelected && isEditable,
      canPaste: isEditable,
      canDelete: isSelected && isEditable,
      canSelectAll: true,
    };
    post({
      type: "context-menu",
      params: { x: event.clientX, y: event.clientY, isEditable, editFlags },
    });
  });

  const exposed = new Set<string>();
  const contextBridge = strict("contextBridge", {
    exposeInMainWorld(name: string, api: unknown): void {
      if (exposed.has(name))
        throw new Error("Cannot bind an API on top of an existing property on the window object");
      exposed.add(name);
      peer.tell("expose", peer.pack([name, api]));
    },
  });

  const modules: Record<string, object> = {
    electron: strict("electron", { contextBridge, ipcRenderer }),
    timers: { setTimeout, setInterval, clearTimeout, clearInterval },
    url: { URL, URLSearchParams },
  };
  const require = (name: string): unknown => {
    const found = modules[name.replace(/^node:/, "").replace(/^electron\/renderer$/, "electron")];
    // The very sentence of a sandboxed preload.
    if (found === undefined) throw new Error(`module not found: ${name}`);
    return found;
  };
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, {
      ...processInfo,
      type: "renderer",
      sandboxed: true,
      contextIsolated: true,
    });
  } catch (thrown) {
    post({
      type: "preload-error",
      error: codec.encode(thrown instanceof Error ? thrown : new Error(String(thrown))),
    });
    console.error("Unable to load preload script", thrown);
  }
}
