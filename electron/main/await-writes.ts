import type { App } from "electron";
import type { PendingWork } from "./pending-work.ts";

/**
 * Leaving waits for the writes under way, `most` milliseconds in all. Nothing is asked: what was typed is kept, so there is
 * nothing to lose by quitting. Returns whether the application is leaving.
 */
export function awaitWrites(app: App, pending: PendingWork, most = 5_000): () => boolean {
  let leaving = false;
  let deadline: number | null = null;
  const hold = (event: { preventDefault(): void }): void => {
    leaving = true;
    deadline ??= performance.now() + most;
    const left = deadline - performance.now();
    if (!pending.busy() || left <= 0) return;
    event.preventDefault();
    void pending.settled(left).then(() => app.quit());
  };
  app.on("before-quit", hold);
  app.on("will-quit", hold);
  return () => leaving;
}
