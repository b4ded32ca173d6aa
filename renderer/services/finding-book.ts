import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import type { Finding } from "../../shared/rules/index.ts";
import type { Marks } from "../data-worker/working-set/record-state.ts";
import type { LocalRows } from "./local-rows.ts";

/** Findings known so far, by référentiel and record, and the conflicts of each record. Findings are computed again at will: nothing is stored. */
export class FindingBook implements Marks {
  private readonly rows: LocalRows;
  private readonly byReferential = new Map<ReferentialId, Map<RecordId, readonly Finding[]>>();

  constructor(rows: LocalRows) {
    this.rows = rows;
  }

  /** Replaces every finding of a référentiel. */
  replace(referential: ReferentialId, findings: readonly Finding[]): void {
    this.byReferential.set(
      referential,
      Map.groupBy(findings, (finding) => finding.recordId),
    );
  }

  /** Replaces the findings of some records. */
  update(referential: ReferentialId, ids: Iterable<RecordId>, findings: readonly Finding[]): void {
    const known = this.byReferential.get(referential) ?? new Map<RecordId, readonly Finding[]>();
    this.byReferential.set(referential, known);
    for (const id of ids) known.delete(id);
    for (const [id, ofRecord] of Map.groupBy(findings, (finding) => finding.recordId))
      known.set(id, ofRecord);
  }

  /** Every finding known, of one référentiel or of all. */
  *all(referential: ReferentialId | null): Generator<Finding> {
    for (const [id, records] of this.byReferential)
      if (referential === null || referential === id)
        for (const findings of records.values()) yield* findings;
  }

  findingsOf(id: RecordId): readonly Finding[] {
    for (const records of this.byReferential.values()) {
      const findings = records.get(id);
      if (findings) return findings;
    }
    return NONE;
  }

  conflictsOf(id: RecordId): ReadonlySet<string | null> | undefined {
    if (this.rows.conflicts.size === 0) return undefined;
    let attributes: Set<string | null> | undefined;
    for (const { conflict, resolved } of this.rows.conflicts.values())
      if (conflict.recordId === id && conflict.class !== "soft" && resolved === null)
        (attributes ??= new Set()).add(conflict.attribute);
    return attributes;
  }

  forget(): void {
    this.byReferential.clear();
  }
}

const NONE: readonly Finding[] = [];
