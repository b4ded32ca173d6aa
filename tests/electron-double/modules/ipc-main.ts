import { EventEmitter } from "node:events";
import type { IpcMain } from "electron";
import { type Conforming, covered } from "../refuse.ts";

type Handler = Parameters<IpcMain["handle"]>[1];
type InvokeEvent = Parameters<Handler>[0];

/** Its events are the channels of `ipcRenderer.send`. */
class IpcMainDouble extends EventEmitter {
  private readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }
  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args: unknown[]): unknown => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** What `ipcRenderer.invoke` waits for; fails with Electron's sentence where nobody serves the channel. */
  async answer(channel: string, event: InvokeEvent, args: readonly unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return (await handler(event, ...args)) as unknown;
  }
}

export const ipcMainDouble = new IpcMainDouble();
export const ipcMain = covered("ipcMain", ipcMainDouble) satisfies Conforming<
  IpcMain,
  IpcMainDouble
>;
