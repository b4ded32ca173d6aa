import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { GridSource } from "./grid-props.ts";
import { createRowCache, type RowCache } from "./row-cache.ts";

/** The rows of a source, kept across its versions. Renders again when rows arrive. */
export function useRowCache(
  source: GridSource,
  onFault: ((thrown: unknown) => void) | undefined,
): RowCache {
  const fault = useRef(onFault);
  fault.current = onFault;
  const first = useRef(source);
  const cache = useMemo(
    () => createRowCache(first.current, (thrown) => fault.current?.(thrown)),
    [],
  );
  useEffect(() => cache.setSource(source), [cache, source]);
  useSyncExternalStore(cache.subscribe, cache.revision);
  return cache;
}
