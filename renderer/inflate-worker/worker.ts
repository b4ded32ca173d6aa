import { gunzipText } from "../storage/gzip.ts";
import type { InflateAnswer, InflateOrder } from "./inflate-messages.ts";

/** Inflates packed blocks beside the data worker, which parses meanwhile: half the time that opening a référentiel takes. */
self.addEventListener("message", ({ data: { id, bytes } }: MessageEvent<InflateOrder>) => {
  const answer = (text: string | null): void =>
    self.postMessage({ id, text } satisfies InflateAnswer);
  gunzipText(bytes).then(answer, () => answer(null));
});
