import type { ConflictView } from "../../data-worker/data-api.ts";

/** Conflicts of one record, shown together. */
export type ConflictGroup = {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly referential: string;
  readonly recordId: string;
  readonly requestId: string | null;
  readonly conflicts: readonly ConflictView[];
};

/** What needs a choice, by record; and what was merged by itself, for review. */
export function groupConflicts(conflicts: readonly ConflictView[]): {
  readonly hard: readonly ConflictGroup[];
  readonly soft: readonly ConflictView[];
} {
  const hard = new Map<string, ConflictView[]>();
  const soft: ConflictView[] = [];
  for (const conflict of conflicts) {
    if (conflict.conflict.class === "soft") {
      soft.push(conflict);
      continue;
    }
    const id = `${conflict.requestId ?? ""}/${conflict.conflict.recordId}`;
    const same = hard.get(id);
    if (same) same.push(conflict);
    else hard.set(id, [conflict]);
  }
  return {
    hard: [...hard].map(([id, group]) => {
      const [first] = group as [ConflictView, ...ConflictView[]];
      return {
        id,
        key: first.key,
        title: first.title,
        referential: first.conflict.referential,
        recordId: first.conflict.recordId,
        requestId: first.requestId,
        conflicts: group,
      };
    }),
    soft,
  };
}

/** Requests (null = the basket) whose conflicts are all resolved: they can be submitted again. */
export function resolvedOwners(groups: readonly ConflictGroup[]): readonly (string | null)[] {
  const owners = new Map<string | null, boolean>();
  for (const { requestId, conflicts } of groups) {
    const done = conflicts.every((conflict) => conflict.resolved !== null);
    owners.set(requestId, (owners.get(requestId) ?? true) && done);
  }
  return [...owners].flatMap(([owner, done]) => (done ? [owner] : []));
}
