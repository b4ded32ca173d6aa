import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flattenTree, type TreeLine } from "./flatten-tree.ts";
import type { TreeGridProps, TreeNode } from "./grid-props.ts";

export interface TreeLines {
  readonly lines: readonly TreeLine[];
  /** The roots have been read. */
  readonly ready: boolean;
  readonly setOpen: (ids: readonly string[], open: boolean) => void;
  /** Reads the children of a record if they are not known, and answers them. */
  readonly load: (parentId: string | null) => Promise<readonly TreeNode[]>;
}

interface KnownTree {
  readonly version: string | number;
  readonly children: ReadonlyMap<string | null, readonly TreeNode[]>;
}

/**
 * The open part of a lazily read tree. A new version reads again what is open, and the old
 * lines stay until the new ones arrive.
 */
export function useTreeLines(props: TreeGridProps): TreeLines {
  const latest = useRef(props);
  latest.current = props;
  const [ownOpen, setOwnOpen] = useState<readonly string[]>([]);
  const openIds = props.expanded ?? ownOpen;
  const open = useMemo(() => new Set(openIds), [openIds]);
  const [known, setKnown] = useState<KnownTree>({ version: props.version, children: new Map() });
  const knownRef = useRef(known);
  const reading = useRef(new Map<string | null, Promise<readonly TreeNode[]>>());

  const keep = useCallback((parentId: string | null, nodes: readonly TreeNode[]): void => {
    knownRef.current = {
      ...knownRef.current,
      children: new Map(knownRef.current.children).set(parentId, nodes),
    };
    setKnown(knownRef.current);
  }, []);

  const read = useCallback(
    (parentId: string | null): Promise<readonly TreeNode[]> => {
      const pending = reading.current.get(parentId);
      if (pending) return pending;
      const version = latest.current.version;
      const promise = latest.current
        .getChildren(parentId)
        .then(
          (nodes) => {
            if (latest.current.version === version) keep(parentId, nodes);
            return nodes;
          },
          (thrown: unknown) => {
            latest.current.onFault?.(thrown);
            // Closed again: opening it retries.
            if (parentId !== null) keep(parentId, []);
            return [];
          },
        )
        .finally(() => {
          if (reading.current.get(parentId) === promise) reading.current.delete(parentId);
        });
      reading.current.set(parentId, promise);
      return promise;
    },
    [keep],
  );

  // Another version: everything that is open is read again, over what is shown.
  useEffect(() => {
    reading.current.clear();
    knownRef.current = { ...knownRef.current, version: props.version };
    void read(null);
    for (const id of knownRef.current.children.keys()) if (id !== null) void read(id);
  }, [props.version, read]);

  const lines = useMemo(() => flattenTree(known.children, open), [known, open]);
  useEffect(() => {
    for (const line of lines) if (line.isLoading) void read(line.node.id);
  }, [lines, read]);

  const setOpen = useCallback((ids: readonly string[], isOpen: boolean): void => {
    setOwnOpen((own) => {
      const present = latest.current.expanded ?? own;
      const others = present.filter((id) => !ids.includes(id));
      const next = isOpen ? [...others, ...ids] : others;
      latest.current.onExpanded?.(next);
      return next;
    });
  }, []);

  const load = useCallback(
    (parentId: string | null) => {
      const children = knownRef.current.children.get(parentId);
      return children ? Promise.resolve(children) : read(parentId);
    },
    [read],
  );
  return { lines, ready: known.children.has(null), setOpen, load };
}
