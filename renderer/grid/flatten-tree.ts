import type { TreeNode } from "./grid-props.ts";

/** One line of an open tree. */
export interface TreeLine {
  readonly node: TreeNode;
  readonly parentId: string | null;
  /** 1 for the roots, as ARIA counts. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly isOpen: boolean;
  /** Open, but its children are still on their way. */
  readonly isLoading: boolean;
}

/** Children by parent id; the roots are under null. Absent = not read yet. */
export type KnownChildren = ReadonlyMap<string | null, readonly TreeNode[]>;

/**
 * The lines in sight of a lazily read tree, parents before children. A record met again
 * under itself (a cycle in the data) is shown once more and not opened.
 */
export function flattenTree(
  children: KnownChildren,
  expanded: ReadonlySet<string>,
): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  const walk = (parentId: string | null, level: number, above: ReadonlySet<string>): void => {
    const nodes = children.get(parentId) ?? [];
    for (const [at, node] of nodes.entries()) {
      const isOpen = node.childCount > 0 && expanded.has(node.id) && !above.has(node.id);
      lines.push({
        node,
        parentId,
        level,
        position: at + 1,
        siblings: nodes.length,
        isOpen,
        isLoading: isOpen && !children.has(node.id),
      });
      if (isOpen) walk(node.id, level + 1, new Set([...above, node.id]));
    }
  };
  walk(null, 1, new Set());
  return lines;
}

/** Is the line at `at` the record itself or below it? Such a place can never be its parent. */
export function isWithin(lines: readonly TreeLine[], at: number, recordId: string): boolean {
  let line = lines[at];
  let place = at;
  while (line) {
    if (line.node.id === recordId) return true;
    const wanted = line.level - 1;
    if (wanted < 1) return false;
    do place -= 1;
    while (place >= 0 && lines[place]?.level !== wanted);
    line = lines[place];
  }
  return false;
}

/** Position of the parent's line, -1 for a root. */
export function parentLine(lines: readonly TreeLine[], at: number): number {
  const level = lines[at]?.level ?? 1;
  for (let place = at - 1; place >= 0; place -= 1)
    if (lines[place]?.level === level - 1) return place;
  return -1;
}
