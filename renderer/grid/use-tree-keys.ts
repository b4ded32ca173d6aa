import { useCallback, useRef, type KeyboardEvent, type RefObject } from "react";
import { parentLine } from "./flatten-tree.ts";
import type { TreeState } from "./tree-state.ts";
import type { TreeMove } from "./use-tree-move.ts";

export interface TreeKeyOptions {
  readonly state: RefObject<TreeState>;
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly activate: (at: number) => void;
  readonly toggle: (at: number) => void;
  readonly open: (at: number) => void;
  readonly setOpen: (ids: readonly string[], open: boolean) => void;
  readonly move: TreeMove;
}

/** Keys of the ARIA treegrid pattern, with the focus on rows; letters are left to the page. */
export function useTreeKeys(options: TreeKeyOptions): (event: KeyboardEvent) => void {
  const latest = useRef(options);
  latest.current = options;
  return useCallback((event: KeyboardEvent): void => {
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    if (handleKey(latest.current, event)) event.preventDefault();
  }, []);
}

/** True when the key was taken. */
function handleKey(options: TreeKeyOptions, event: KeyboardEvent): boolean {
  const { state, activate, toggle, open, setOpen, move } = options;
  const { lines, active } = state.current;
  const line = lines[active];
  if (!line || event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return handleMod(options, event);
  const page = Math.max(
    1,
    Math.floor((options.viewport.current?.clientHeight ?? 0) / state.current.rowHeight) - 2,
  );
  switch (event.key) {
    case "ArrowDown":
      activate(active + 1);
      return true;
    case "ArrowUp":
      activate(active - 1);
      return true;
    case "PageDown":
      activate(active + page);
      return true;
    case "PageUp":
      activate(Math.max(0, active - page));
      return true;
    case "Home":
      activate(0);
      return true;
    case "End":
      activate(lines.length - 1);
      return true;
    case "ArrowRight":
      if (line.node.childCount > 0 && !line.isOpen) toggle(active);
      else if (line.isOpen && !line.isLoading) activate(active + 1);
      return true;
    case "ArrowLeft":
      if (line.isOpen) toggle(active);
      else if (line.level > 1) activate(parentLine(lines, active));
      return true;
    case "Enter":
      open(active);
      return state.current.props.onOpen !== undefined;
    case " ":
      activate(active);
      return true;
    case "*":
      setOpen(
        lines
          .filter(({ parentId, node }) => parentId === line.parentId && node.childCount > 0)
          .map(({ node }) => node.id),
        true,
      );
      return true;
    case "Escape":
      if (!move.cut) return false;
      move.cancel();
      return true;
    default:
      return false;
  }
}

function handleMod({ state, move, activate }: TreeKeyOptions, event: KeyboardEvent): boolean {
  const { lines, active, props } = state.current;
  switch (event.key) {
    case "x":
      move.cutLine(active);
      return props.onMove !== undefined;
    case "v":
      if (!move.cut) return false;
      move.pasteUnder(active);
      return true;
    case "Home":
      activate(0);
      return true;
    case "End":
      activate(lines.length - 1);
      return true;
    default:
      return false;
  }
}
