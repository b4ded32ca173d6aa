import type { InflateAnswer, InflateOrder } from "../../inflate-worker/inflate-messages.ts";
import { gunzipText } from "../../storage/gzip.ts";

/** Inflates packed blocks, wherever it does. */
export type Inflater = {
  /** Rejects as `gunzipText` does. */
  text(bytes: Uint8Array): Promise<string>;
  /** Ends the threads it started. */
  end(): void;
};

/** Blocks under which starting a thread costs more than it saves. */
const WORTH_A_THREAD = 24;
const MAX_THREADS = 2;

/** On threads of their own where this machine has processors to spare and there is enough to do, else on this one. */
export function makeInflater(blocks: number): Inflater {
  const spare = (globalThis.navigator?.hardwareConcurrency ?? 1) - 1;
  if (blocks < WORTH_A_THREAD || spare < 1 || typeof Worker === "undefined")
    return { text: (bytes) => gunzipText(bytes), end: () => {} };
  const threads = Array.from({ length: Math.min(spare, MAX_THREADS) }, startThread);
  let turn = 0;
  return {
    text: (bytes) => (threads[turn++ % threads.length] as Inflater).text(bytes),
    end: () => threads.forEach((thread) => thread.end()),
  };
}

/** What a thread cannot inflate, or was asked when it died, is inflated here: the fault is then the real one. */
function startThread(): Inflater {
  const worker = new Worker(new URL("../../inflate-worker/worker.ts", import.meta.url), {
    type: "module",
    name: "inflate",
  });
  const waiting = new Map<number, (text: string | null) => void>();
  let asked = 0;
  let isDead = false;
  worker.onmessage = ({ data: { id, text } }: MessageEvent<InflateAnswer>) => {
    waiting.get(id)?.(text);
    waiting.delete(id);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    isDead = true;
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  return {
    async text(bytes) {
      if (isDead) return gunzipText(bytes);
      const id = ++asked;
      const text = await new Promise<string | null>((resolve) => {
        waiting.set(id, resolve);
        worker.postMessage({ id, bytes } satisfies InflateOrder);
      });
      return text ?? gunzipText(bytes);
    },
    end: () => worker.terminate(),
  };
}
