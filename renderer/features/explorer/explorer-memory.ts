import { useEffect, useRef, useState } from "react";
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

/**
 * The memory of one list, read once and written a moment after each change; null while it is read, so that
 * nothing is shown that would change right after.
 */
export function useExplorerMemory(
  referential: string,
): readonly [ExplorerMemory | null, (change: Partial<ExplorerMemory>) => void] {
  const { data } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const [kept, setKept] = useState<{ readonly of: string; readonly memory: ExplorerMemory } | null>(
    null,
  );
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const key = `explorer:${referential}`;

  useEffect(() => {
    let current = true;
    data.setting(key).then(
      (value) => current && setKept({ of: referential, memory: isMemory(value) ? value : {} }),
      (thrown: unknown) => {
        fail(thrown);
        if (current) setKept({ of: referential, memory: {} });
      },
    );
    return () => {
      current = false;
    };
  }, [data, key, referential, fail]);

  const change = (part: Partial<ExplorerMemory>): void => {
    if (kept?.of !== referential) return;
    const memory = { ...kept.memory, ...part };
    setKept({ of: referential, memory });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void data.setSetting(key, memory).catch(fail), WRITE_DELAY_MS);
  };
  return [kept?.of === referential ? kept.memory : null, change];
}

const isMemory = (value: unknown): value is ExplorerMemory =>
  typeof value === "object" && value !== null;
