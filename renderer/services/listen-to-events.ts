import { readLines } from "./read-answer.ts";

const [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [2_000, 120_000];

/**
 * Server-sent events of central over fetch (the header carries the token): calls back with each `seq` told, comes back
 * after a cut, more and more slowly. Returns the way to stop.
 */
export function listenToEvents(
  open: (signal: AbortSignal) => Promise<Response>,
  onMore: (seq: number) => void,
): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wait = FIRST_WAIT_MS;
  const run = async (): Promise<void> => {
    try {
      const response = await open(stop.signal);
      for await (const line of readLines(response)) {
        const seq = seqOf(line);
        if (seq === null) continue;
        wait = FIRST_WAIT_MS;
        onMore(seq);
      }
    } catch {
      // Cut or refused: the background loop finds out why; here we only come back later.
    }
    if (stop.signal.aborted) return;
    timer = setTimeout(() => void run(), wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };
  void run();
  return () => {
    stop.abort();
    if (timer !== null) clearTimeout(timer);
  };
}

function seqOf(line: string): number | null {
  if (!line.startsWith("data:")) return null;
  try {
    const data = JSON.parse(line.slice(5)) as { readonly seq?: unknown };
    return typeof data.seq === "number" && Number.isSafeInteger(data.seq) ? data.seq : null;
  } catch {
    return null;
  }
}
