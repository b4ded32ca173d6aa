import type { Codec } from "../codec.ts";

export interface Peer {
  /** Says something to the other world at once, under `name`. */
  tell(name: string, text: string): void;
  hear(name: string, listener: (text: string) => void): void;
  /** Encodes a value for the other world; its functions become callable from there. */
  pack(value: unknown): string;
  unpack(text: string): unknown;
}

/**
 * One half of contextBridge: two worlds of one page share the DOM and no objects, so values cross as text in events
 * whose names only these two know. Functions are called by number, synchronously; promises settle later.
 *
 * Injected as text into both worlds: it must not use anything declared outside.
 */
export function makePeer(secret: string, own: string, other: string, codec: Codec): Peer {
  interface Answer {
    readonly value?: string;
    readonly error?: string;
    readonly promise?: number;
  }
  // Kept from what the page may do to them later.
  const { parse, stringify } = JSON;
  const MessageOfWorlds = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);
  const subscribe = window.addEventListener.bind(window);

  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const numbers = new WeakMap<object, number>();
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (thrown: unknown) => void }
  >();
  let count = 0;
  let answer: Answer = {};

  const tell = (name: string, text: string): void =>
    void dispatch(new MessageOfWorlds(secret + other + name, { detail: text }));
  const hear = (name: string, listener: (text: string) => void): void =>
    subscribe(
      secret + own + name,
      (event) => {
        event.stopImmediatePropagation();
        listener((event as CustomEvent<string>).detail);
      },
      true,
    );

  const numberOf = (value: unknown): number => {
    const one = value as (...args: unknown[]) => unknown;
    const known = numbers.get(one);
    if (known !== undefined) return known;
    count += 1;
    numbers.set(one, count);
    functions.set(count, one);
    return count;
  };
  const proxyOf =
    (id: number) =>
    (...args: unknown[]): unknown => {
      answer = {};
      tell("call", stringify({ id, args: pack(args) }));
      const { value, error, promise } = answer;
      if (error !== undefined) throw unpack(error);
      if (promise === undefined) return value === undefined ? undefined : unpack(value);
      return new Promise((resolve, reject) => waiting.set(promise, { resolve, reject }));
    };
  const pack = (value: unknown): string => codec.encode(value, numberOf);
  const unpack = (text: string): unknown => codec.decode(text, proxyOf);
  const packError = (thrown: unknown): string =>
    codec.encode(thrown instanceof Error ? thrown : new Error(String(thrown)));

  hear("answer", (text) => {
    answer = parse(text) as Answer;
  });
  hear("settle", (text) => {
    const { promise = 0, value, error } = parse(text) as Answer;
    const waiter = waiting.get(promise);
    waiting.delete(promise);
    if (error !== undefined) waiter?.reject(unpack(error));
    else waiter?.resolve(unpack(value ?? "null"));
  });
  hear("call", (text) => {
    const { id, args } = parse(text) as { readonly id: number; readonly args: string };
    const reply = (said: Answer, name = "answer"): void => tell(name, stringify(said));
    try {
      const result = functions.get(id)?.(...(unpack(args) as unknown[]));
      if (!(result instanceof Promise)) return reply({ value: pack(result) });
      count += 1;
      const promise = count;
      reply({ promise });
      result
        .then((value) => reply({ promise, value: pack(value) }, "settle"))
        .catch((thrown: unknown) => reply({ promise, error: packError(thrown) }, "settle"));
    } catch (thrown) {
      reply({ error: packError(thrown) });
    }
  });

  return { tell, hear, pack, unpack };
}
