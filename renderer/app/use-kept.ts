import { useState } from "react";
import { useWorkspace, type Workspace } from "./workspace.tsx";

/** By person at work, then by what it is about. */
const kept = new WeakMap<Workspace, Map<string, unknown>>();

/**
 * A state that is there again when the person comes back to the screen: what was typed and is no part of a draft yet (a
 * reason, a comment). It lives as long as the page does, in memory only: it may name persons. Given `undefined`, it is forgotten.
 */
export function useKept<T>(about: string, first: T): readonly [T, (value: T | undefined) => void] {
  const workspace = useWorkspace();
  const [value, setValue] = useState(() => {
    const mine = kept.get(workspace);
    return mine?.has(about) ? (mine.get(about) as T) : first;
  });
  const keep = (next: T | undefined): void => {
    const mine = kept.get(workspace) ?? new Map<string, unknown>();
    kept.set(workspace, mine);
    if (next === undefined) mine.delete(about);
    else mine.set(about, next);
    setValue(next ?? first);
  };
  return [value, keep];
}
