import { useEffect, useState } from "react";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { ColumnLayout } from "../../grid/grid-props.ts";
import type { ExplorerQuery } from "./explorer-query.ts";

/** What a list remembers between visits: columns, last query, whether the side panel was open. */
export type ExplorerMemory = {
  readonly layout?: ColumnLayout;
  readonly query?: ExplorerQuery;
  readonly panel?: boolean;
};

const WRITE_DELAY_MS = 400;

/** Memories of this page, by list: a list left a moment ago comes back before its memory was written. */
const present = new Map<string, ExplorerMemory>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/**
 * The memory of one list, read once and written a moment after each change; null while it is read, so that
 * nothing is shown that would change right after.
 */
export function useExplorerMemory(
  referential: string,
): readonly [ExplorerMemory | null, (change: Partial<ExplorerMemory>) => void] {
  const { data } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const key = `explorer:${referential}`;
  const [, setTurn] = useState(0);
  const memory = present.get(key) ?? null;
  const known = memory !== null;

  useEffect(() => {
    if (known) return;
    let current = true;
    const keep = (value: unknown): void => {
      present.set(key, present.get(key) ?? (isMemory(value) ? value : {}));
      if (current) setTurn((turn) => turn + 1);
    };
    data.setting(key).then(keep, (thrown: unknown) => {
      fail(thrown);
      keep(null);
    });
    return () => {
      current = false;
    };
  }, [data, key, known, fail]);

  const change = (part: Partial<ExplorerMemory>): void => {
    const next = { ...present.get(key), ...part };
    present.set(key, next);
    setTurn((turn) => turn + 1);
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void data.setSetting(key, next).catch(fail), WRITE_DELAY_MS),
    );
  };
  return [memory, change];
}

const isMemory = (value: unknown): value is ExplorerMemory =>
  typeof value === "object" && value !== null;
