import { useEffect, useRef, useState } from "react";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { TreeNode } from "../../grid/index.ts";

/** So few roots are opened at the first visit: a tree of one closed line teaches nothing. */
const FEW_ROOTS = 3;
const WRITE_DELAY_MS = 400;

/** The open branches of one hierarchy, as they were left; null while they are read. */
export function useExpanded(
  referential: string,
  hierarchy: string,
  getChildren: (parent: string | null) => Promise<readonly TreeNode[]>,
): readonly [readonly string[] | null, (ids: readonly string[]) => void] {
  const { data } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const key = `tree:${referential}:${hierarchy}`;
  const [kept, setKept] = useState<{
    readonly key: string;
    readonly ids: readonly string[];
  } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const children = useRef(getChildren);
  children.current = getChildren;

  useEffect(() => {
    let current = true;
    const read = async (): Promise<readonly string[]> => {
      const value = await data.setting(key);
      if (Array.isArray(value)) return value.filter((id) => typeof id === "string");
      const roots = await children.current(null);
      return roots.length <= FEW_ROOTS ? roots.map(({ id }) => id) : [];
    };
    read().then(
      (ids) => current && setKept({ key, ids }),
      (thrown: unknown) => {
        fail(thrown);
        if (current) setKept({ key, ids: [] });
      },
    );
    return () => {
      current = false;
    };
  }, [data, key, fail]);

  const keep = (ids: readonly string[]): void => {
    setKept({ key, ids });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void data.setSetting(key, ids).catch(fail), WRITE_DELAY_MS);
  };
  return [kept?.key === key ? kept.ids : null, keep];
}
