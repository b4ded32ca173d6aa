import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { ExplorerMemory } from "./explorer-memory.ts";
import {
  EVERYTHING,
  readExplorerQuery,
  writeExplorerQuery,
  type ExplorerQuery,
} from "./explorer-query.ts";

/**
 * What the list shows and how to change it. The address rules; without a word of it there, the list comes back as it
 * was left. The same text in the address is the same query.
 */
export function useExplorerQuery(
  remembered: ExplorerQuery | undefined,
  remember: (change: Partial<ExplorerMemory>) => void,
): readonly [ExplorerQuery, (change: Partial<ExplorerQuery>) => void] {
  const [params, setParams] = useSearchParams();
  const address = params.toString();
  const query = useMemo<ExplorerQuery>(
    () => readExplorerQuery(new URLSearchParams(address)) ?? remembered ?? EVERYTHING,
    [address, remembered],
  );
  const show = (change: Partial<ExplorerQuery>): void => {
    const next = { ...query, ...change };
    remember({ query: next });
    setParams(writeExplorerQuery(params, next), { replace: true });
  };
  return [query, show];
}
