/** Writes under way, so that leaving waits for them: nothing acknowledged or about to be is cut by quitting. */
export interface PendingWork {
  track<T>(work: Promise<T>): Promise<T>;
  /** True while something is under way. */
  busy(): boolean;
  /** Resolves when nothing is under way any more, or after `most` milliseconds. */
  settled(most: number): Promise<void>;
}

export function makePendingWork(): PendingWork {
  const underWay = new Set<Promise<unknown>>();
  return {
    track(work) {
      underWay.add(work);
      const done = (): void => void underWay.delete(work);
      work.then(done, done);
      return work;
    },
    busy: () => underWay.size > 0,
    async settled(most) {
      let late = false;
      const deadline = new Promise<void>((resolve) => {
        setTimeout(() => {
          late = true;
          resolve();
        }, most).unref();
      });
      // what a write sets off may be another write
      while (underWay.size > 0 && !late)
        await Promise.race([deadline, Promise.allSettled(underWay)]);
    },
  };
}
