import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { CDPSession } from "@playwright/test";

/** One session of the Chrome DevTools Protocol, typed by Playwright's copy of it. */
export type Cdp = Pick<CDPSession, "send" | "on" | "once">;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

interface Waiter {
  readonly method: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (thrown: Error) => void;
}

/** The protocol over Chromium's debugging pipe: messages end with NUL. It closes when either side dies. */
export class CdpPipe {
  readonly #write: Writable;
  readonly #waiting = new Map<number, Waiter>();
  readonly #sessions = new Map<string, EventEmitter>();
  #count = 0;
  #closed = false;

  constructor(write: Writable, read: Readable) {
    this.#write = write;
    let rest = "";
    read.setEncoding("utf8");
    read.on("data", (part: string) => {
      const messages = (rest + part).split("\0");
      rest = messages.pop() ?? "";
      for (const message of messages) this.#receive(JSON.parse(message) as Message);
    });
    // Broken pipes are told by the process's end.
    read.on("error", () => {});
    write.on("error", () => {});
  }

  /** The browser itself ("") or one page of it. The same object for the same session. */
  session(id: string): Cdp {
    return this.#emitter(id) as unknown as Cdp;
  }

  /** Whatever was still asked will not be answered. */
  close(): void {
    this.#closed = true;
    for (const { method, reject } of this.#waiting.values())
      reject(new Error(`${method}: Chromium has ended`));
    this.#waiting.clear();
  }

  #emitter(id: string): EventEmitter {
    const known = this.#sessions.get(id);
    if (known !== undefined) return known;
    const send = (method: string, params: unknown = {}): Promise<unknown> =>
      this.#send(id, method, params);
    const made = Object.assign(new EventEmitter(), { send });
    made.setMaxListeners(0);
    this.#sessions.set(id, made);
    return made;
  }

  #send(sessionId: string, method: string, params: unknown): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium has ended`));
    this.#count += 1;
    const id = this.#count;
    const session = sessionId === "" ? {} : { sessionId };
    this.#write.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { method, resolve, reject }));
  }

  #receive(message: Message): void {
    if (message.id === undefined) {
      if (message.method !== undefined)
        this.#emitter(message.sessionId ?? "").emit(message.method, message.params);
      return;
    }
    const waiter = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error === undefined) waiter?.resolve(message.result);
    else waiter?.reject(new Error(`${waiter.method}: ${message.error.message}`));
  }
}
