import type { ParsingWorker } from "./create-parsing-client.ts";

/** A fresh parsing worker of this browser. */
export function startParsingWorker(): ParsingWorker {
  const worker = new Worker(new URL("../parsing-worker/worker.ts", import.meta.url), {
    type: "module",
    name: "parsing",
  });
  return {
    endpoint: worker,
    terminate: () => worker.terminate(),
    onDeath: (listener) => {
      worker.onerror = listener;
    },
  };
}
