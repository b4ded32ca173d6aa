import type { ConflictRow } from "../../shared/ports/index.ts";
import { classifyChange, openConflicts } from "../../shared/sync/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";
import type { LocalWork } from "./local-work.ts";
import { conflictRow, lookupOf } from "./rebase-drafts.ts";

/** The hard conflicts that hold a request of mine, with their three values, from its lines and the base as pulled (section 10). */
export async function requestConflicts(
  work: LocalWork,
  request: ChangeRequest,
): Promise<readonly ConflictRow[]> {
  const wanted = new Set(request.conflicts.map((conflict) => conflict.recordId));
  const rows: ConflictRow[] = [];
  for (const referential of new Set(request.conflicts.map((conflict) => conflict.referential))) {
    const set = await work.set.open(referential);
    if (!set) continue;
    for (const line of await work.set.lines.read(request, referential)) {
      if (!wanted.has(line.recordId)) continue;
      const slot = set.table.slotOf(line.recordId);
      const central = slot === undefined ? undefined : set.table.accredited[slot];
      const found = openConflicts(
        classifyChange(
          line,
          undefined,
          central,
          lookupOf(work, () => true),
        ),
        request.content.resolutions,
      );
      rows.push(
        ...found
          .filter((conflict) => conflict.class === "hard")
          .map((conflict) => conflictRow(work, conflict, request.content.id)),
      );
    }
  }
  return rows;
}
