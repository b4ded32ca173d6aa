import type { IsoDate, RecordId } from "../../../shared/base/index.ts";
import type { Severity } from "../../../shared/model/index.ts";
import { stateAt } from "../../../shared/record/index.ts";
import type { Finding } from "../../../shared/rules/index.ts";
import type { RecordState } from "../data-api.ts";
import { ownChange } from "./overlay.ts";
import type { ReferentialSet } from "./referential-set.ts";

/** What is known about records besides their values. */
export type Marks = {
  /** Attributes of a record with an unresolved hard conflict (null = the record as a whole); undefined when none. */
  conflictsOf(id: RecordId): ReadonlySet<string | null> | undefined;
  findingsOf(id: RecordId): readonly Finding[];
};

/** Where a record stands, what needs a person first: conflict, then my work, then pending, then the state of the world. */
export function recordState(
  set: ReferentialSet,
  slot: number,
  marks: Marks,
  day: IsoDate,
): RecordState {
  const { table } = set;
  const record = table.shown[slot];
  const id = table.ids[slot];
  if (!record || id === undefined) return "withdrawn";
  if (marks.conflictsOf(id)) return "conflict";
  if (table.overlays.has(slot)) {
    const overlay = table.overlayOf(slot);
    const own = ownChange(overlay);
    if (own) return own.change.kind === "create" ? "draft-new" : "draft";
    if (overlay.pending.length > 0) return table.accredited[slot] ? "pending" : "pending-new";
  }
  switch (stateAt(record, set.referential, day)) {
    case "withdrawn":
      return "withdrawn";
    case "closed":
      return "closed";
    case "planned":
      return "future";
    case "active":
    case "unknown":
      return "accredited";
  }
}

const RANK: { readonly [severity in Severity]: number } = {
  info: 0,
  avertissement: 1,
  erreur: 2,
  fatale: 3,
};

/** The most serious of some findings (V3); null without any. */
export function worstOf(findings: readonly Finding[]): Severity | null {
  let worst: Severity | null = null;
  for (const { severity } of findings)
    if (worst === null || RANK[severity] > RANK[worst]) worst = severity;
  return worst;
}
