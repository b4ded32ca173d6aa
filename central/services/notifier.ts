/** Tells who listens that an establishment's feed has grown. Carries only the number: who may read what is settled at the read. */
export type Notifier = {
  tell(establishment: string, seq: number): void;
  /** @returns the way to stop listening */
  listen(establishment: string, onMore: (seq: number) => void): () => void;
};

export function createNotifier(): Notifier {
  const listeners = new Map<string, Set<(seq: number) => void>>();
  return {
    tell(establishment, seq) {
      for (const listener of listeners.get(establishment) ?? []) listener(seq);
    },
    listen(establishment, onMore) {
      const set = listeners.get(establishment) ?? new Set();
      listeners.set(establishment, set);
      set.add(onMore);
      return () => {
        set.delete(onMore);
        if (set.size === 0) listeners.delete(establishment);
      };
    },
  };
}
