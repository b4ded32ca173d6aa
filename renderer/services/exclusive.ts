/** Runs one action at a time; the next starts when the former ended, well or not. */
export type Exclusive = <T>(run: () => Promise<T>) => Promise<T>;

/** One at a time within this process. */
export function makeQueue(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const next = last.then(run, run);
    last = next.catch(() => undefined);
    return next;
  };
}

/** One at a time among every tab of the profile, for one named resource; within this process where locks do not exist. */
export function makeLock(name: string): Exclusive {
  if (typeof navigator === "undefined" || !("locks" in navigator)) return makeQueue();
  const { locks } = navigator;
  return async <T>(run: () => Promise<T>): Promise<T> =>
    await (locks.request(name, run) as Promise<T>);
}
