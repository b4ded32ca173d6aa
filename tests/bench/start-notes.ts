/** Moments of a start as the page saw them, in milliseconds since 1970. */
export type StartNotes = {
  bundle?: number;
  worker?: number;
  base?: number;
  unpacked?: number;
  rows?: number;
  key?: number;
};

/**
 * Runs in the page before its own scripts: notes when the data worker was first heard of, when it answered the questions that
 * open the database and the list, and when rows were painted. It listens; nothing of the application changes.
 */
export function noteStart(): void {
  const notes: StartNotes = {};
  Object.assign(globalThis, { startNotes: notes });
  const now = (): number => performance.timeOrigin + performance.now();
  addEventListener("DOMContentLoaded", () => (notes.bundle = now()));

  const asked = new Map<string, keyof StartNotes>();
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]): void {
    const message = given[0] as { readonly id?: string; readonly path?: readonly string[] } | null;
    if (message?.id !== undefined && message.path !== undefined) {
      if (!heard.has(this)) {
        heard.add(this);
        this.addEventListener("message", listen);
      }
      const question = message.path.at(-1);
      if (question === "open") asked.set(message.id, "base");
      if (question === "openView") asked.set(message.id, "unpacked");
    }
    Reflect.apply(post, this, given);
  };
  const heard = new WeakSet<Worker>();
  const listen = ({ data }: MessageEvent<{ readonly id?: string } | null>): void => {
    const moment = asked.get(data?.id ?? "");
    if (moment !== undefined) notes[moment] ??= now();
  };

  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByType("resource") as PerformanceResourceTiming[])
      if (/\/worker-data-/.test(entry.name))
        notes.worker ??= performance.timeOrigin + entry.responseEnd;
  }).observe({ type: "resource", buffered: true });

  const look = (): void => {
    const cell = document.querySelector('[role="row"] [role="gridcell"]');
    if (!cell?.textContent) requestAnimationFrame(look);
    // the frame after the one that holds them: they are on the screen
    else requestAnimationFrame(() => (notes.rows = now()));
  };
  requestAnimationFrame(look);
}

/** Runs in the page before its own scripts: follows the link to an address as soon as it is drawn, as a quick hand would. */
export function followLink(address: string): void {
  const look = (): void => {
    const link = document.querySelector<HTMLElement>(`a[href$="${address}"]`);
    if (link === null) requestAnimationFrame(look);
    else link.click();
  };
  requestAnimationFrame(look);
}

/** Runs in the page once rows are there: the first cell has the focus, and the next to have it is noted. */
export function answerKey(): void {
  const { startNotes: notes } = globalThis as unknown as { readonly startNotes: StartNotes };
  const cell = document.querySelector<HTMLElement>('[role="row"] [role="gridcell"]');
  cell?.click();
  cell?.focus();
  addEventListener("keydown", (pressed) => {
    if (pressed.key !== "ArrowDown") return;
    requestAnimationFrame(() => (notes.key = performance.timeOrigin + performance.now()));
  });
}
