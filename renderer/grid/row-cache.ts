import type { GridRow, GridSource } from "./grid-props.ts";

const BLOCK = 100;
/** Blocks kept in memory: 20,000 rows. */
const KEPT = 200;

interface Block {
  readonly rows: readonly GridRow[];
  /** Version the rows were read under; older ones stay on screen until replaced. */
  readonly source: GridSource;
}

/**
 * Rows near what is on screen, read by blocks from an asynchronous source. When the source
 * changes, known rows stay in place until the new ones arrive: nothing flickers or shifts.
 */
export interface RowCache {
  readonly rowAt: (position: number) => GridRow | undefined;
  /** Reads what is missing or stale among [from, to). */
  readonly ensure: (from: number, to: number) => void;
  /** Rows [from, to) under the present source, from memory where possible. */
  readonly read: (from: number, to: number) => Promise<readonly GridRow[]>;
  readonly isLoaded: (from: number, to: number) => boolean;
  readonly setSource: (source: GridSource) => void;
  readonly retry: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes whenever what `rowAt` answers may have changed. */
  readonly revision: () => number;
  readonly failed: () => boolean;
}

/** Makes a cache over a first source. `onFault` hears of each read that failed. */
export function createRowCache(first: GridSource, onFault: (thrown: unknown) => void): RowCache {
  let source = first;
  let revision = 0;
  let failed = false;
  const blocks = new Map<number, Block>();
  const reading = new Map<number, Promise<void>>();
  const listeners = new Set<() => void>();

  const changed = (): void => {
    revision += 1;
    for (const listener of listeners) listener();
  };

  const isFresh = (index: number): boolean => blocks.get(index)?.source === source;

  const readBlock = (index: number): Promise<void> => {
    const known = reading.get(index);
    if (known) return known;
    const asked = source;
    const from = index * BLOCK;
    const promise = asked
      .getRows(from, Math.min(from + BLOCK, asked.total))
      .then(
        (rows) => {
          if (asked !== source) return;
          blocks.delete(index);
          blocks.set(index, { rows, source: asked });
          dropOldest();
          changed();
        },
        (thrown: unknown) => {
          if (asked !== source) return;
          failed = true;
          onFault(thrown);
          changed();
        },
      )
      .finally(() => {
        if (reading.get(index) === promise) reading.delete(index);
      });
    reading.set(index, promise);
    return promise;
  };

  const dropOldest = (): void => {
    for (const index of blocks.keys()) {
      if (blocks.size <= KEPT) return;
      blocks.delete(index);
    }
  };

  const indexes = (from: number, to: number): readonly number[] => {
    const first = Math.floor(Math.max(0, from) / BLOCK);
    const last = Math.floor((Math.min(to, source.total) - 1) / BLOCK);
    return last < first ? [] : Array.from({ length: last - first + 1 }, (_, at) => first + at);
  };

  return {
    rowAt: (position) =>
      position < source.total
        ? blocks.get(Math.floor(position / BLOCK))?.rows[position % BLOCK]
        : undefined,
    ensure: (from, to) => {
      if (failed) return;
      for (const index of indexes(from, to)) if (!isFresh(index)) void readBlock(index);
    },
    read: async (from, to) => {
      const end = Math.min(to, source.total);
      const wanted = indexes(from, end);
      if (!wanted.every(isFresh)) return source.getRows(from, end);
      return wanted
        .flatMap((index) => blocks.get(index)?.rows ?? [])
        .slice(from % BLOCK, (from % BLOCK) + (end - from));
    },
    isLoaded: (from, to) => indexes(from, to).every(isFresh),
    setSource: (next) => {
      if (next === source) return;
      source = next;
      failed = false;
      reading.clear();
      changed();
    },
    retry: () => {
      failed = false;
      changed();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    revision: () => revision,
    failed: () => failed,
  };
}
