import type { RecordId } from "../base/index.ts";
import { composeChange } from "../record/index.ts";
import type { Change } from "../record/index.ts";
import { targetsOf } from "./link-targets.ts";

/** One change per record out of a chain of edits, in the order in which records were first touched (Y2, O1–O2). */
export function collapseChanges(chain: readonly Change[]): readonly Change[] {
  const whole = new Map<RecordId, Change | null>();
  for (const change of chain) {
    const earlier = whole.get(change.recordId);
    whole.set(change.recordId, earlier ? composeChange(earlier, change) : change);
  }
  return [...whole.values()].filter((change) => change !== null);
}

/**
 * Orders changes so that a record is created before what refers to it, and keeps the given order otherwise (Y2, O3–O5). Creations
 * that refer to each other in a ring stay in their order: they are committed together anyway. Linear in the number of changes.
 */
export function orderByDependencies(changes: readonly Change[]): readonly Change[] {
  const created = new Map<string, Change>(
    changes.filter((change) => change.kind === "create").map((change) => [change.recordId, change]),
  );
  const ordered: Change[] = [];
  const state = new Map<Change, "open" | "done">();
  for (const change of changes) {
    const stack: { readonly change: Change; readonly left: Change[] }[] = [];
    const enter = (next: Change): void => {
      state.set(next, "open");
      stack.push({ change: next, left: dependenciesOf(next, created).reverse() });
    };
    if (!state.has(change)) enter(change);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.left.pop();
      if (next) {
        if (!state.has(next)) enter(next);
        continue;
      }
      state.set(top.change, "done");
      ordered.push(top.change);
      stack.pop();
    }
  }
  return ordered;
}

/** Creations of the same set that a change refers to, in the order of its attributes. */
function dependenciesOf(change: Change, created: ReadonlyMap<string, Change>): Change[] {
  const found = new Set<Change>();
  const look = (text: unknown): void => {
    const target = typeof text === "string" ? created.get(text) : undefined;
    if (target && target !== change) found.add(target);
  };
  look(change.keptId);
  for (const move of Object.values(change.patch)) targetsOf(move.after).forEach(look);
  return [...found];
}
