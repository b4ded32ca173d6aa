import type { EventEmitter } from "node:events";

/** Exit code of a double that was asked for something it does not do. */
const REFUSED = 75;

/** What the application asked of the system and the double only noted; tests on the double may read it. */
export const record = {
  openedOutside: [] as string[],
  dialogs: [] as { readonly name: string; readonly options: unknown }[],
  notifications: [] as { readonly title: string; readonly body: string }[],
  permissions: [] as { readonly permission: string; readonly granted: boolean }[],
  protocolClients: [] as string[],
  relaunches: [] as unknown[],
  refused: [] as string[],
};

/**
 * The double refuses rather than pretends: what it does not do as Electron does throws, and ends the process even
 * where the application catches.
 */
export function refuse(what: string): never {
  record.refused.push(what);
  process.stderr.write(`electron-double: ${what} is not covered\n`);
  setImmediate(() => process.exit(REFUSED));
  throw new Error(`electron-double: ${what} is not covered`);
}

/** Names that the language, the debugger and promise machinery look up on any object. */
const LOOKED_UP = new Set([
  "then",
  "toJSON",
  "constructor",
  "inspect",
  "default",
  "__esModule",
  "splice",
  "length",
  "nodeType",
  "preview",
]);

/** `ours` as the application sees it: any name it lacks is refused instead of being undefined. */
export function covered<Ours extends object>(label: string, ours: Ours): Ours {
  return new Proxy(ours, {
    get: (target, name, receiver): unknown =>
      typeof name === "symbol" || name in target || LOOKED_UP.has(name)
        ? Reflect.get(target, name, receiver)
        : refuse(`${label}.${name}`),
  });
}

/** An emitter that refuses listeners for what it never says: the application would wait in vain. */
export function acceptOnly(emitter: EventEmitter, label: string, events: readonly string[]): void {
  emitter.setMaxListeners(0);
  emitter.on("newListener", (event: string | symbol) => {
    if (typeof event === "string" && event !== "newListener" && !events.includes(event))
      refuse(`${label}.on("${event}")`);
  });
}

/** Of `Real`, the members that `Ours` has too: what `satisfies` compares. Listeners are typed by Electron as overloads. */
export type Conforming<Real, Ours> = Pick<
  Real,
  Exclude<keyof Real & keyof Ours, keyof EventEmitter>
>;

/** An event of Electron's, with what it carries. */
export function makeEvent<Extra extends object>(
  extra: Extra = {} as Extra,
): Extra & { defaultPrevented: boolean; preventDefault(): void } {
  return {
    ...extra,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}
