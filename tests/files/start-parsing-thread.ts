import { MessageChannel, Worker } from "node:worker_threads";
import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import type { ParsingWorker } from "../../renderer/files/index.ts";

const SERVE = new URL("../../renderer/files/serve-parsing.ts", import.meta.url).href;
const PROGRAM = `
  const { parentPort, workerData } = require("node:worker_threads");
  workerData.on("message", () => workerData.postMessage(
    [Object, Array, String, Number, Function, Map, Uint8Array].flatMap(({ prototype }) => Object.keys(prototype))));
  workerData.unref();
  Promise.all([import(${JSON.stringify(SERVE)}), import("comlink/dist/esm/node-adapter.mjs")])
    .then(([{ serveParsing }, { default: nodeEndpoint }]) => serveParsing(nodeEndpoint(parentPort)));
`;

export type ParsingThread = {
  readonly worker: ParsingWorker;
  /** What was added to the prototypes of the thread where files are read. */
  addedToPrototypes(): Promise<readonly string[]>;
};

/** The parsing worker's own code in a thread of Node: the same protocol, ended in the same way as in a browser. */
export function startParsingThread(): ParsingThread {
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(PROGRAM, { eval: true, workerData: port2, transferList: [port2] });
  port1.unref();
  return {
    worker: {
      endpoint: nodeEndpoint(thread),
      terminate: () => void thread.terminate(),
      onDeath: (listener) => void thread.removeAllListeners("error").on("error", listener),
    },
    addedToPrototypes: () =>
      new Promise((resolve) => {
        port1.once("message", resolve);
        port1.ref();
        port1.postMessage("say");
      }),
  };
}
