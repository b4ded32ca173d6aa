import { makeCodec } from "../codec.ts";
import { makePeer } from "./make-peer.ts";
import { runPageWorld } from "./run-page-world.ts";
import { runPreloadWorld } from "./run-preload-world.ts";

interface PreloadScript {
  readonly secret: string;
  readonly binding: string;
  readonly processInfo: object;
  /** Text of the preload file: a CommonJS module. */
  readonly text: string;
}

const TOP_ONLY = "if (window === window.top)";

/** A function as text: the types are gone by the time it runs. */
const textOf = (one: (...args: never[]) => unknown): string => `(${one.toString()})`;
const quote = (value: unknown): string => JSON.stringify(value);

/** The script that runs first in the page's own world, at the top of its window only. */
export function pageScript(secret: string, serviceWorkers: boolean): string {
  return `${TOP_ONLY} {
    const peer = ${textOf(makePeer)}(${quote(secret)}, "page:", "preload:", ${textOf(makeCodec)}());
    ${textOf(runPageWorld)}(peer, ${quote(serviceWorkers)});
  }`;
}

/** The script that runs the application's preload in a world of its own; sub-frames have none. */
export function preloadScript({ secret, binding, processInfo, text }: PreloadScript): string {
  return `${TOP_ONLY} {
    const codec = ${textOf(makeCodec)}();
    const peer = ${textOf(makePeer)}(${quote(secret)}, "preload:", "page:", codec);
    ${textOf(runPreloadWorld)}(peer, codec, ${quote(binding)}, ${quote(processInfo)},
      function (require, module, exports, process) {${text}
      });
  }`;
}
